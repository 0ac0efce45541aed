"""Partners and agreements as the pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.portal.api import Read


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


class Partner(Read):
    """Who does things together with the center."""

    id: UUID
    name: str = ""
    kind: str = "other"
    about: str = ""
    contacts: list[ContactPerson] = []
    account_id: UUID | None = None
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


class Doing(Read):
    """Something that was done together."""

    id: UUID
    done_on: date
    what: str = ""
    result: str = ""


@dataclass(frozen=True)
class Card:
    """A partner with everything that belongs to the card."""

    partner: Partner
    version: str | None
    agreements: list[Agreement]
    doings: list[Doing]
