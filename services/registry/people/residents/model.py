"""A resident of a center: who they are, where they live, how they want to be reached."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.people.names.model import full_name
from shared.contracts.codes import Channel
from shared.contracts.requests import Language, Way
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

OF_AGE = 18
KindOfContact = Literal["phone", "mail", "messenger"]
"""Telephones and mail addresses open a card; a name in a messenger is only a way to write to somebody."""

OpenTo = Literal["center", "lists", "sign_in"]
"""Who may use a contact: the center's managers, also neighbors of the owner's lists, or nobody but sign-in."""

Source = Literal["walk_in", "survey", "paper", "friend", "event", "site", "other"]
"""How somebody came to the center."""

Tongue = Literal[
    "ru", "en", "tt", "ba", "cv", "uk", "be", "hy", "az", "ka", "kk", "uz", "tg", "ky", "ce", "zh", "ar", "de", "fr",
    "es", "rsl",
]  # fmt: skip
"""Languages that people speak; `rsl` is Russian sign language."""

Where = tuple[UUID | None, UUID | None, bool]


class Resident(TenantRow, Table):
    """One person in one center; the same person in another center is another resident."""

    __tablename__ = "residents"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    family_name: Mapped[str]
    given_name: Mapped[str]
    patronymic: Mapped[str | None]
    house_id: Mapped[UUID | None]
    premises_id: Mapped[UUID | None]
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    adult: Mapped[bool]
    way: Mapped[Way] = mapped_column(Text)
    language: Mapped[Language] = mapped_column(Text)
    languages: Mapped[list[Tongue]] = mapped_column(ARRAY(Text), default=list)
    channel: Mapped[Channel] = mapped_column(Text)
    source: Mapped[Source | None] = mapped_column(Text)
    ground: Mapped[str | None]
    """Why somebody without any contact is on record, or who spoke for them."""
    joined_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> str:
        """Family name, given name, patronymic."""
        return full_name(self.family_name, self.given_name, self.patronymic)

    @property
    def spoken(self) -> str:
        """How a neighbor speaks to them: given name and patronymic."""
        return " ".join(part for part in (self.given_name, self.patronymic) if part)

    @property
    def where(self) -> Where:
        """What other services know of a resident: house, flat, whether of age."""
        return self.house_id, self.premises_id, self.adult


class ResidentContact(TenantRow, Table):
    """One way to reach a resident. In one center a telephone number or mail address has one holder, who signs in by it;
    on the cards of others it may stand as shared."""

    __tablename__ = "resident_contacts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    kind: Mapped[KindOfContact] = mapped_column(Text)
    value: Mapped[str]
    open_to: Mapped[OpenTo] = mapped_column(Text, default="center")
    preferred: Mapped[bool] = mapped_column(default=False)
    shared: Mapped[bool] = mapped_column(default=False)
    """Somebody else's telephone too: it reaches this person and opens nobody's card."""
    verified_at: Mapped[datetime | None]
    """When a one-time code sent to it was used."""
    added_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


def of_age(birth_year: int, year: int) -> bool:
    """Whether somebody born in `birth_year` comes of age by the end of `year`."""
    return year - birth_year >= OF_AGE


def usual_way(phone: str | None, mail: str | None) -> Way:
    """How to reach somebody who has named no way of their own."""
    if mail is not None:
        return "mail"
    return "phone" if phone is not None else "visit"


def reaches(way: Way, phone: str | None, mail: str | None, messenger: str | None = None) -> bool:
    """Whether somebody with these contacts can be reached this way."""
    match way:
        case "mail":
            return mail is not None
        case "phone":
            return phone is not None
        case "messenger":
            return phone is not None or messenger is not None
        case "site" | "visit":
            return True


def address_for(way: Way, phone: str | None, mail: str | None, messenger: str | None = None) -> str | None:
    """Where a message goes this way; None where the way needs no address."""
    return {"mail": mail, "phone": phone, "messenger": messenger or phone}.get(way)
