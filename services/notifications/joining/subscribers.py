"""Tells those who hold a post in an organisation that somebody would like to take part: they may answer."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.messages.repository import Notice
from services.notifications.messages.service import tell
from shared.contracts.registry import JoinRequestMadeV1
from shared.kit.merging import kept_of
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(JoinRequestMadeV1)
async def tell_who_may_answer(session: AsyncSession, told: Sequence[Told[JoinRequestMadeV1]]) -> None:
    """Who asks is read on the organisation's page alone."""
    who = await kept_of(session, {holder for one in told for holder in one.fact.answering})
    notices = [
        Notice(who[holder], "join_asked", {"organisation_id": str(one.fact.organisation_id)}, one.id)
        for one in told
        for holder in one.fact.answering
    ]
    await tell(session, notices)
