"""Who took part when, and which flats that lights; nobody is listed on the way."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.model import Resident
from services.registry.places.activity.model import ResidentActivity
from services.registry.places.houses.model import Premises
from shared.kit.database import CENTER
from shared.kit.merging import kept_of

_NOTE = text("""
insert into resident_activity (center_id, resident_id, active_on)
select r.center_id, r.id, told.active_on
from unnest(cast(:residents as uuid[]), cast(:days as date[])) as told (id, active_on)
join residents r on r.center_id = :center and r.id = told.id
order by r.id
on conflict (center_id, resident_id) do update
set active_on = greatest(resident_activity.active_on, excluded.active_on)
""")


async def note(session: AsyncSession, days: Mapping[UUID, date]) -> None:
    """Notes the day for each of these residents, as who they are by now; whoever was erased is passed over."""
    if days:
        latest: dict[UUID, date] = {}
        for told, kept in (await kept_of(session, days)).items():
            latest[kept] = max(days[told], latest.get(kept, date.min))
        known = {"center": session.info[CENTER], "residents": list(latest), "days": list(latest.values())}
        await session.execute(_NOTE, known)


async def lit_numbers(
    session: AsyncSession, center: UUID, houses: Sequence[UUID], since: date
) -> Mapping[UUID, Sequence[str]]:
    """By house: the numbers of the flats from which somebody took part since that day."""
    wanted = (
        select(Premises.house_id, Premises.number)
        .distinct()
        .join(Resident, (Resident.center_id == Premises.center_id) & (Resident.premises_id == Premises.id))
        .join(
            ResidentActivity,
            (ResidentActivity.center_id == Resident.center_id)
            & (ResidentActivity.resident_id == Resident.id),
        )
        .where(
            Premises.center_id == center,
            Premises.house_id.in_(houses),
            ResidentActivity.active_on >= since,
        )
    )
    found: dict[UUID, list[str]] = {house: [] for house in houses}
    for house, number in await session.execute(wanted):
        found[house].append(number)
    return found
