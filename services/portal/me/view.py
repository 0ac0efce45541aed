"""What a resident sees of themselves: their card, how they are reached, what they were told."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from starlette.exceptions import HTTPException

from services.portal.consents.view import use_of
from services.portal.me.whose import Whose
from services.portal.people.model import (
    Contact,
    Household,
    Mark,
    Needs,
    PrintedCard,
    Relative,
    card_in_force,
    contacts_of,
    household_of,
    marks_of,
    needs_of,
    relatives_of,
)
from services.portal.people.view import House, Person, children_of
from services.portal.seen.view import staff_of
from services.portal.visits.api import Listed, Read, Refused
from services.portal.visits.visit import Visit

_SHOWN = 20


class Message(Read):
    """Something that a resident was told."""

    id: UUID
    title: str = ""
    text: str = ""
    created_at: datetime
    read_at: datetime | None = None
    child: str = ""
    """Of whom it is, where it was told to a child for whom the visitor answers."""


class Preferences(Read):
    """How and when somebody wants to be told things."""

    way: str = "site"
    quiet_from: str | None = None
    quiet_to: str | None = None
    language: str = "ru"


@dataclass(frozen=True)
class Me:
    """The whole page."""

    person: Person
    version: str | None
    house: str
    messages: list[Message]
    preferences: Preferences
    contacts: list[Contact]
    marks: list[Mark]
    staff: dict[UUID, str]
    wards: list[Relative]
    household: Household | None
    access: Needs
    printed: PrintedCard | None


async def me_of(visit: Visit) -> Me:
    """The visitor's own card and messages."""
    own = f"/centers/{visit.center}/residents/{visit.me.id}"
    (person, version), messages, preferences = await asyncio.gather(
        visit.api.get_versioned(Person, "registry", own),
        _messages_of(visit, visit.me.id),
        visit.or_else(visit.api.get(Preferences, "notifications", f"{own}/preferences"), Preferences()),
    )
    contacts, marks, wards = await asyncio.gather(
        contacts_of(visit.api, own), marks_of(visit.api, own), children_of(visit)
    )
    marks = [one for one in marks if one.ended_at is None]
    told = await asyncio.gather(*(_messages_of(visit, one.resident_id, one.name) for one in wards))
    messages = sorted([*messages, *chain(*told)], key=lambda one: one.created_at, reverse=True)[:_SHOWN]
    staff = await visit.or_else(staff_of(visit), {}) if marks else {}
    household, access, printed = await asyncio.gather(
        household_of(visit, own), needs_of(visit, own), card_in_force(visit.api, own)
    )
    house = ""
    if person.house_id is not None:
        found = await visit.or_else(_house(visit, person.house_id), None)
        house = found.address if found else ""
    return Me(
        person, version, house, messages, preferences, contacts, marks, staff, wards, household, access,
        printed,
    )  # fmt: skip


async def _messages_of(visit: Visit, resident: UUID, child: str = "") -> list[Message]:
    path = f"/centers/{visit.center}/residents/{resident}/messages"
    nothing = Listed[Message]()
    try:
        found = await visit.or_else(
            visit.api.get(Listed[Message], "notifications", path, {"limit": _SHOWN}), nothing
        )
    except Refused as error:  # of a child entered this moment nobody there has heard
        if error.status != 404:
            raise
        found = nothing
    return [one.model_copy(update={"child": child}) for one in found.items]


@dataclass(frozen=True)
class Ward:
    """A child's card."""

    child: Person
    house: str
    guardians: list[Relative]
    kept: bool
    """Whether the consent to keep the card is in force."""


async def ward_of(visit: Visit, whose: Whose) -> Ward:
    """The card of a child for whom the visitor answers. Raises Refused (404) for anybody else's."""
    child = whose.child
    if child is None:
        raise HTTPException(404)
    path = f"/centers/{visit.center}/residents/{child.id}"
    guardians, keeping = await asyncio.gather(
        relatives_of(visit.api, path, "guardians"), use_of(visit, child.id, "keep_card", child=True)
    )
    found = await visit.or_else(_house(visit, child.house_id), None) if child.house_id else None
    return Ward(child, found.address if found else "", guardians, keeping.given is not None)


async def _house(visit: Visit, house: UUID) -> House | None:
    return await visit.api.get(House, "registry", f"/centers/{visit.center}/houses/{house}")


def possible_ways(person: Person) -> list[str]:
    """How somebody can be told things with what is known of them."""
    mail, phone = (["mail"] if person.mail else []), (["phone"] if person.phone else [])
    return ["site", *mail, *phone, "visit"]
