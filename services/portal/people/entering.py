"""Entering a resident, also one with neither phone nor mail, and correcting what is known of them."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.consents.bases import AT_ENTRY, entry_from
from services.portal.duplicates.view import (
    Twin,
    TwinPerson,
    person_said,
    reasons_said,
    tell_apart,
    twins_of,
    twins_so_far,
)
from services.portal.filling import refusals
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved
from services.portal.people.contacts import CHANNEL_MISSING as SAID_MISSING
from services.portal.people.contacts import WORDS_MISSING, path_of
from services.portal.people.labels import ANSWER_CHANNEL, PERSON_WAY, SOURCE, TONGUE
from services.portal.people.view import Person, houses_of, person_of
from services.portal.sign_in.joining import FAMILY_MISSING, GIVEN_MISSING
from services.portal.visits.api import Objection, Silent
from services.portal.visits.visit import Anyone, Filled, Manager, Visit, WrongRole
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/people", include_in_schema=False)

CHANNEL_MISSING = phrase("Отметьте, как человек к вам обратился")
GROUND_MISSING = phrase("Телефона и почты нет: напишите, с чьих слов записываете")
YEAR_WRONG = phrase("Напишите год рождения четырьмя цифрами, например 1948")
CONTACTS = ("phone", "mail")
TAKEN = phrase("Этот телефон или почта записаны за другим жителем. Если номер один на двоих, отметьте это")


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """The form of a new resident."""
    return await _page(visit, filled({"channel": "visit", "basis_how": "awaited"}))


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters a resident."""
    body = person_from(form) | {
        "phone": form.value("phone") or None,
        "mail": form.value("mail") or None,
        "channel": form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING),
        "consent": entry_from(form),
        "shared": form.value("shared") == "yes",
        "ground": form.value("ground") or None,
    }
    if not (body["phone"] or body["mail"]):
        body["ground"] = form.need("ground", GROUND_MISSING)
    twins: list[Twin] = []
    if not form.errors:
        try:
            twins = await twins_of(visit, body)
            if same := next((one for one in twins if str(one.person.id) == form.value("same")), None):
                return await _page(visit, await add_to(visit, form, same.person.id), same.person.id)
            others = [str(one.person.id) for one in twins]
            if set(others) <= set(form.chosen("others")) and (not others or form.value("different")):
                made = await visit.api.post(
                    Person, "registry", f"/centers/{visit.center}/residents", body, form.once
                )
                for one in twins:
                    await tell_apart(visit, made.id, one.person.id)
                return visit.go(f"/desk/people/{made.id}?done=entered")
        except refusals.TROUBLE as trouble:
            _note(form, trouble)
    return await _page(visit, form, twins=twins)


@router.post("/new/alike")
async def look_alike(visit: Anyone, form: Filled) -> Response:
    """Who may be on record already, as far as the form is typed; a session that is over keeps no such question."""
    if visit.session is None:
        return visit.dress(Response(status_code=204))
    if visit.session.role != "manager":
        raise WrongRole
    contacts = {kind: form.value(kind) or None for kind in CONTACTS}
    body = person_from(form) | contacts
    twins = await twins_so_far(visit, body) if body["family_name"] and body["given_name"] else []
    return visit.page("people/alike", alike=_said(visit, twins))


async def add_to(visit: Visit, form: Form, person_id: UUID) -> Form:
    """The form of a card that is there already, with everything typed that the card does not say yet."""
    known, version = await _present(visit, person_id)
    typed = {name: form.value(name) for name in known if form.value(name)}
    added = {name: value for name, value in typed.items() if not known.get(name)}
    card = await person_of(visit, person_id)
    contacts = {
        kind: form.value(kind) for kind in CONTACTS if form.value(kind) != (getattr(card, kind) or "")
    }
    return filled({**known, **added, **contacts, "channel": "visit", "version": version})


@router.get("/{person_id}/edit")
async def ask_edit(visit: Manager, person_id: UUID) -> Response:
    """The form of a known resident."""
    known, version = await _present(visit, person_id)
    return await _page(visit, filled({**known, "channel": "visit", "version": version}), person_id)


@router.post("/{person_id}/edit")
async def edit(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """Corrects what is known; contacts that were typed for somebody who is on record already are added."""
    body = person_from(form) | {
        "ground": form.value("ground") or None,
        "channel": form.one_of("channel", ANSWER_CHANNEL, SAID_MISSING),
    }
    if form.value("way"):
        body["way"] = form.value("way")
    typed = [{"kind": kind, "value": form.value(kind)} for kind in CONTACTS if form.value(kind)]
    if typed:
        form.need("ground", WORDS_MISSING)
    if await saved(visit, form, f"/residents/{person_id}", body, lambda: _present(visit, person_id)):
        for contact in typed:
            await made(
                visit,
                form,
                path_of(person_id),
                contact | {"ground": body["ground"]},
                {"value": contact["kind"]},
            )
        if not form.errors:
            return visit.go(f"/desk/people/{person_id}?done=changed")
        form.put("version", (await _present(visit, person_id))[1] or "")
    return await _page(visit, form, person_id)


def person_from(form: Form) -> dict[str, object]:
    """What a form says about who somebody is and where they live."""
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
        "languages": [one for one in form.chosen("languages") if one in TONGUE],
        "source": form.value("source") if form.value("source") in SOURCE else None,
    }


async def _present(visit: Visit, person_id: UUID) -> Known:
    """What stands on the card now, as the form writes it."""
    person, version = await visit.api.get_versioned(Person, "registry", _path(visit, person_id))
    known = (
        "family_name",
        "given_name",
        "patronymic",
        "house_id",
        "flat",
        "birth_year",
        "way",
        "source",
        "ground",
    )
    return {name: getattr(person, name) for name in (*known, "languages")}, version


def _note(form: Form, trouble: Objection | Silent) -> None:
    """A telephone that another has may be one for two; a child's place is on the card of a grown-up."""
    if isinstance(trouble, Objection) and trouble.code == "residents.contact-taken":
        form.wrong("shared", TAKEN)
    else:
        refusals.note(form, trouble, {"guardian_id": "birth_year", **AT_ENTRY})


async def _page(
    visit: Visit, form: Form, person_id: UUID | None = None, twins: Sequence[Twin] = ()
) -> Response:
    return visit.page(
        "people/edit",
        form,
        houses=await houses_of(visit),
        person_id=person_id,
        ways=list(PERSON_WAY),
        alike=_said(visit, twins),
    )


def _said(visit: Visit, twins: Sequence[Twin]) -> list[tuple[TwinPerson, str, str]]:
    """Each likely person, what tells them from others of the name, and why it may be them."""
    return [
        (one.person, person_said(visit.speech, one.person), reasons_said(visit.speech, one.reasons))
        for one in twins
    ]


def _path(visit: Visit, person_id: UUID) -> str:
    return f"/centers/{visit.center}/residents/{person_id}"
