"""Two cards of one person become one: choosing each field, checking what comes out, merging."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.duplicates.view import FIELDS, Merged, preview_of, taken
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.people.finding import find_people
from services.portal.people.view import houses_of, person_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.etags import etag_of

router = APIRouter(prefix="/desk/people/{person_id}/merge", include_in_schema=False)

REASON_MISSING = phrase("Напишите, откуда вы знаете, что это один человек")


@router.get("")
async def choose(visit: Manager, person_id: UUID, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Finding the other card."""
    person = await person_of(visit, person_id)
    found = (
        [one for one in await find_people(visit, q.strip(), 20) if one.id != person_id] if q.strip() else []
    )
    houses = {one.id: one.address for one in await houses_of(visit)}
    return visit.page("duplicates/choose", person=person, asked=q.strip(), found=found, houses=houses)


@router.get("/{other_id}")
async def compare(visit: Manager, person_id: UUID, other_id: UUID) -> Response:
    """Both cards side by side, and whose value stays."""
    return await _compare(visit, person_id, other_id, Form())


@router.post("/{other_id}")
async def go_on(visit: Manager, person_id: UUID, other_id: UUID, form: Filled) -> Response:
    """What comes out, or back to choosing; nothing typed is lost."""
    if form.value("go") == "back":
        return await _compare(visit, person_id, other_id, form)
    form.need("reason", REASON_MISSING)
    if form.errors:
        return await _compare(visit, person_id, other_id, form)
    if form.value("go") == "merge":
        return await _merge(visit, person_id, other_id, form)
    return await _check(visit, person_id, other_id, form)


async def _merge(visit: Visit, person_id: UUID, other_id: UUID, form: Form) -> Response:
    body = {"other_id": other_id, "take": taken(form), "reason": form.value("reason")}
    path = f"/centers/{visit.center}/residents/{person_id}/merge"
    try:
        made = await visit.api.post(
            Merged, "registry", path, body, form.once, version=etag_of(form.value("version"))
        )
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return await _compare(visit, person_id, other_id, form)
    return visit.go(f"/desk/people/merges/{made.id}?done=merged")


async def _compare(visit: Visit, person_id: UUID, other_id: UUID, form: Form) -> Response:
    preview = await preview_of(visit, person_id, other_id, taken(form))
    kept, other = await person_of(visit, person_id), await person_of(visit, other_id)
    form.put("version", str(preview.version))
    return visit.page("duplicates/compare", form, preview=preview, kept=kept, other=other, fields=FIELDS)


async def _check(visit: Visit, person_id: UUID, other_id: UUID, form: Form) -> Response:
    preview = await preview_of(visit, person_id, other_id, taken(form))
    kept, other = await person_of(visit, person_id), await person_of(visit, other_id)
    return visit.page(
        "duplicates/check", form, preview=preview, kept=kept, other=other, fields=FIELDS, take=taken(form)
    )
