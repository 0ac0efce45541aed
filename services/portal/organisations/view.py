"""What the pages of organisations show, gathered from the registry."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.portal.organisations.model import (
    CouncilState,
    Deadline,
    Deadlines,
    FormingLine,
    Membership,
    Organisation,
    OrganisationLine,
    Step,
    Steps,
)
from services.portal.people.view import houses_of
from services.portal.places.view import territories_of
from services.portal.visits.api import Listed, Query, every
from services.portal.visits.visit import Visit

_MEMBERS_SHOWN = 100

Places = Mapping[UUID, str]
"""Addresses and names by the ids of houses and territories."""


@dataclass(frozen=True)
class Listing:
    """One page of the list."""

    items: Sequence[OrganisationLine]
    next: UUID | None
    deadlines: Sequence[Deadline]
    places: Places


@dataclass(frozen=True)
class Whole:
    """One organisation with everything that belongs to it."""

    organisation: Organisation
    version: str | None
    steps: Sequence[Step]
    members: Listed[Membership]
    """One part of those who are in it; whoever acts for it comes first of all."""
    past: Listed[Membership]
    """The latest of those who were."""
    places: Places


@dataclass(frozen=True)
class Councils:
    """The houses with their councils, those that need something first."""

    states: Sequence[CouncilState]
    stopped: Sequence[FormingLine]


async def places_of(visit: Visit) -> Places:
    """The addresses of the center's houses, and the names of its yards, streets and microdistricts."""
    houses, territories = await asyncio.gather(houses_of(visit), territories_of(visit))
    return {one.id: one.address for one in houses} | {one.id: one.name for one in territories}


async def listing_of(visit: Visit, query: Query) -> Listing:
    """One page of organisations, and the days that should not be missed."""
    path = f"/centers/{visit.center}/organisations"
    page, deadlines, places = await asyncio.gather(
        visit.api.get(Listed[OrganisationLine], "registry", path, query),
        deadlines_of(visit),
        places_of(visit),
    )
    return Listing(page.items, page.next, deadlines, places)


async def deadlines_of(visit: Visit) -> Sequence[Deadline]:
    """Terms that end or are over, and steps of councils that are due."""
    path = f"/centers/{visit.center}/organisation-deadlines"
    return (await visit.api.get(Deadlines, "registry", path)).items


async def whole_of(visit: Visit, organisation: UUID, cursor: UUID | None = None) -> Whole:
    """One organisation as a manager sees it."""
    path = f"/centers/{visit.center}/organisations/{organisation}"
    (found, version), steps, members, past, places = await asyncio.gather(
        visit.api.get_versioned(Organisation, "registry", path),
        visit.or_else(visit.api.get(Steps, "registry", f"{path}/next-steps"), Steps()),
        _members(visit, organisation, "true", cursor),
        _members(visit, organisation, "false"),
        places_of(visit),
    )
    order = {one.membership_id: at for at, one in enumerate(found.officers)}
    if cursor is None and members.next is not None:
        away = order.keys() - {one.id for one in members.items}
        acting = await asyncio.gather(*(membership_of(visit, one) for one in away))
        members.items.extend(one for one, _ in acting)
    members.items.sort(key=lambda one: (order.get(one.id, len(order)), one.name or ""))
    return Whole(found, version, steps.items, members, past, places)


async def organisation_of(visit: Visit, organisation: UUID) -> tuple[Organisation, str | None]:
    """One organisation with its version."""
    path = f"/centers/{visit.center}/organisations/{organisation}"
    return await visit.api.get_versioned(Organisation, "registry", path)


async def parents_of(visit: Visit) -> list[OrganisationLine]:
    """What an organisation may be a part of, by name."""
    path = f"/centers/{visit.center}/organisations"
    found = await every(OrganisationLine, visit.api, "registry", path, most=300)
    return sorted((one for one in found if one.state != "dissolved"), key=lambda one: one.name)


_ORDER = (
    "term_over", "chair_missing", "missing", "term_ends", "forming", "in_place", "not_needed_partnership",
    "not_needed_small", "not_needed_private",
)  # fmt: skip


async def councils_of(visit: Visit) -> Councils:
    """Every house with its council."""
    center = f"/centers/{visit.center}"
    states, stopped = await asyncio.gather(
        every(CouncilState, visit.api, "registry", f"{center}/council-states", most=300),
        visit.api.get(
            Listed[FormingLine], "registry", f"{center}/council-formings", {"state": "stopped", "limit": 5}
        ),
    )
    states.sort(key=lambda one: (_ORDER.index(one.state), one.address))
    return Councils(states, stopped.items)


async def membership_of(visit: Visit, membership: UUID) -> tuple[Membership, str | None]:
    """One membership and its version."""
    path = f"/centers/{visit.center}/memberships/{membership}"
    return await visit.api.get_versioned(Membership, "registry", path)


async def _members(
    visit: Visit, organisation: UUID, standing: str, cursor: UUID | None = None
) -> Listed[Membership]:
    wanted: Query = {
        "organisation_id": organisation,
        "standing": standing,
        "total": "true",
        "limit": _MEMBERS_SHOWN,
        "cursor": cursor,
    }
    return await visit.api.get(Listed[Membership], "registry", f"/centers/{visit.center}/memberships", wanted)
