"""Places as the pages read them: houses, premises, owners, territories, contracts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from services.portal.organisations.model import OrganisationLine
from services.portal.visits.api import Read

Geometry = dict[str, Any]  # Any: GeoJSON is JSON


def coordinates_of(point: Geometry | None) -> str:
    """A point as maps write it: latitude first; empty where there is none."""
    if point is None:
        return ""
    longitude, latitude = point["coordinates"][:2]
    return f"{latitude}, {longitude}"


class Entrance(Read):
    """One entrance and the flats behind it."""

    number: int
    first_flat: int
    last_flat: int


class House(Read):
    """A house of the center's territory."""

    id: UUID
    address: str
    kind: str = "apartment"
    flats: int = 0
    storeys: int | None = None
    built_year: int | None = None
    fias_id: UUID | None = None
    kladr_code: str | None = None
    total_area: Decimal | None = None
    point: Geometry | None = None
    entrances: list[Entrance] = []
    yard_id: UUID | None = None
    street_id: UUID | None = None
    microdistrict_id: UUID | None = None

    @property
    def coordinates(self) -> str:
        """Where the house stands."""
        return coordinates_of(self.point)


class Territory(Read):
    """A yard, a street or a microdistrict."""

    id: UUID
    kind: str
    name: str
    geometry: Geometry | None = None


class Document(Read):
    """A contract's paper."""

    name: str
    size: int


class Contract(Read):
    """A management contract."""

    id: UUID
    house_id: UUID
    company: str
    company_id: UUID | None = None
    number: str
    starts_on: date
    ends_on: date | None = None
    document_link: str | None = None
    document: Document | None = None
    in_force: bool = False
    ends_soon: bool = False


class Shares(Read):
    """What the shares of one premises come to."""

    owners: int = 0
    total: str = "0"
    state: str = "none"
    conflict: bool = False


class Premises(Read):
    """A flat or a shop."""

    id: UUID
    house_id: UUID
    number: str
    kind: str = "flat"
    area: Decimal | None = None
    shares: Shares = Shares()


class Conflict(Read):
    """Premises whose shares do not make one whole."""

    premises_id: UUID
    number: str
    state: str
    total: str


class Ownership(Read):
    """What is known of the owners of a house."""

    premises: int = 0
    with_area: int = 0
    with_owners: int = 0
    whole: int = 0
    short: int = 0
    over: int = 0
    area_total: Decimal | None = None
    area_entered: Decimal = Decimal(0)
    area_owned: Decimal = Decimal(0)
    conflicts: list[Conflict] = []


class Owner(Read):
    """An owner with a share."""

    id: UUID
    premises_id: UUID
    house_id: UUID
    kind: str
    resident_id: UUID | None = None
    name: str | None = None
    share: str
    basis: str | None = None


class Mark(Read):
    """What somebody is marked for."""

    kind: str = ""
    what_for: str = ""


class Activist(Read):
    """An active resident of a house."""

    id: UUID
    name: str
    flat: str | None = None
    marks: list[Mark] = []


HouseState = Literal["council", "organisation", "none"]

COUNCILS = frozenset({"council_entrance", "council_house", "council_mkd"})
OWNERS_UNIONS = frozenset({"tszh", "tsn"})


def by_address(address: str) -> list[tuple[int, str]]:
    """The order of addresses: house 8 before house 10."""
    parts = re.split(r"(\d+)", address.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def state_of(organisations: list[OrganisationLine]) -> HouseState:
    """How a house is organised: by an owners' union, by a council, or not at all."""
    kinds = {one.kind for one in organisations if one.state == "active"}
    if kinds & OWNERS_UNIONS:
        return "organisation"
    return "council" if kinds & COUNCILS else "none"


def by_house(organisations: list[OrganisationLine]) -> Mapping[UUID, list[OrganisationLine]]:
    """Which organisations act in which house."""
    found: dict[UUID, list[OrganisationLine]] = {}
    for one in organisations:
        for house in one.house_ids:
            found.setdefault(house, []).append(one)
    return found
