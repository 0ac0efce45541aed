"""Entering an organisation and correcting what is known of it."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved, standing
from services.portal.organisations.labels import (
    FOUNDING,
    FOUNDING_DOCUMENT,
    ORGANISATION_CONTACT,
    ORGANISATION_KIND,
    ORGANISATION_SCALE,
    ORGANISATION_STATE,
    SHOWN_TO,
)
from services.portal.organisations.model import Organisation
from services.portal.organisations.view import organisation_of, parents_of
from services.portal.people.view import houses_of
from services.portal.places.choosing import choice_of, is_looked_for
from services.portal.places.view import territories_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/organisations", include_in_schema=False)

KIND_MISSING = phrase("Выберите, что это за организация")
NAME_MISSING = phrase("Напишите, как организация называется")
NOT_A_COUNT = phrase("Напишите число, например 640,5")
BOTH_COUNTS = phrase("Нужны оба числа: сколько участвовало и сколько всего")
CONTACTS, MOST_CONTACTS = 3, 20
"""So many ways to reach an organisation stand on the form, and so many can."""

_FIELDS = {
    "house_ids": "house_ids",
    "document/on": "document_on",
    "document": "document_kind",
    "decision": "part",
    "contacts": "contact_0",
}


@router.get("/new")
async def ask_new(visit: Manager, kind: str = "", house: str = "", name: str = "") -> Response:
    """The form of a new organisation."""
    known = {"kind": kind, "house_ids": [house] if house else [], "name": name, "state": "active"}
    return await _page(visit, filled(known))


@router.post("/new")
async def enter(visit: Manager, form: Filled) -> Response:
    """Enters it."""
    if is_looked_for(form, "house_ids"):
        return await _page(visit, form)
    body = _body(form)
    if entered := await made(visit, form, "/organisations", body, _FIELDS):
        return visit.go(f"/desk/organisations/{entered}?done=entered")
    return await _page(visit, form)


@router.get("/{organisation_id}/edit")
async def ask_edit(visit: Manager, organisation_id: UUID) -> Response:
    """The form of a known organisation."""
    return await _page(visit, await standing(_present(visit, organisation_id)), organisation_id)


@router.post("/{organisation_id}/edit")
async def edit(visit: Manager, organisation_id: UUID, form: Filled) -> Response:
    """Corrects it; where somebody else has, both versions are shown."""
    if is_looked_for(form, "house_ids"):
        return await _page(visit, form, organisation_id)
    body = _body(form)
    what = f"/organisations/{organisation_id}"
    if await saved(visit, form, what, body, lambda: _present(visit, organisation_id), _FIELDS):
        return visit.go(f"/desk/organisations/{organisation_id}?done=changed")
    return await _page(visit, form, organisation_id)


async def _present(visit: Visit, organisation_id: UUID) -> Known:
    found, version = await organisation_of(visit, organisation_id)
    return _known(found), version


def _body(form: Form) -> dict[str, object]:
    return {
        "kind": form.one_of("kind", ORGANISATION_KIND, KIND_MISSING),
        "name": form.need("name", NAME_MISSING),
        "about": form.value("about") or None,
        "state": "forming" if form.value("state") == "forming" else "active",
        "scale": form.value("scale") if form.value("scale") in ORGANISATION_SCALE else None,
        "parent_id": form.id("parent_id"),
        "house_ids": form.chosen("house_ids"),
        "place_ids": form.chosen("place_ids"),
        "entrance": form.number("entrance", least=1, most=99),
        "founded_on": form.day("founded_on"),
        "document": document_of(form),
        "decision": _decision(form),
        "contacts": _contacts(form),
    }


def document_of(form: Form) -> dict[str, object] | None:
    """The document on which something rests, as the form says it."""
    kind, number, day = form.value("document_kind"), form.value("document_number"), form.day("document_on")
    if kind not in FOUNDING_DOCUMENT:
        return {"kind": "other", "number": number or None, "on": day} if number or day else None
    return {"kind": kind, "number": number or None, "on": day}


def _decision(form: Form) -> dict[str, object] | None:
    gathering = form.value("gathering")
    part, whole = count_in(form, "part"), count_in(form, "whole")
    if gathering not in FOUNDING:
        return None
    if (part is None or whole is None) and not form.errors:
        form.wrong("part" if part is None else "whole", BOTH_COUNTS)
    return {"gathering": gathering, "part": part, "whole": whole}


def count_in(form: Form, name: str) -> str | None:
    """A number with a comma or a point, None where nothing is written; a note where it is no number."""
    typed = form.value(name).replace(",", ".").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if not typed:
        return None
    whole, _, rest = typed.partition(".")
    if not whole.isascii() or not whole.isdecimal() or (rest and not (rest.isascii() and rest.isdecimal())):
        form.wrong(name, NOT_A_COUNT)
        return None
    return typed


def _contacts(form: Form) -> list[dict[str, object]]:
    return [
        {
            "kind": form.value(f"contact_kind_{at}"),
            "value": form.value(f"contact_{at}"),
            "shown_to": form.value(f"contact_shown_{at}") or "everybody",
        }
        for at in range(MOST_CONTACTS)
        if form.value(f"contact_{at}")
        and form.value(f"contact_kind_{at}") in ORGANISATION_CONTACT
        and (form.value(f"contact_shown_{at}") or "everybody") in SHOWN_TO
    ]


def _known(found: Organisation) -> dict[str, object]:
    paper, decision = found.document, found.decision
    known: dict[str, object] = {
        "kind": found.kind,
        "name": found.name,
        "about": found.about,
        "state": found.state if found.state in ORGANISATION_STATE else "active",
        "scale": found.scale,
        "parent_id": found.parent.id if found.parent else None,
        "house_ids": found.house_ids,
        "place_ids": found.place_ids,
        "entrance": found.entrance,
        "founded_on": _day(found.founded_on),
        "document_kind": paper.kind if paper else None,
        "document_number": paper.number if paper else None,
        "document_on": _day(paper.on if paper else None),
        "gathering": decision.gathering if decision else None,
        "part": decision.part if decision else None,
        "whole": decision.whole if decision else None,
    }
    known |= {f"contact_shown_{at}": "everybody" for at in range(MOST_CONTACTS)}
    for at, one in enumerate(found.contacts):
        known |= {
            f"contact_kind_{at}": one.kind,
            f"contact_{at}": one.value,
            f"contact_shown_{at}": one.shown_to,
        }
    return known


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


async def _page(visit: Visit, form: Form, organisation_id: UUID | None = None) -> Response:
    parents = [one for one in await parents_of(visit) if one.id != organisation_id]
    written = sum(1 for at in range(MOST_CONTACTS) if form.value(f"contact_{at}"))
    return visit.page(
        "organisations/edit",
        form,
        houses=choice_of(visit.speech, form, "house_ids", await houses_of(visit)),
        territories=await territories_of(visit),
        parents=parents,
        organisation_id=organisation_id,
        places=max(CONTACTS, min(MOST_CONTACTS, written + 1)),
    )
