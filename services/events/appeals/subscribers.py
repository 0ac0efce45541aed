"""Makes appeals of what people complained of in a survey, and lets them go with the consent."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.appeals.service import forget_whose_survey, raise_appeal
from services.events.residents.repository import is_erased
from shared.contracts.codes import ConsentPurpose
from shared.contracts.registry import ConsentWithdrawnV1
from shared.contracts.surveys import ComplaintRaisedV1
from shared.kit.consents import concerns, note_withdrawn, withdrawn_since
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()

PURPOSE: ConsentPurpose = "complaints"


@reactions.on(ComplaintRaisedV1)
async def raise_appeals(session: AsyncSession, told: Sequence[Told[ComplaintRaisedV1]]) -> None:
    """Each matter of a sheet becomes an appeal, once, unless its author is no more or has changed their mind."""
    for one in await as_kept(session, told):
        author = one.fact.resident_id
        if await is_erased(session, author) or await withdrawn_since(
            session, author, PURPOSE, one.occurred_at
        ):
            continue
        for about in dict.fromkeys(one.fact.about):
            await raise_appeal(session, one.fact, about, one.occurred_at)


@reactions.on(ConsentWithdrawnV1)
async def forget_who_complained(session: AsyncSession, told: Sequence[Told[ConsentWithdrawnV1]]) -> None:
    """Whoever takes the consent back is the author of no appeal that rests on it."""
    about = [one for one in await as_kept(session, told) if concerns(one.fact.purpose, PURPOSE)]
    await note_withdrawn(session, about)
    for one in about:
        await forget_whose_survey(session, one.fact.resident_id, one.occurred_at)
