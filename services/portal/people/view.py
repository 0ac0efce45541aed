"""People as the pages show them: residents of a center, their houses, and what one has to do with the center."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.portal.desk.model import Call, calls_of
from services.portal.matters.model import Need, Offer
from services.portal.people.finding import PersonLine
from services.portal.people.model import (
    Contact,
    Household,
    Mark,
    Needs,
    Post,
    PrintedCard,
    Relative,
    card_in_force,
    contacts_of,
    household_of,
    marks_of,
    needs_of,
    posts_of,
    relatives_of,
)
from services.portal.seen.view import staff_of
from services.portal.talks.model import Talk
from services.portal.visits.api import Listed, Query, Read, every
from services.portal.visits.visit import Visit

_AT_ONCE = 100
Way = Literal["site", "mail", "phone", "visit", "messenger"]


class House(Read):
    """A house of the center's territory."""

    id: UUID
    address: str
    flats: int = 0


class Person(Read):
    """A resident of a center."""

    id: UUID
    family_name: str = ""
    given_name: str = ""
    patronymic: str | None = None
    house_id: UUID | None = None
    premises_id: UUID | None = None
    flat: str | None = None
    birth_year: int | None = None
    adult: bool = True
    phone: str | None = None
    mail: str | None = None
    way: Way = "site"
    language: str = "ru"
    languages: list[str] = []
    channel: str = "web"
    source: str | None = None
    ground: str | None = None
    joined_at: datetime | None = None
    version: int = 1

    @property
    def spoken(self) -> str:
        """How somebody is spoken to: «Мария Петровна»."""
        return " ".join(part for part in (self.given_name, self.patronymic) if part)

    @property
    def full(self) -> str:
        """As in lists: «Кузнецова Мария Петровна»."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)


@dataclass(frozen=True)
class People:
    """One page of the list."""

    items: list[PersonLine]
    next: UUID | None
    total: int
    houses: dict[UUID, str]


@dataclass(frozen=True)
class Card:
    """Everything about one resident."""

    person: Person
    version: str | None
    house: str
    needs: list[Need]
    offers: list[Offer]
    contacts: list[Contact]
    marks: list[Mark]
    wards: list[Relative]
    guardians: list[Relative]
    household: Household | None
    access: Needs
    printed: PrintedCard | None
    talks: list[Talk]
    staff: dict[UUID, str]
    """Who works at the center, to say who marked somebody."""
    posts: list[Post]
    untold: list[Call]
    """What to tell them when they come."""


async def houses_of(visit: Visit) -> list[House]:
    """The houses of the center, by address."""
    found = await every(House, visit.api, "registry", f"/centers/{visit.center}/houses")
    return sorted(found, key=lambda house: house.address)


async def people_of(visit: Visit, q: str, house: UUID | None, cursor: UUID | None) -> People:
    """One page of residents, and where they live."""
    query: Query = {"q": q or None, "house_id": house, "cursor": cursor, "limit": 30, "total": "true"}
    page, houses = await asyncio.gather(
        visit.api.get(Listed[PersonLine], "registry", f"/centers/{visit.center}/residents", query),
        houses_of(visit),
    )
    return People(page.items, page.next, page.total or 0, {one.id: one.address for one in houses})


async def person_of(visit: Visit, person: UUID) -> Person:
    """One resident's card as the registry keeps it."""
    return await visit.api.get(Person, "registry", f"/centers/{visit.center}/residents/{person}")


async def children_of(visit: Visit) -> list[Relative]:
    """The children for whom the visitor answers, and speaks in every service from now on: also for one whom somebody
    else has entered since their token was made."""
    found = await relatives_of(visit.api, f"/centers/{visit.center}/residents/{visit.me.id}", "wards")
    if not visit.me.wards.issuperset(one.resident_id for one in found):
        await visit.renew(at_once=True)
    return found


async def card_of(visit: Visit, person: UUID) -> Card:
    """A resident's card with what they asked for and offered."""
    query: Query = {"resident_id": person, "limit": 50}
    center = f"/centers/{visit.center}"
    path = f"{center}/residents/{person}"
    (found, version), needs, offers, houses = await asyncio.gather(
        visit.api.get_versioned(Person, "registry", path),
        visit.or_else(visit.api.get(Listed[Need], "talents", f"{center}/needs", query), Listed[Need]()),
        visit.or_else(visit.api.get(Listed[Offer], "talents", f"{center}/offers", query), Listed[Offer]()),
        houses_of(visit),
    )
    contacts, marks, wards, guardians = await asyncio.gather(
        contacts_of(visit.api, path),
        marks_of(visit.api, path),
        relatives_of(visit.api, path, "wards"),
        relatives_of(visit.api, path, "guardians"),
    )
    staff = await visit.or_else(staff_of(visit), {}) if marks else {}
    household, access, printed, talks, untold, posts = await asyncio.gather(
        household_of(visit, path),
        needs_of(visit, path),
        card_in_force(visit.api, path),
        visit.api.get(Listed[Talk], "registry", f"{center}/talks", {"resident_id": person, "limit": 20}),
        visit.or_else(calls_of(visit.api, visit.center, person, at_meeting=True), []),
        posts_of(visit.api, center, person),
    )
    house = next((one.address for one in houses if one.id == found.house_id), "")
    return Card(
        found, version, house, needs.items, offers.items, contacts, marks, wards, guardians, household,
        access, printed, talks.items, staff, posts, untold,
    )  # fmt: skip


async def names_of(visit: Visit, people: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these residents; an erased one has none."""
    ids = list(dict.fromkeys(people))
    path = f"/centers/{visit.center}/residents"
    asked: list[Query] = [
        {"ids": [str(one) for one in ids[at : at + _AT_ONCE]], "limit": _AT_ONCE}
        for at in range(0, len(ids), _AT_ONCE)
    ]
    pages = await asyncio.gather(
        *(visit.api.get(Listed[PersonLine], "registry", path, query) for query in asked)
    )
    known = {one.id: one.name for page in pages for one in page.items}
    erased = visit.speech.say("удалённый житель")
    return {one: known.get(one, erased) for one in ids}
