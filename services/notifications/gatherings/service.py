"""Whom an event of the calendar concerns, and what they are told."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.gatherings.model import Gathering
from services.notifications.gatherings.repository import signed_up_for
from services.notifications.help.model import Match
from services.notifications.help.repository import match_by_id, skills_of
from services.notifications.messages.repository import Notice
from services.notifications.messages.service import tell
from services.notifications.wording.model import MessageCode


async def tell_concerned(session: AsyncSession, gathering: Gathering, code: MessageCode, cause: UUID) -> None:
    """Tells those who signed up, the one who holds it, and the sides of the match whose help is given there."""
    concerned = dict.fromkeys(await signed_up_for(session, gathering.id))
    if gathering.organiser_id is not None:
        concerned[gathering.organiser_id] = None
    match = await match_by_id(session, gathering.match_id) if gathering.match_id else None
    if match is not None:
        concerned |= dict.fromkeys((match.asking_id, match.helping_id))
    await tell(session, [Notice(one, code, gathering.params(), cause) for one in concerned])


async def tell_sides(session: AsyncSession, gathering: Gathering, match: Match) -> None:
    """Tells both sides of a match that its help has a day and an hour."""
    assert gathering.planned_by is not None
    skill = (await skills_of(session, [match.need_id])).get(match.need_id)
    params = {**gathering.params(), "match_id": str(match.id), "skill": skill}
    await tell(
        session,
        [
            Notice(match.asking_id, "help_at_event_to_asking", params, gathering.planned_by),
            Notice(match.helping_id, "help_at_event_to_helping", params, gathering.planned_by),
        ],
    )
