"""One's own name, children and household."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal import refusals
from services.portal.forms import Form, filled
from services.portal.language import phrase
from services.portal.people.entering import YEAR_WRONG
from services.portal.people.family import child_from
from services.portal.people.labels import TONGUE
from services.portal.people.model import household_of
from services.portal.people.view import Person
from services.portal.sign_in.joining import FAMILY_MISSING, GIVEN_MISSING
from services.portal.visit import Filled, Resident, Visit

router = APIRouter(prefix="/me", include_in_schema=False)

WORD_MISSING = phrase("Напишите слово, которое вам сказали домашние")
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
    if not form.errors:
        try:
            path = f"{_path(visit, visit.me.id)}/wards"
            await visit.api.post(object, "registry", path, body, form.once)
            return visit.go("/me?done=child")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return visit.page("me/child", form)


@router.get("/children/{child_id}")
async def ask_edit_child(visit: Resident, child_id: UUID) -> Response:
    """What a guardian may say of a child."""
    return await _edit_page(visit, child_id, None)


@router.post("/children/{child_id}")
async def edit_child(visit: Resident, child_id: UUID, form: Filled) -> Response:
    """Keeps it."""
    if await _is_kept(visit, child_id, form):
        return visit.go("/me?done=changed")
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
    if not form.errors:
        try:
            path = f"{_path(visit, visit.me.id)}/household"
            await visit.api.post(object, "registry", path, {"word": word}, form.once)
            return visit.go("/me/household" if word is None else "/me?done=household")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
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
    if form.errors:
        return False
    try:
        await visit.api.change("PATCH", "registry", _path(visit, person), body, form.value("version"))
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        if refusals.is_outdated(trouble):
            form.meet(*await _present(visit, person))
        return False
    return True


async def _present(visit: Visit, person: UUID) -> tuple[dict[str, object], str | None]:
    found, version = await visit.api.get_versioned(Person, "registry", _path(visit, person))
    return {name: getattr(found, name) for name in _NAMES}, version


async def _edit_page(visit: Visit, person: UUID, form: Form | None) -> Response:
    if form is None:
        known, version = await _present(visit, person)
        form = filled({**known, "version": version})
    return visit.page("me/edit", form, child=person != visit.me.id)


async def _household_page(visit: Visit, form: Form) -> Response:
    path = _path(visit, visit.me.id)
    person, _ = await visit.api.get_versioned(Person, "registry", path)
    return visit.page("me/household", form, household=await household_of(visit.api, path), person=person)


def _path(visit: Visit, person: UUID) -> str:
    return f"/centers/{visit.center}/residents/{person}"
