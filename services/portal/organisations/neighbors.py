"""What residents see: the organisations of their house and those that they belong to."""

import asyncio
from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.organisations.joining import (
    JOINED,
    Answer,
    answered,
    asked,
    asking_me,
    requests_of,
    taken_back,
)
from services.portal.organisations.model import CouncilState, Membership, OrganisationLine
from services.portal.organisations.view import organisation_of, places_of
from services.portal.people.view import children_of, person_of
from services.portal.visits.api import Listed, every
from services.portal.visits.visit import Filled, Resident, Visit

router = APIRouter(prefix="/organisations", include_in_schema=False)


@router.get("")
async def organisations(visit: Resident) -> Response:
    """The organisations of one's house, and whether it has a council."""
    me = await person_of(visit, visit.me.id)
    acting, own, state, places, asking = await asyncio.gather(
        _acting(visit),
        _own(visit),
        visit.or_else(_state(visit, me.house_id), None),
        places_of(visit),
        asking_me(visit),
    )
    mine = {one.organisation_id: one for one in own}
    return visit.page(
        "organisations/near",
        near=[one for one in acting if me.house_id in one.house_ids],
        around=[one for one in acting if me.house_id not in one.house_ids and _is_open(one, mine)],
        own=mine,
        asking=asking,
        state=state,
        house=places.get(me.house_id, "") if me.house_id else "",
        places=places,
    )


@router.get("/{organisation_id}")
async def organisation(
    visit: Resident, organisation_id: UUID, done: Annotated[str, Query()] = ""
) -> Response:
    """One organisation: members see what is shown to members."""
    return await _page(visit, organisation_id, Form(), JOINED.get(done, ""))


@router.post("/{organisation_id}/join")
async def ask(visit: Resident, organisation_id: UUID, form: Filled) -> Response:
    """The resident would like to take part."""
    if await asked(visit, form, organisation_id):
        return visit.go(f"/organisations/{organisation_id}?done=asked")
    return await _page(visit, organisation_id, form)


@router.post("/{organisation_id}/join/{request_id}/back")
async def take_back(visit: Resident, organisation_id: UUID, request_id: UUID, form: Filled) -> Response:
    """The resident has thought again."""
    if await taken_back(visit, form, request_id):
        return visit.go(f"/organisations/{organisation_id}?done=taken-back")
    return await _page(visit, organisation_id, form)


@router.post("/{organisation_id}/join/{request_id}/{answer}")
async def say(
    visit: Resident, organisation_id: UUID, request_id: UUID, answer: Answer, form: Filled
) -> Response:
    """Whoever is responsible lets somebody in, or does not."""
    if await answered(visit, form, request_id, answer):
        return visit.go(f"/organisations/{organisation_id}?done={answer}")
    return await _page(visit, organisation_id, form)


async def _page(visit: Visit, organisation_id: UUID, form: Form, done: str = "") -> Response:
    found, _ = await organisation_of(visit, organisation_id)
    members = await _members(visit, organisation_id) if found.is_member else []
    wishes = await requests_of(visit, organisation_id, waiting=None)
    children = await children_of(visit) if found.joined_by_wish else []
    mine = {one.resident_id: one for one in wishes}
    family = {visit.me.id, *(child.resident_id for child in children)}
    return visit.page(
        "organisations/seen",
        form,
        one=found,
        members=members,
        places=await places_of(visit),
        own=mine.get(visit.me.id),
        children=[(child, mine.get(child.resident_id)) for child in children],
        asking=[one for one in wishes if one.answer is None and one.resident_id not in family],
        done=done,
    )


async def _acting(visit: Visit) -> list[OrganisationLine]:
    path = f"/centers/{visit.center}/organisations"
    found = await every(OrganisationLine, visit.api, "registry", path, {"state": "active"}, most=300)
    return [one for one in found if one.form != "outside"]


def _is_open(one: OrganisationLine, mine: Mapping[UUID, Membership]) -> bool:
    """Whether somebody of any house may want to see it: a group tied to no house, or one's own."""
    return one.id in mine or (one.form in ("informal", "community") and not one.house_ids)


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
