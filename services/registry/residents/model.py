"""A resident of a center: who they are, where they live, how they want to be reached."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.contacts.model import ContactKind
from services.registry.names.model import full_name
from shared.contracts.codes import Channel
from shared.contracts.requests import Language, Way
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

OF_AGE = 18
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
    channel: Mapped[Channel] = mapped_column(Text)
    joined_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> str:
        """Family name, given name, patronymic."""
        return full_name(self.family_name, self.given_name, self.patronymic)

    @property
    def where(self) -> Where:
        """What other services know of a resident: house, flat, whether of age."""
        return self.house_id, self.premises_id, self.adult


class ResidentContact(TenantRow, Table):
    """One telephone number or mail address of a resident; in one center it belongs to one person."""

    __tablename__ = "resident_contacts"

    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[ContactKind] = mapped_column(Text, primary_key=True)
    value: Mapped[str]


class ResidentWord(TenantRow, Table):
    """One word of a resident's name in comparable form, by whose beginning the resident is found."""

    __tablename__ = "resident_words"

    word: Mapped[str] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(primary_key=True)


def of_age(birth_year: int, year: int) -> bool:
    """Whether somebody born in `birth_year` comes of age by the end of `year`."""
    return year - birth_year >= OF_AGE


def usual_way(phone: str | None, mail: str | None) -> Way:
    """How to reach somebody who has named no way of their own."""
    if mail is not None:
        return "mail"
    return "phone" if phone is not None else "visit"


def reaches(way: Way, phone: str | None, mail: str | None) -> bool:
    """Whether somebody with these contacts can be reached this way."""
    match way:
        case "mail":
            return mail is not None
        case "phone" | "messenger":
            return phone is not None
        case "site" | "visit":
            return True


def address_for(way: Way, phone: str | None, mail: str | None) -> str | None:
    """Where a message goes this way; None where the way needs no address."""
    return {"mail": mail, "phone": phone, "messenger": phone}.get(way)
