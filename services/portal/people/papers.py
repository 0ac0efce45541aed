"""What else a card holds on the desk: marks of activists, what to arrange for somebody, the printed card."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved
from services.portal.people.labels import ACCESS_NEED, MARK
from services.portal.people.model import Mark, needs_of
from services.portal.people.view import House, houses_of, person_of
from services.portal.seen.view import staff_of
from services.portal.visits.api import Listed, Read
from services.portal.visits.api import Query as Asked
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.etags import etag_of

router = APIRouter(prefix="/desk/people", include_in_schema=False)

MARK_MISSING = phrase("Отметьте, кто это: лидер мнений или активист")
WHAT_MISSING = phrase("Напишите, за что отмечаете: это увидит и сам человек")


class Activist(Read):
    """A line of the record of active residents."""

    id: UUID
    name: str
    house_id: UUID | None = None
    flat: str | None = None
    marks: list[Mark] = []


@router.get("/activists")
async def activists(
    visit: Manager,
    house: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
) -> Response:
    """The record of the active residents of each house (учёт активов МКД)."""
    form = Form({"house": [house]})
    asked: Asked = {"house_id": form.id("house"), "cursor": cursor, "limit": 50}
    path = f"/centers/{visit.center}/activists"
    page, houses, staff = await asyncio.gather(
        visit.api.get(Listed[Activist], "registry", path, asked),
        houses_of(visit),
        visit.or_else(staff_of(visit), {}),
    )
    return visit.page(
        "people/activists", form, items=page.items, next=page.next, houses=houses, staff=staff,
        addresses=_addresses(houses),
    )  # fmt: skip


@router.get("/{person_id}/mark")
async def ask_mark(visit: Manager, person_id: UUID) -> Response:
    """What a resident is to be marked for."""
    return visit.page("people/mark", filled({"kind": "activist"}), person=await person_of(visit, person_id))


@router.post("/{person_id}/mark")
async def mark(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Marks a leader or an activist."""
    body = {"kind": form.one_of("kind", MARK, MARK_MISSING), "what_for": form.need("what_for", WHAT_MISSING)}
    if await made(visit, form, f"/residents/{person_id}/marks", body):
        return visit.go(f"/desk/people/{person_id}?done=marked")
    return visit.page("people/mark", form, person=await person_of(visit, person_id))


@router.post("/{person_id}/mark/{mark_id}/end")
async def end_mark(visit: Manager, person_id: UUID, mark_id: UUID, form: Filled) -> Response:
    """Ends a mark."""
    path = f"{_path(visit, person_id)}/marks/{mark_id}"
    await visit.api.change("DELETE", "registry", path, version=form.value("version"))
    return visit.go(f"/desk/people/{person_id}?done=unmarked")


@router.get("/{person_id}/accessibility")
async def ask_needs(visit: Manager, person_id: UUID) -> Response:
    """What to arrange for somebody, where they consent to its being kept."""
    return await _needs_page(visit, person_id, None)


@router.post("/{person_id}/accessibility")
async def keep_needs(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Keeps what to arrange."""
    if await are_kept(visit, person_id, form):
        return visit.go(f"/desk/people/{person_id}?done=needs")
    return await _needs_page(visit, person_id, form)


@router.post("/{person_id}/print-card")
async def print_card(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """A new card as PDF; the one before it ends."""
    made, headers = await visit.api.made("registry", f"{_path(visit, person_id)}/cards")
    return Response(made, headers=dict(headers))


@router.post("/{person_id}/end-card")
async def end_card(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """The card was lost."""
    await visit.api.change("DELETE", "registry", f"{_path(visit, person_id)}/cards/current")
    return visit.go(f"/desk/people/{person_id}?done=card-ended")


async def are_kept(visit: Visit, person_id: UUID, form: Form) -> bool:
    """Whether the needs were kept; if not, the form says why."""
    body = {
        "needs": [one for one in form.chosen("needs") if one in ACCESS_NEED],
        "note": form.value("note") or None,
    }

    async def present() -> Known:
        known = await needs_of(visit, _path(visit, person_id))
        return {"needs": known.needs, "note": known.note}, etag_of(known.version)

    return await saved(visit, form, f"/residents/{person_id}/accessibility", body, present, method="PUT")


async def _needs_page(visit: Visit, person_id: UUID, form: Form | None) -> Response:
    known = await needs_of(visit, _path(visit, person_id))
    shown = form or filled({"needs": known.needs, "note": known.note, "version": etag_of(known.version)})
    person = await person_of(visit, person_id)
    return visit.page("people/needs", shown, person=person, consented=known.consented)


def _addresses(houses: list[House]) -> dict[UUID, str]:
    return {one.id: one.address for one in houses}


def _path(visit: Visit, person_id: UUID) -> str:
    return f"/centers/{visit.center}/residents/{person_id}"
