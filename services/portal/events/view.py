"""What is near in time, and where a resident and their children stand in it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.portal.events.model import Event, Registration
from services.portal.people.model import Relative
from services.portal.people.view import children_of
from services.portal.visits.api import Listed, Query
from services.portal.visits.visit import Visit
from shared.kit.clock import now

_AHEAD = timedelta(days=30)
_Registered = Mapping[UUID, Registration]


@dataclass(frozen=True)
class Soon:
    """An event near in time; `state` is the resident's own registration, `children` who of theirs has a place and
    `queued` who waits for one."""

    event: Event
    state: str | None = None
    children: tuple[str, ...] = ()
    queued: tuple[str, ...] = ()

    @property
    def concerns(self) -> bool:
        """Whether the resident or a child of theirs is signed up."""
        return self.state is not None or bool(self.children or self.queued)


@dataclass(frozen=True)
class Comer:
    """Who may be signed up by the visitor: a child for whom they answer, or themselves, who are not named here."""

    id: UUID
    name: str | None
    registration: Registration | None


async def soon_of(visit: Visit) -> list[Soon]:
    """The events of the coming month, with the registrations of the resident and their children."""
    query: Query = {
        "from": now().isoformat(),
        "to": (now() + _AHEAD).isoformat(),
        "order": "soonest",
        "limit": 20,
    }
    events, (mine, theirs) = await asyncio.gather(
        visit.api.get(Listed[Event], "events", f"/centers/{visit.center}/events", query),
        _family(visit, "/registrations"),
    )
    return [_soon(one, mine.get(one.id), theirs) for one in events.items if not one.cancelled_at]


async def comers_of(visit: Visit, event_id: UUID) -> list[Comer]:
    """The visitor and their children, with their registrations for one event."""
    mine, theirs = await _family(visit, f"/events/{event_id}/registrations")
    return [
        Comer(visit.me.id, None, mine.get(event_id)),
        *(Comer(one.resident_id, one.name, registered.get(event_id)) for one, registered in theirs),
    ]


async def place_of(visit: Visit, event_id: UUID, child: UUID | None) -> Registration | None:
    """What the visitor or the child has at one event, a place or a turn in the queue."""
    return (await _registered(visit, f"/events/{event_id}/registrations", child)).get(event_id)


def _soon(event: Event, mine: Registration | None, theirs: Sequence[tuple[Relative, _Registered]]) -> Soon:
    states = [(one.name, registered[event.id].state) for one, registered in theirs if event.id in registered]
    return Soon(
        event,
        mine.state if mine else None,
        tuple(name for name, state in states if state != "waiting"),
        tuple(name for name, state in states if state == "waiting"),
    )


async def _family(visit: Visit, path: str) -> tuple[_Registered, list[tuple[Relative, _Registered]]]:
    """What the visitor has, and what each of their children."""
    mine, children = await asyncio.gather(_registered(visit, path), visit.or_else(children_of(visit), []))
    theirs = await asyncio.gather(
        *(visit.or_else(_registered(visit, path, one.resident_id), {}) for one in children)
    )
    return mine, list(zip(children, theirs, strict=True))


async def _registered(visit: Visit, path: str, child: UUID | None = None) -> _Registered:
    """By event, what was not given up, of the visitor or of a child."""
    query: Query = {"limit": 100, "resident_id": child}
    found = await visit.api.get(Listed[Registration], "events", f"/centers/{visit.center}{path}", query)
    return {one.event_id: one for one in found.items if one.state != "cancelled"}
