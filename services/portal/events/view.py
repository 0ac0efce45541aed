"""What is near in time, and where a resident stands in it."""

from dataclasses import dataclass
from datetime import timedelta

from services.portal.events.model import Event, Registration
from services.portal.visits.api import Listed, Query
from services.portal.visits.visit import Visit
from shared.kit.clock import now

_AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Soon:
    """An event near in time; `state` is the resident's own registration."""

    event: Event
    state: str | None = None


async def soon_of(visit: Visit) -> list[Soon]:
    """The events of the coming month, with the resident's own registrations."""
    center = f"/centers/{visit.center}"
    query: Query = {
        "from": now().isoformat(),
        "to": (now() + _AHEAD).isoformat(),
        "order": "soonest",
        "limit": 20,
    }
    events = (await visit.api.get(Listed[Event], "events", f"{center}/events", query)).items
    mine = (
        await visit.api.get(Listed[Registration], "events", f"{center}/registrations", {"limit": 100})
    ).items
    states = {one.event_id: one.state for one in mine if one.state in ("registered", "waiting")}
    return [Soon(one, states.get(one.id)) for one in events if not one.cancelled_at]
