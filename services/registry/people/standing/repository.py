"""Reads what a resident is besides, when a token is made for them."""

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.organisations.repository import HeldRole, held_roles
from services.registry.people.guardians.repository import wards_of
from services.registry.people.standing.model import Standing
from shared.kit.access import Caller
from shared.kit.clock import CITY_TIME, today


async def standing_of(session: AsyncSession, center: UUID, resident: UUID) -> Standing:
    """For a transaction in the tenant context of `center`."""
    wards = await wards_of(session, center, resident)
    organisations: dict[UUID, float | None] = {}
    for held in await held_roles(session, center, resident, today()):
        organisations[held.organisation_id] = _later(held, organisations)
    return Standing(frozenset(wards), organisations)


async def posts_of(session: AsyncSession, center: UUID, caller: Caller) -> set[UUID]:
    """The organisations in which the caller holds a post today, whatever their token says; staff hold none."""
    if caller.role != "resident":
        return set()
    return {one.organisation_id for one in await held_roles(session, center, caller.id, today())}


def _later(held: HeldRole, known: dict[UUID, float | None]) -> float | None:
    """When the last of somebody's posts in an organisation ends: with the day that its term names."""
    if held.until is None:
        return None
    ends = datetime.combine(held.until + timedelta(days=1), time(), CITY_TIME).timestamp()
    before = known.get(held.organisation_id, 0.0)
    return None if before is None else max(before, ends)
