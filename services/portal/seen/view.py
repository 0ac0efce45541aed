"""Who looked at a person's card and who did what in their name, gathered from the logs of all services."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.portal.center.model import Colleague
from services.portal.visits.api import Listed, Read, every
from services.portal.visits.visit import Visit
from services.portal.wording.times import local

SERVICES = ("registry", "talents", "surveys", "events", "notifications")
_SHOWN = 100


class Line(Read):
    """One line of one service's log."""

    id: int
    at: datetime
    actor_id: UUID | None = None
    actor_role: str
    action: str
    look: bool = False
    deed: bool = False
    ground: str | None = None
    service: str = ""


class Lines(Read):
    """A part of a log."""

    items: list[Line] = []
    next: int | None = None


class Contest(Read):
    """Something that was not asked for, and what the center answered."""

    id: UUID
    resident_id: UUID
    service: str
    line: int
    action: str
    done_at: datetime
    words: str | None = None
    contested_at: datetime
    settled_at: datetime | None = None
    outcome: str | None = None
    answer: str | None = None
    version: int = 1


@dataclass(frozen=True)
class Look:
    """One person's looks on one day, said once."""

    at: datetime
    who: str
    role: str
    action: str
    times: int


@dataclass(frozen=True)
class Seen:
    """The whole page."""

    deeds: list[Line] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    names: dict[UUID, str] = field(default_factory=dict)
    contests: dict[tuple[str, int], Contest] = field(default_factory=dict)

    def who(self, line: Line) -> str:
        """The name of whoever did it; empty where they do not work at the center any more."""
        return self.names.get(line.actor_id, "") if line.actor_id else ""


async def seen_of(visit: Visit, person: UUID, reason: str | None = None) -> Seen:
    """Everything that the logs say about a person, newest first; what does not answer is named."""
    logs, names = await asyncio.gather(
        asyncio.gather(*(_log(visit, service, person, reason) for service in SERVICES)),
        visit.or_else(staff_of(visit), {}),
    )
    lines = sorted((line for log in logs for line in log), key=lambda one: one.at, reverse=True)
    by_others = [
        line
        for line in lines
        if line.actor_id != person
        and line.actor_role != "system"
        and (line.action != "audit.read" or line.service == "registry")  # all logs were read at once
    ]
    contests = await visit.or_else(contests_of(visit), [])
    return Seen(
        deeds=[line for line in by_others if not line.look],
        looks=_looks([line for line in by_others if line.look], names),
        names=names,
        contests={(one.service, one.line): one for one in contests if one.resident_id == person},
    )


async def contests_of(visit: Visit, **query: str) -> list[Contest]:
    """One's own contests, or the center's for a manager."""
    return await every(Contest, visit.api, "registry", f"/centers/{visit.center}/contests", query)


def _looks(lines: Sequence[Line], names: dict[UUID, str]) -> list[Look]:
    """Ten looks of one manager on one day are one line with a number."""
    found: dict[tuple[object, ...], Look] = {}
    for line in lines:
        key = (local(line.at).date(), line.actor_id, line.action)
        before = found.get(key)
        who = names.get(line.actor_id, "") if line.actor_id else ""
        found[key] = Look(
            before.at if before else line.at,
            who,
            line.actor_role,
            line.action,
            before.times + 1 if before else 1,
        )
    return list(found.values())


async def _log(visit: Visit, service: str, person: UUID, reason: str | None) -> list[Line]:
    query: dict[str, str | int | UUID | list[str] | None] = {
        "about": person, "limit": _SHOWN, "reason": reason,
    }  # fmt: skip
    asked = visit.api.get(Lines, service, f"/centers/{visit.center}/audit", query)
    found = await visit.or_else(asked, Lines(items=[]))
    return [line.model_copy(update={"service": service}) for line in found.items]


async def staff_of(visit: Visit) -> dict[UUID, str]:
    """Who works at the center, by account: for pages that say who did something."""
    found = await visit.api.get(
        Listed[Colleague], "registry", f"/centers/{visit.center}/staff", {"limit": 100}
    )
    return {one.account_id: one.name for one in found.items}
