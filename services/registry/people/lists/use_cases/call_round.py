"""A test round of calls: begun, noted call by call by members, finished; what is kept is who was reached and when."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.lists.errors import RoundOver
from services.registry.people.lists.model import ListCall, ListRound
from services.registry.people.lists.repository import get_list, get_round, must_have, rounds_of
from shared.kit import audit
from shared.kit.clock import now


async def begin_round(session: AsyncSession, center: UUID, list_id: UUID, by: UUID) -> ListRound:
    """A new round; the one under way, where somebody has begun it already."""
    await get_list(session, center, list_id, for_update=True)
    going = next((one for one in await rounds_of(session, center, list_id) if one.ended_at is None), None)
    if going is not None:
        return going
    made = ListRound(center_id=center, list_id=list_id, begun_by=by)
    session.add(made)
    await session.flush()
    audit.note(session, "list.round-begun", about=list_id)
    return made


async def note_call(
    session: AsyncSession, center: UUID, called: ListRound, resident: UUID, by: UUID, *, reached: bool
) -> None:
    """Whether a member was reached; noted again, the later word holds. Raises RoundOver and NotAMember."""
    if called.ended_at is not None:
        raise RoundOver
    await must_have(session, center, called.list_id, resident)
    key = {"center_id": center, "round_id": called.id, "resident_id": resident}
    call = await session.get(ListCall, key) or ListCall(**key)
    call.reached, call.called_at, call.noted_by = reached, now(), by
    session.add(call)
    await session.flush()


async def end_round(session: AsyncSession, center: UUID, list_id: UUID, round_id: UUID) -> ListRound:
    """The round is over. Raises RoundNotFound."""
    found = await get_round(session, center, list_id, round_id)
    found.ended_at = found.ended_at or now()
    await session.flush()
    return found
