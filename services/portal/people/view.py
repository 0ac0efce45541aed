"""People as the pages show them: residents of a center, their houses."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.portal.api import Read

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
    channel: str = "web"
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

    @property
    def possible_ways(self) -> list[str]:
        """How this person can be reached with what is known of them."""
        return ["site", *(["mail"] if self.mail else []), *(["phone"] if self.phone else []), "visit"]

    @property
    def can_be_reached_online(self) -> bool:
        """Whether there is a phone or mail at all."""
        return bool(self.phone or self.mail)
