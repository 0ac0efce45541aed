"""An entry of the directory as the pages show it."""

from datetime import date
from urllib.parse import quote
from uuid import UUID

from services.portal.visits.api import Read
from services.portal.wording.language import NBSP

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Hours(Read):
    """When a place is open."""

    id: UUID | None = None
    days: list[str] = []
    opens: str = ""
    closes: str = ""
    note: str = ""

    @property
    def runs(self) -> list[tuple[str, str]]:
        """The days in runs, each by its first and last: «пн–пт», «вт»."""
        found: list[tuple[str, str]] = []
        for day in sorted((one for one in self.days if one in _WEEK), key=_WEEK.index):
            follows = found and _WEEK.index(found[-1][1]) + 1 == _WEEK.index(day)
            found[-1:] = [(found[-1][0], day)] if follows else [*found[-1:], (day, day)]
        return found

    @property
    def span(self) -> str:
        """«9:00–18:00»."""
        return f"{_clock(self.opens)}–{_clock(self.closes)}"


class Place(Read):
    """Where help is given."""

    id: UUID | None = None
    name: str = ""
    address: str = ""
    town: str = ""
    hours: list[Hours] = []


class Phone(Read):
    """A telephone of the organisation."""

    id: UUID | None = None
    number: str = ""
    about: str = ""

    @property
    def shown(self) -> str:
        """The number in one piece."""
        return self.number.replace(" ", NBSP)

    @property
    def href(self) -> str:
        """What a telephone dials."""
        return dialled(self.number)


class ContactPerson(Read):
    """Whom to ask for."""

    name: str = ""
    post: str = ""
    phone: str | None = None
    mail: str | None = None


class Service(Read):
    """One thing that the organisation does."""

    id: UUID | None = None
    name: str = ""
    about: str = ""
    for_whom: str = ""
    how_to_apply: str = ""
    cost: str = ""


class Entry(Read):
    """An organisation that helps."""

    id: UUID
    shared: bool = False
    name: str = ""
    also: str = ""
    about: str = ""
    level: str = "city"
    body: str = "ngo"
    support: list[str] = []
    site: str | None = None
    mail: str | None = None
    services: list[Service] = []
    places: list[Place] = []
    phones: list[Phone] = []
    contacts: list[ContactPerson] = []
    note: str | None = None
    public: bool = True
    confirmed_on: date
    due: bool = False
    version: int = 1

    @property
    def main_service(self) -> Service:
        """What it does first of all."""
        return self.services[0] if self.services else Service(name=self.name)

    @property
    def other_services(self) -> list[Service]:
        """What else it does; a service that only repeats the organisation's name says nothing new."""
        return [one for one in self.services if one.name != self.name]

    @property
    def site_said(self) -> str:
        """The address of the site as it is read aloud."""
        return (self.site or "").removeprefix("https://").removeprefix("http://").rstrip("/")


class Found(Read):
    """A page of the directory, and how the question was understood."""

    items: list[Entry] = []
    next: UUID | None = None
    understood: list[str] = []


class ToConfirm(Read):
    """How much asks to be confirmed."""

    count: int = 0
    oldest_on: date | None = None


def dialled(number: str) -> str:
    """The address that a telephone dials."""
    return f"tel:{quote(''.join(one for one in number if one.isdigit() or one == '+'), safe='+')}"


def _clock(text: str) -> str:
    return text[:5].removeprefix("0")
