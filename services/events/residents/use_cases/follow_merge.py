"""Two residents turned out to be one: one registration an event stays, and a place too many is free; or two again."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.calendar.model import Event
from services.events.calendar.repository import event_by_id
from services.events.registrations.model import Registration
from services.events.registrations.repository import free_places, take_places
from services.events.registrations.use_cases.cancel_registration import free_one_place
from shared.kit.clock import now
from shared.kit.merge_moves import Place, Row, aside, change, move, move_back, rows_of, set_aside
from shared.kit.merging import Merge, begin, end
from shared.kit.residents import remember

_PLACES = (
    Place("registrations", "resident_id"),
    Place("events", "organiser_id"),
    Place("appeals", "resident_id"),
    Place("ideas", "resident_id"),
    Place("idea_supports", "resident_id"),
    Place("heard_consents", "resident_id"),
)
_STRENGTH = {"registered": 1, "walk_in": 2, "waiting": 3}


async def merge_residents(session: AsyncSession, merge: Merge) -> None:
    """Of two registrations for one event the stronger stays: who came, who has a place, who waits."""
    await remember(session, [merge.kept, merge.gone])
    if not await begin(session, merge):
        return
    theirs = await _standing(session, merge.gone)
    mine = await _standing(session, merge.kept)
    both = sorted(theirs.keys() & mine.keys())
    events = {one: await event_by_id(session, UUID(one), for_update=True) for one in both}
    for one in both:
        if _order(theirs[one]) < _order(mine[one]):
            await set_aside(session, merge, "registrations", mine[one])
    await move(session, merge, _PLACES)
    for row in await rows_of(session, "residents", "id", merge.gone):
        await change(session, merge, "residents", row, {"erased": True})
    for row in await aside(session, merge, "registrations"):
        await _give_place_up(session, events[row["event_id"]], row)


async def part_residents(session: AsyncSession, merge: Merge) -> None:
    """Everything goes back; whose place was given to another meanwhile waits for the next one."""
    if not await end(session, merge):
        return
    restored = await aside(session, merge, "registrations")
    events = {
        one: await event_by_id(session, UUID(one), for_update=True)
        for one in sorted({row["event_id"] for row in restored})
    }
    await move_back(session, merge)
    for row in restored:
        await _take_place_again(session, events[row["event_id"]], row)


async def _give_place_up(session: AsyncSession, event: Event, row: Row) -> None:
    if row["state"] == "registered" and event.starts_at > now():
        await free_one_place(session, event)


async def _take_place_again(session: AsyncSession, event: Event, row: Row) -> None:
    if row["state"] != "registered" or event.capacity is None or event.starts_at <= now():
        return
    if await free_places(session, event.id):
        await take_places(session, event.id, 1)
        return
    await session.execute(
        update(Registration)
        .where(Registration.id == UUID(row["id"]))
        .values(state="waiting", queued_at=now())
        .execution_options(synchronize_session=False)
    )


async def _standing(session: AsyncSession, person: UUID) -> dict[str, Row]:
    """The registrations of a person that were not given up, by event."""
    found = await rows_of(session, "registrations", "resident_id", person)
    return {row["event_id"]: row for row in found if row["state"] != "cancelled"}


def _order(row: Row) -> tuple[bool, int, str]:
    return row["attended_at"] is None, _STRENGTH[row["state"]], row["made_at"]
