"""States, changes and closes needs; a need is looked for a helper the moment it is stated."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matches import repository as matches
from services.talents.matches.service import find_others, let_go
from services.talents.matching.repository import Candidate, need_as_written
from services.talents.matching.service import choose_helpers
from services.talents.needs import repository
from services.talents.needs.errors import NeedAgreedUpon, NeedNotFound
from services.talents.needs.model import LIVES, Need
from services.talents.residents.service import must_see
from services.talents.words.model import REFUSALS, Said, SaidAnew
from shared.contracts.codes import UnmetReason
from shared.contracts.talents import NeedStatedV1, NeedUnmetV1, Side
from shared.kit import audit, outbox
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.database import Driver, driver_of
from shared.kit.etags import check_version
from shared.kit.ids import new_id
from shared.kit.one_trip import call_within


async def new_need(driver: Driver, said: Said) -> tuple[Need, list[Candidate]]:
    """«Мне нужна помощь», as it is to be written by `state_need` of the database, with whoever can help."""
    need = Need(
        center_id=said.center,
        id=new_id(),
        resident_id=said.voice.resident_id,
        skill=said.skill,
        details=said.details,
        free=said.free,
        channel=said.voice.channel,
        state="open",
        candidates=0,
        stated_at=now(),
        version=1,
    )
    return need, await choose_helpers(driver, need)


def said_of(need: Need) -> NeedStatedV1:
    """What is told of a new need."""
    return NeedStatedV1(need_id=need.id, resident_id=need.resident_id, skill=need.skill, channel=need.channel)


async def refresh_need(session: AsyncSession, said: Said) -> None:
    """A new need, but whoever has asked for this already is only taken at their new word about time.

    Raises ResidentNotFound for somebody who was erased, and ConsentWithdrawn.
    """
    need = await repository.current_of(session, said.voice.resident_id, said.skill)
    if need is None:
        need, chosen = await new_need(await driver_of(session), said)
        await call_within(session, "state_need", *need_as_written(need, chosen), refusals=REFUSALS)
        outbox.add(session, said_of(need))
    elif need.state == "open":
        await _change(session, need, SaidAnew(free=said.free or None))


async def read_need(session: AsyncSession, caller: Caller, need_id: UUID) -> Need:
    """Raises NeedNotFound, also for another resident's need."""
    need = await repository.get(session, need_id)
    must_see(caller, need.resident_id, error=NeedNotFound)
    return need


async def change_need(
    session: AsyncSession, caller: Caller, need_id: UUID, expected: int, change: SaidAnew
) -> Need:
    """Raises NeedNotFound, Outdated, NeedClosed, or NeedAgreedUpon where a neighbor was asked already."""
    need = await repository.get(session, need_id, for_update=True)
    must_see(caller, need.resident_id, error=NeedNotFound)
    check_version(need, expected)
    await _change(session, need, change)
    return need


async def close_need(
    session: AsyncSession, caller: Caller, need_id: UUID, reason: UnmetReason, ground: str | None
) -> Need:
    """Closes it without help and says why. Raises NeedNotFound or NeedClosed."""
    need = await repository.get(session, need_id, for_update=True)
    must_see(caller, need.resident_id, error=NeedNotFound)
    await close(session, need, reason, "asking")
    if caller.role == "manager":
        audit.note(session, "need.closed-for", about=need.resident_id, ground=ground or reason)
    return need


async def expire_needs(session: AsyncSession, limit: int = 100) -> int:
    """Closes open needs that nobody has met in time, and says how many."""
    stale = await repository.stale(session, now() - LIVES, limit)
    for need in stale:
        pending = await matches.pending_of_need(session, need.id)
        silent: Side = "asking" if pending and pending.accepted_by("helping") else "helping"
        await close(session, need, "expired", silent)
    return len(stale)


async def close(session: AsyncSession, need: Need, reason: UnmetReason, side: Side) -> None:
    """Closes a locked need; whoever was asked for `side`'s sake learns that it is off. Raises NeedClosed."""
    need.close(reason, now())
    await let_go(session, need, side)
    await session.flush()
    outbox.add(session, NeedUnmetV1(need_id=need.id, resident_id=need.resident_id, reason=reason))


async def _change(session: AsyncSession, need: Need, change: SaidAnew) -> None:
    skill_before = need.skill
    if need.change(change.skill, change.details, change.free):
        if need.skill != skill_before and await matches.has_pending(session, need.id):
            raise NeedAgreedUpon
        await session.flush()
        await matches.drop_found_of_need(session, need.id)
        await find_others(session, [need])
    await session.flush()
