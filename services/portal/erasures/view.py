"""Erasures as the pages show them."""

from datetime import datetime
from uuid import UUID

from services.portal.visits.api import Listed, Query, Read, every
from services.portal.visits.visit import Visit


class Confirmation(Read):
    """One part of the system, and when it confirmed."""

    service: str
    confirmed_at: datetime | None = None


class Mention(Read):
    """A text in which the name stood."""

    place: str
    thing_id: UUID
    cleared_at: datetime | None = None

    @property
    def href(self) -> str:
        """Where the text is corrected."""
        whole = _WHOLE.get(self.place)
        return f"/desk/{whole}" if whole else f"/desk/{_DESK[self.place]}/{self.thing_id}"


_DESK = {
    "article": "articles",
    "organisation": "organisations",
    "partner": "partners",
    "directory": "directory",
    "list": "lists",
    "forming": "organisations/councils",
    "talk": "talks",
    "event": "events",
    "appeal": "appeals",
    "idea": "ideas",
    "survey": "surveys",
    "answers": "surveys",
    "need": "talents",
}
_WHOLE = {
    "offer": "talents",
    "unseen_events": "events",
    "unseen_surveys": "surveys",
    "unseen_talents": "talents",
}
"""Where there is no page of one text."""


class Erasure(Read):
    """An erasure that waits, is under way, done or cancelled."""

    id: UUID
    number: str
    state: str
    ground: str = "request"
    resident_id: UUID | None = None
    asked_at: datetime
    due_at: datetime
    carried_out_at: datetime | None = None
    done_at: datetime | None = None
    overdue: bool = False
    confirmations: list[Confirmation] = []
    mentions: list[Mention] = []

    @property
    def confirmed(self) -> int:
        """How many parts have confirmed."""
        return sum(one.confirmed_at is not None for one in self.confirmations)


async def erasures_of(visit: Visit) -> list[Erasure]:
    """The center's last erasures."""
    return (await visit.api.get(Listed[Erasure], "registry", _path(visit), {"limit": 50})).items


async def overdue_of(visit: Visit) -> list[Erasure]:
    """Those that some part of the system has not confirmed in time."""
    found = await every(Erasure, visit.api, "registry", _path(visit), {"state": "erasing"}, most=100)
    return [one for one in found if one.overdue]


async def erasure_of(visit: Visit, erasure: UUID) -> Erasure:
    """One erasure with its confirmations."""
    return await visit.api.get(Erasure, "registry", f"{_path(visit)}/{erasure}")


async def waiting_of(visit: Visit, person: UUID) -> Erasure | None:
    """The erasure that this person may still cancel."""
    wanted: Query = {"state": "waiting", "resident_id": person}
    found = (await visit.api.get(Listed[Erasure], "registry", _path(visit), wanted)).items
    return found[0] if found else None


def _path(visit: Visit) -> str:
    return f"/centers/{visit.center}/erasures"
