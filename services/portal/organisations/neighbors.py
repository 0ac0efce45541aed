"""What residents see: the organisations of their house and those that they belong to."""

import asyncio
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.api import Listed, or_else
from services.portal.organisations.model import CouncilState, Membership, OrganisationLine
from services.portal.organisations.view import organisation_of, places_of
from services.portal.people.view import person_of
from services.portal.visit import Resident, Visit

router = APIRouter(prefix="/organisations", include_in_schema=False)


@router.get("")
async def organisations(visit: Resident) -> Response:
    """The organisations of one's house, and whether it has a council."""
    me = await person_of(visit, visit.me.id)
    near, own, state, places = await asyncio.gather(
        _near(visit, me.house_id), _own(visit), or_else(_state(visit, me.house_id), None), places_of(visit)
    )
    return visit.page(
        "organisations/near",
        near=[one for one in near if one.state == "active"],
        own={one.organisation_id: one for one in own},
        state=state,
        house=places.get(me.house_id, "") if me.house_id else "",
        places=places,
    )


@router.get("/{organisation_id}")
async def organisation(visit: Resident, organisation_id: UUID) -> Response:
    """One organisation: members see what is shown to members."""
    found, _ = await organisation_of(visit, organisation_id)
    members = await _members(visit, organisation_id) if found.is_member else []
    return visit.page("organisations/seen", one=found, members=members, places=await places_of(visit))


async def _near(visit: Visit, house: UUID | None) -> list[OrganisationLine]:
    path = f"/centers/{visit.center}/organisations"
    asked = {"house_id": house, "state": "active", "limit": 100}
    found = await visit.api.get(Listed[OrganisationLine], "registry", path, asked)
    return [one for one in found.items if one.form != "outside"]


async def _own(visit: Visit) -> list[Membership]:
    path = f"/centers/{visit.center}/memberships"
    found = await visit.api.get(
        Listed[Membership], "registry", path, {"resident_id": visit.me.id, "limit": 100}
    )
    return [one for one in found.items if one.ended_on is None]


async def _members(visit: Visit, organisation: UUID) -> list[Membership]:
    path = f"/centers/{visit.center}/memberships"
    found = await visit.api.get(
        Listed[Membership], "registry", path, {"organisation_id": organisation, "limit": 100}
    )
    return [one for one in found.items if one.ended_on is None and one.role == "member"]


async def _state(visit: Visit, house: UUID | None) -> CouncilState | None:
    if house is None:
        return None
    path = f"/centers/{visit.center}/houses/{house}/council-state"
    return await visit.api.get(CouncilState, "registry", path)
