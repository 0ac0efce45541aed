"""Likely duplicates and merges as the pages show them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from services.portal.filling.forms import Form
from services.portal.visits.api import Listed, Objection, Query, Read, Refused, Silent
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language, phrase

REASONS: dict[str, str] = {
    "same_contact": phrase("один телефон или почта"),
    "same_full_name": phrase("фамилия, имя и отчество совпадают"),
    "same_name": phrase("фамилия и имя совпадают"),
    "name_sounds_alike": phrase("имя звучит так же, но написано иначе"),
    "name_differs_by_a_letter": phrase("имя отличается на одну букву"),
    "same_birth_year": phrase("один год рождения"),
    "same_house": phrase("один дом"),
    "same_flat": phrase("одна квартира"),
}
FIELDS: dict[str, str] = {
    "family_name": phrase("Фамилия"),
    "given_name": phrase("Имя"),
    "patronymic": phrase("Отчество"),
    "home": phrase("Где живёт"),
    "birth_year": phrase("Год рождения"),
    "way": phrase("Как связаться"),
    "language": phrase("Язык"),
    "ground": phrase("Почему без контактов"),
}


class TwinPerson(Read):
    """Enough of a card to tell whether it is the person meant."""

    id: UUID
    name: str
    home: str | None = None
    birth_year: int | None = None
    version: int = 1


class Twin(Read):
    """Somebody who may be the person about to be entered."""

    person: TwinPerson
    reasons: list[str] = []


class Pair(Read):
    """Two cards that may be one person."""

    one: TwinPerson
    other: TwinPerson
    reasons: list[str] = []


class Pairs(Read):
    """The likeliest pairs."""

    items: list[Pair] = []
    total: int = 0
    unseen: int = 0


class Compared(Read):
    """One field of both cards, and what it becomes."""

    field: str
    kept: str | None = None
    other: str | None = None
    result: str | None = None
    takes_other: bool = False
    differs: bool = False


class Preview(Read):
    """What the one card will be."""

    fields: list[Compared] = []
    version: int
    contacts: list[str] = []


class Merged(Read):
    """That two cards became one."""

    id: UUID
    kept_id: UUID
    gone_name: str = ""
    reason: str = ""
    made_at: datetime
    until: datetime
    undone_at: datetime | None = None


class _Twins(Read):
    items: list[Twin] = []


async def twins_of(visit: Visit, body: Mapping[str, object]) -> list[Twin]:
    """Who of the center may be the person that a form is about."""
    known = ("family_name", "given_name", "patronymic", "house_id", "flat", "birth_year", "phone", "mail")
    asked = {name: body.get(name) for name in known}
    path = f"/centers/{visit.center}/residents/duplicates"
    return (await visit.api.post(_Twins, "registry", path, asked)).items


async def twins_so_far(visit: Visit, body: Mapping[str, object]) -> list[Twin]:
    """The same while it is typed: what is not whole yet is left out, and trouble waits until the form is sent."""
    try:
        try:
            return await twins_of(visit, body)
        except Objection as unclear:
            wrong = {one.pointer.lstrip("/") for one in unclear.refusal.errors}
            return await twins_of(visit, {name: body[name] for name in body if name not in wrong})
    except (Refused, Silent):
        return []


async def pairs_of(visit: Visit) -> Pairs:
    """The list for a quiet hour."""
    query: Query = {"limit": 30}
    return await visit.api.get(Pairs, "registry", f"/centers/{visit.center}/residents/duplicates", query)


async def tell_apart(visit: Visit, one: UUID, other: UUID) -> None:
    """«Это разные люди»."""
    await visit.api.post(object, "registry", f"/centers/{visit.center}/residents/{one}/different/{other}")


async def preview_of(visit: Visit, kept: UUID, other: UUID, take: Sequence[str]) -> Preview:
    """What each field would become."""
    query: Query = {"take": list(take)}
    path = f"/centers/{visit.center}/residents/{kept}/merge-preview/{other}"
    return await visit.api.get(Preview, "registry", path, query)


async def merges_of(visit: Visit) -> list[Merged]:
    """What was merged, newest first."""
    query: Query = {"limit": 50}
    return (await visit.api.get(Listed[Merged], "registry", f"/centers/{visit.center}/merges", query)).items


async def merge_of(visit: Visit, merge: UUID) -> Merged:
    """One merge."""
    return await visit.api.get(Merged, "registry", f"/centers/{visit.center}/merges/{merge}")


def taken(form: Form) -> list[str]:
    """The fields that a form takes from the other card."""
    return [field for field in FIELDS if form.value(f"take-{field}") == "other"]


def reasons_said(language: Language, reasons: Sequence[str]) -> str:
    """What speaks for one person: «Имя отличается на одну букву, один год рождения»."""
    said = ", ".join(language.say(REASONS[one]) for one in reasons if one in REASONS)
    return said[:1].upper() + said[1:]


def person_said(language: Language, person: TwinPerson) -> str:
    """What tells people of one name apart: «1948 г. р., Садовая, 7, кв. 12»."""
    year = language.say("{year} г. р.", year=person.birth_year) if person.birth_year else None
    return ", ".join(part for part in (year, person.home) if part) or language.say("дом и год не записаны")
