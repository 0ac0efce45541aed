"""Ideas with the houses they are about, and for managers with whose they are."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from services.portal.ideas.model import Idea
from services.portal.people.view import House, houses_of, names_of
from services.portal.visits.api import Listed, Query
from services.portal.visits.visit import Visit


@dataclass(frozen=True)
class Ideas:
    """One page of the list."""

    items: list[Idea]
    next: UUID | None
    houses: list[House]
    names: dict[UUID, str]

    @property
    def addresses(self) -> dict[UUID, str]:
        """Addresses by the ids of houses."""
        return {one.id: one.address for one in self.houses}


async def ideas_of(visit: Visit, query: Query) -> Ideas:
    """One page of ideas, newest first, as a manager sees them."""
    page = await visit.api.get(Listed[Idea], "events", path_of(visit), query)
    return await _dressed(visit, page.items, page.next)


async def idea_of(visit: Visit, idea: UUID) -> Ideas:
    """One idea, as a list of one."""
    return await _dressed(visit, [await visit.api.get(Idea, "events", f"{path_of(visit)}/{idea}")], None)


async def neighbors_ideas(visit: Visit, query: Query) -> Listed[Idea]:
    """One page of ideas, newest first, as a resident sees them."""
    return await visit.api.get(Listed[Idea], "events", path_of(visit), query)


def path_of(visit: Visit) -> str:
    """Where the calendar's service keeps the ideas of this center."""
    return f"/centers/{visit.center}/ideas"


async def _dressed(visit: Visit, found: list[Idea], after: UUID | None) -> Ideas:
    houses, names = await asyncio.gather(
        houses_of(visit), names_of(visit, (one.resident_id for one in found if one.resident_id))
    )
    return Ideas(found, after, houses, names)
