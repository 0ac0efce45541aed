"""What is near in time, and where a resident and their children stand in it."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.portal.events.model import Event, Registration
from services.portal.people.view import children_of
from services.portal.visits.api import Listed, Query, or_else
from services.portal.visits.visit import Visit
from shared.kit.clock import now

_AHEAD = timedelta(days=30)


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
    events, mine, children = await asyncio.gather(
        visit.api.get(Listed[Event], "events", f"/centers/{visit.center}/events", query),
        _standing(visit, "/registrations"),
        or_else(children_of(visit), []),
    )
    theirs = await asyncio.gather(*(_standing(visit, "/registrations", one.resident_id) for one in children))
    named = [(one.name, registered) for one, registered in zip(children, theirs, strict=True)]
    return [_soon(one, mine.get(one.id), named) for one in events.items if not one.cancelled_at]


async def comers_of(visit: Visit, event_id: UUID) -> list[Comer]:
    """The visitor and their children, with their registrations for one event."""
    path = f"/events/{event_id}/registrations"
    mine, children = await asyncio.gather(_standing(visit, path), or_else(children_of(visit), []))
    theirs = await asyncio.gather(*(_standing(visit, path, one.resident_id) for one in children))
    return [
        Comer(visit.me.id, None, mine.get(event_id)),
        *(
            Comer(one.resident_id, one.name, registered.get(event_id))
            for one, registered in zip(children, theirs, strict=True)
        ),
    ]


def _soon(event: Event, mine: Registration | None, named: list[tuple[str, dict[UUID, Registration]]]) -> Soon:
    theirs = [(name, registered[event.id].state) for name, registered in named if event.id in registered]
    return Soon(
        event,
        mine.state if mine else None,
        tuple(name for name, state in theirs if state != "waiting"),
        tuple(name for name, state in theirs if state == "waiting"),
    )


async def _standing(visit: Visit, path: str, child: UUID | None = None) -> dict[UUID, Registration]:
    """By event, what was not given up, of the visitor or of a child."""
    query: Query = {"limit": 100} if child is None else {"limit": 100, "resident_id": str(child)}
    asked = visit.api.get(Listed[Registration], "events", f"/centers/{visit.center}{path}", query)
    found = await asked if child is None else await or_else(asked, Listed[Registration]())
    return {one.event_id: one for one in found.items if one.state != "cancelled"}
