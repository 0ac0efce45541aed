"""One's own name, children and household."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved, standing
from services.portal.me.view import ward_of
from services.portal.me.whose import Own
from services.portal.people.entering import YEAR_WRONG
from services.portal.people.family import child_from
from services.portal.people.labels import TONGUE
from services.portal.people.model import household_of
from services.portal.people.view import Person
from services.portal.sign_in.joining import FAMILY_MISSING, GIVEN_MISSING
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/me", include_in_schema=False)

WORD_MISSING = phrase("Напишите слово, которое вам сказали домашние")
_DONE = {
    "entered": phrase("Записали ребёнка."),
    "changed": phrase("Записали."),
    "needs": phrase("Записали, что нужно учесть."),
}
_NAMES = ("family_name", "given_name", "patronymic", "birth_year", "languages")


@router.get("/edit")
async def ask_edit(visit: Resident) -> Response:
    """What a resident may say of themselves."""
    return await _edit_page(visit, visit.me.id, None)


@router.post("/edit")
async def edit(visit: Resident, form: Filled) -> Response:
    """Keeps it."""
    if await _is_kept(visit, visit.me.id, form):
        return visit.go("/me?done=changed")
    return await _edit_page(visit, visit.me.id, form)


@router.get("/children/new")
async def ask_child(visit: Resident) -> Response:
    """The form of one's own child."""
    me, _ = await _present(visit, visit.me.id)
    start = {"family_name": me["family_name"], "bond": "parent", "same_home": "yes"}
    return visit.page("me/child", filled(start))


@router.post("/children/new")
async def enter_child(visit: Resident, form: Filled) -> Response:
    """Enters one's own child."""
    body = child_from(form)
    if child := await made(visit, form, f"/residents/{visit.me.id}/wards", body):
        await visit.renew(at_once=True)  # from now on the visitor speaks for the child, in every service
        return visit.go(f"/me/children/{child}?done=entered")
    return visit.page("me/child", form)


@router.get("/children/{child_id}")
async def ward(visit: Resident, whose: Own, done: Annotated[str, Query()] = "") -> Response:
    """A child's card, for whoever answers for them."""
    return visit.page("me/ward", view=await ward_of(visit, whose), done=_DONE.get(done, ""))


@router.get("/children/{child_id}/edit")
async def ask_edit_child(visit: Resident, child_id: UUID) -> Response:
    """What a guardian may say of a child."""
    return await _edit_page(visit, child_id, None)


@router.post("/children/{child_id}/edit")
async def edit_child(visit: Resident, child_id: UUID, form: Filled) -> Response:
    """Keeps it."""
    if await _is_kept(visit, child_id, form):
        return visit.go(f"/me/children/{child_id}?done=changed")
    return await _edit_page(visit, child_id, form)


@router.get("/household")
async def ask_household(visit: Resident) -> Response:
    """With whom one belongs together."""
    return await _household_page(visit, Form())


@router.post("/household")
async def join_household(visit: Resident, form: Filled) -> Response:
    """Begins a household, or joins one by the word that was told at home."""
    word = form.value("word") or None
    if form.value("how") == "join" and word is None:
        form.wrong("word", WORD_MISSING)
    what = f"/residents/{visit.me.id}/household"
    if await made(visit, form, what, {"word": word}):
        return visit.go("/me/household" if word is None else "/me?done=household")
    return await _household_page(visit, form)


@router.post("/household/leave")
async def leave_household(visit: Resident, form: Filled) -> Response:
    """One belongs there no longer."""
    await visit.api.change("DELETE", "registry", f"{_path(visit, visit.me.id)}/household")
    return visit.go("/me?done=household-left")


async def _is_kept(visit: Visit, person: UUID, form: Form) -> bool:
    year = form.value("birth_year")
    if year and not (year.isdecimal() and len(year) == 4):
        form.wrong("birth_year", YEAR_WRONG)
    body = {
        "family_name": form.need("family_name", FAMILY_MISSING),
        "given_name": form.need("given_name", GIVEN_MISSING),
        "patronymic": form.value("patronymic") or None,
        "birth_year": int(year) if year.isdecimal() else None,
        "languages": [one for one in form.chosen("languages") if one in TONGUE],
    }
    return await saved(visit, form, f"/residents/{person}", body, lambda: _present(visit, person))


async def _present(visit: Visit, person: UUID) -> Known:
    found, version = await visit.api.get_versioned(Person, "registry", _path(visit, person))
    return {name: getattr(found, name) for name in _NAMES}, version


async def _edit_page(visit: Visit, person: UUID, form: Form | None) -> Response:
    if form is None:
        form = await standing(_present(visit, person))
    return visit.page("me/edit", form, child=person if person != visit.me.id else None)


async def _household_page(visit: Visit, form: Form) -> Response:
    path = _path(visit, visit.me.id)
    person, _ = await visit.api.get_versioned(Person, "registry", path)
    return visit.page("me/household", form, household=await household_of(visit, path), person=person)


def _path(visit: Visit, person: UUID) -> str:
    return f"/centers/{visit.center}/residents/{person}"
