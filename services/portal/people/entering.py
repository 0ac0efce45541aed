"""Entering a resident, also one with neither phone nor mail, and correcting what is known of them."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal import refusals
from services.portal.forms import Form, filled
from services.portal.labels import ANSWER_CHANNEL
from services.portal.language import phrase
from services.portal.people.view import Person, houses_of
from services.portal.sign_in.joining import FAMILY_MISSING, GIVEN_MISSING
from services.portal.visit import Filled, Manager, Visit

router = APIRouter(prefix="/desk/people", include_in_schema=False)

CHANNEL_MISSING = phrase("Отметьте, как человек к вам обратился")
GROUND_MISSING = phrase("Телефона и почты нет: напишите, с чьих слов записываете")
YEAR_WRONG = phrase("Напишите год рождения четырьмя цифрами, например 1948")


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new resident."""
    return await _page(visit, filled({"channel": "visit"}))


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters a resident."""
    body = _person(form) | {"channel": form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING)}
    if not (body["phone"] or body["mail"]):
        body["ground"] = form.need("ground", GROUND_MISSING)
    if not form.errors:
        try:
            made = await visit.api.post(
                Person, "registry", f"/centers/{visit.center}/residents", body, form.once
            )
            return visit.go(f"/desk/people/{made.id}?done=entered")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return await _page(visit, form)


@router.get("/{person_id}/edit")
async def ask_edit(visit: Manager, person_id: UUID) -> Response:
    """The form of a known resident."""
    path = f"/centers/{visit.center}/residents/{person_id}"
    person, version = await visit.api.get_versioned(Person, "registry", path)
    return await _page(visit, filled({**person.model_dump(), "version": version}), person_id)


@router.post("/{person_id}/edit")
async def edit(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Corrects what is known."""
    body = _person(form)
    if not form.errors:
        path = f"/centers/{visit.center}/residents/{person_id}"
        try:
            await visit.api.change("PATCH", "registry", path, body, form.value("version"))
            return visit.go(f"/desk/people/{person_id}?done=changed")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return await _page(visit, form, person_id)


def _person(form: Form) -> dict[str, object]:
    house = form.id("house_id")
    year = form.value("birth_year")
    if year and not (year.isdecimal() and len(year) == 4):
        form.wrong("birth_year", YEAR_WRONG)
    return {
        "family_name": form.need("family_name", FAMILY_MISSING),
        "given_name": form.need("given_name", GIVEN_MISSING),
        "patronymic": form.value("patronymic") or None,
        "house_id": house,
        "flat": (form.value("flat") or None) if house else None,
        "birth_year": int(year) if year.isdecimal() else None,
        "phone": form.value("phone") or None,
        "mail": form.value("mail") or None,
    }


async def _page(visit: Visit, form: Form, person_id: UUID | None = None) -> Response:
    return visit.page("people/edit", form, houses=await houses_of(visit), person_id=person_id)
