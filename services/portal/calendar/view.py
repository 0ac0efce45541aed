"""The calendar on the desk: what is coming, what was, and one event with its list."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.portal.events.model import Event, Registration
from services.portal.people.view import names_of
from services.portal.visits.api import Query, every
from services.portal.visits.visit import Visit
from shared.kit.clock import now

_BACK = timedelta(days=60)
_AHEAD = timedelta(days=120)


@dataclass(frozen=True)
class Calendar:
    """The page of the calendar."""

    coming: list[Event]
    past: list[Event]


@dataclass(frozen=True)
class EventPage:
    """One event with everybody on its list."""

    event: Event
    version: str | None
    lines: list[Registration]
    names: dict[UUID, str]

    @property
    def going(self) -> list[Registration]:
        """Those who have a place, and those who came without one, by name."""
        here = [one for one in self.lines if one.state in ("registered", "walk_in")]
        return sorted(here, key=lambda one: self.names.get(one.resident_id, ""))

    @property
    def waiting(self) -> list[Registration]:
        """The queue, in its order."""
        return sorted((one for one in self.lines if one.state == "waiting"), key=lambda one: one.number)

    @property
    def came(self) -> int:
        """How many were there."""
        return sum(one.attended_at is not None for one in self.lines)


async def calendar_of(visit: Visit) -> Calendar:
    """What is coming and what was lately."""
    at = now()
    events = await events_between(visit, at - _BACK, at + _AHEAD)
    past = [one for one in events if one.ends_at < at]
    return Calendar([one for one in events if one.ends_at >= at], past[::-1])


async def events_between(
    visit: Visit, start: datetime, end: datetime, house: UUID | None = None
) -> list[Event]:
    """The events that begin in this time, the soonest first; of one house where that is said."""
    query: Query = {
        "house_id": house,
        "from": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "to": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "order": "soonest",
    }
    return await every(Event, visit.api, "events", f"/centers/{visit.center}/events", query)


async def event_page(visit: Visit, event_id: UUID) -> EventPage:
    """The event and its list, with names."""
    path = f"/centers/{visit.center}/events/{event_id}"
    (event, version), lines = await asyncio.gather(
        visit.api.get_versioned(Event, "events", path),
        every(Registration, visit.api, "events", f"{path}/registrations"),
    )
    kept = [one for one in lines if one.state != "cancelled"]
    return EventPage(event, version, kept, await names_of(visit, (one.resident_id for one in kept)))
