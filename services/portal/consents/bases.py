"""On what a card is kept: said when somebody is entered, stated later, and reminded of while a consent is awaited."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.consents.labels import BASIS, BASIS_AT_ENTRY
from services.portal.desk.model import Row
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import saved
from services.portal.people.view import person_of
from services.portal.visits.api import Listed, Read
from services.portal.visits.api import Query as Asked
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import Language, phrase
from services.portal.wording.times import date_said, local

router = APIRouter(prefix="/desk", include_in_schema=False)

HOW_MISSING = phrase("Выберите, на чём держится запись")
WORDS_MISSING = phrase("Напишите, какой это договор, закон или случай")
_SIGNED_WITHIN = timedelta(days=7)

AT_ENTRY: Mapping[str, str] = {
    "consent": "basis_how",
    "consent/number": "basis_number",
    "consent/signed_on": "basis_signed_on",
    "consent/witness": "basis_witness",
    "consent/ground": "basis_ground",
}
"""Where what the registry finds wrong with a consent stands in the form of whoever is being entered."""


class Basis(Read):
    """On what a card is kept."""

    basis: str
    since: datetime
    words: str | None = None
    overdue: bool = False


class Awaited(Read):
    """Somebody whose consent is still awaited."""

    id: UUID
    name: str
    joined_at: datetime


class Count(Read):
    """How many they are."""

    awaited: int = 0
    more: bool = False
    since: datetime | None = None


def entry_from(form: Form) -> dict[str, object]:
    """What the form of a new person says about the consent to keep the card."""
    how = form.one_of("basis_how", BASIS_AT_ENTRY, HOW_MISSING)
    day = form.day("basis_signed_on") if how == "paper" else None
    said: dict[str, object] = {"how": "stated" if how in BASIS else how}
    if how in BASIS:
        said |= {"basis": how, "ground": form.value("basis_ground") or None}
    elif how == "paper":
        said |= {
            "number": form.value("basis_number") or None,
            "signed_on": day.isoformat() if day else None,
        }
    elif how == "aloud":
        said |= {
            "witness": form.value("basis_witness") or None,
            "ground": form.value("basis_ground") or None,
        }
    return said


async def basis_of(visit: Visit, person: UUID) -> Basis:
    """On what this card is kept."""
    return await visit.api.get(Basis, "registry", f"/centers/{visit.center}/residents/{person}/basis")


async def awaited_count(visit: Visit) -> Count:
    """How many consents are awaited."""
    return await visit.api.get(Count, "registry", f"/centers/{visit.center}/bases/awaited/count")


def of_awaited(language: Language, count: Count) -> Iterable[Row]:
    """One row for everybody who is on record and has not agreed to it yet."""
    if not count.awaited or count.since is None:
        return
    number = count.awaited
    title = language.many(
        number,
        "Взять согласие у {n} человека",
        "Взять согласие у {n} человек",
        "Взять согласие у {n} человек",
    )
    more = language.say(phrase("Взять согласие: больше {n} человек"), n=number - 1)
    yield Row(
        title=more if count.more else title,
        why=language.say(
            phrase("Карточки заведены без согласия, первая {day}. Напечатайте листы на подпись"),
            day=date_said(language, local(count.since).date(), year=False),
        ),
        href="/desk/consents",
        action=language.say(phrase("Посмотреть")),
        lost_by=count.since + _SIGNED_WITHIN,
    )


@router.get("/consents")
async def awaited(visit: Manager, cursor: Annotated[UUID | None, Query()] = None) -> Response:
    """Whose consent is awaited, each with the sheet to sign."""
    wanted: Asked = {"cursor": cursor, "limit": 50}
    path = f"/centers/{visit.center}/bases/awaited"
    page = await visit.api.get(Listed[Awaited], "registry", path, wanted)
    return visit.page("consents/awaited", page=page)


@router.get("/consents/blank.pdf")
async def blank(visit: Manager) -> Response:
    """The sheet with a line for the name, to take along."""
    path = f"/centers/{visit.center}/consent-texts/keep_card/paper"
    content, _ = await visit.api.file("registry", path)
    return Response(content, media_type="application/pdf")


@router.get("/people/{person_id}/basis")
async def ask(visit: Manager, person_id: UUID) -> Response:
    """Where a consent is not what the card rests on."""
    found = await basis_of(visit, person_id)
    known = {"basis": found.basis, "words": found.words} if found.basis in BASIS else {}
    return await _page(visit, person_id, filled(known))


@router.post("/people/{person_id}/basis")
async def state(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """States it, or says that a consent is awaited after all."""
    basis = form.one_of("basis", (*BASIS, "awaited"), HOW_MISSING)
    words = None if basis == "awaited" else form.need("words", WORDS_MISSING)
    body = {"basis": basis, "words": words}
    if await saved(visit, form, f"/residents/{person_id}/basis", body, method="PUT"):
        return visit.go(f"/desk/people/{person_id}?done=basis")
    return await _page(visit, person_id, form)


async def _page(visit: Visit, person_id: UUID, form: Form) -> Response:
    return visit.page("consents/basis", form, person=await person_of(visit, person_id))
