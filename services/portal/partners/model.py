"""Partners and agreements as the pages show them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.portal.directory.model import dialled
from services.portal.visits.api import Read
from shared.kit.clock import today


class ContactPerson(Read):
    """Whom to call."""

    name: str = ""
    post: str = ""
    phone: str | None = None
    mail: str | None = None

    @property
    def said(self) -> str:
        """«Ольга Сергеевна, завуч»."""
        return ", ".join(part for part in (self.name, self.post) if part)

    @property
    def href(self) -> str:
        """What a telephone dials."""
        return dialled(self.phone or "")


class Partner(Read):
    """Who does things together with the center."""

    id: UUID
    name: str = ""
    kind: str = "other"
    about: str = ""
    contacts: list[ContactPerson] = []
    account_id: UUID | None = None
    company_id: UUID | None = None
    next_contact_on: date | None = None
    note: str | None = None
    version: int = 1


class Agreement(Read):
    """What either side has promised."""

    id: UUID
    number: str = ""
    signed_on: date
    until: date | None = None
    ours: str = ""
    theirs: str = ""
    document: str = ""
    version: int = 1

    @property
    def ends(self) -> bool:
        """Whether its last day is still to come."""
        return self.until is not None and self.until >= today()


class Doing(Read):
    """Something that was done together."""

    id: UUID
    done_on: date
    what: str = ""
    result: str = ""


class Company(Read):
    """A management company among the center's organisations."""

    id: UUID
    name: str = ""


class CompanyContract(Read):
    """By what the company manages a house."""

    number: str = ""
    starts_on: date
    ends_on: date | None = None
    ends_soon: bool = False


class CompanyCouncil(Read):
    """Whether the house has somebody with whom the company speaks."""

    state: str = "missing"
    until: date | None = None


class CompanyHouse(Read):
    """A house as its management company's worker sees it."""

    id: UUID
    address: str = ""
    flats: int = 0
    entrances: int = 0
    storeys: int | None = None
    built_year: int | None = None
    total_area: Decimal | None = None
    contract: CompanyContract
    council: CompanyCouncil


class CompanyHouses(Read):
    """All of them, by address."""

    items: list[CompanyHouse] = []


@dataclass(frozen=True)
class Card:
    """A partner with everything that belongs to the card."""

    partner: Partner
    version: str | None
    agreements: list[Agreement]
    doings: list[Doing]
