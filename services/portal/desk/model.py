"""A row of the desk, and what people are to be told: by a call, by a visit, or when they meet a manager anyway."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.portal.visits.api import Api, Query, Read, every
from services.portal.wording.times import local


class Call(Read):
    """What somebody without a site or mail waits to be told."""

    id: UUID
    way: str
    resident_id: UUID
    code: str = ""
    title: str
    text: str
    not_before: datetime
    created_at: datetime
    at_meeting: bool = False


class AtMeeting(Read):
    """How many people are to be told something when they come."""

    people: int = 0
    since: datetime | None = None


@dataclass(frozen=True)
class ToCall:
    """One resident with everything that they are to be told."""

    resident_id: UUID
    calls: list[Call]

    @property
    def first(self) -> Call:
        """What has waited longest."""
        return self.calls[0]


@dataclass(frozen=True)
class Row:
    """What, why now, one action; `lost_by` is when it would be too late."""

    title: str
    why: str
    href: str
    action: str
    lost_by: datetime
    main: bool = False
    late: str = ""

    def is_for_today(self, at: datetime) -> bool:
        """Whether it cannot wait until the day after tomorrow."""
        return local(self.lost_by).date() <= (local(at) + timedelta(days=1)).date()


async def calls_of(
    api: Api, center: UUID, resident: UUID | None = None, *, at_meeting: bool = False
) -> list[Call]:
    """What nobody has told yet, the longest waiting first."""
    wanted: Query = {"at_meeting": str(at_meeting).lower(), "resident_id": resident}
    return await every(Call, api, "notifications", f"/centers/{center}/calls", wanted, most=100)


def by_resident(calls: Iterable[Call]) -> list[ToCall]:
    """One visit or call a person, whoever has waited longest first."""
    found: dict[UUID, list[Call]] = {}
    for call in sorted(calls, key=lambda one: one.created_at):
        found.setdefault(call.resident_id, []).append(call)
    return [ToCall(resident, waiting) for resident, waiting in found.items()]
