"""A copy of what is known of somebody, as the page shows it."""

import asyncio
from datetime import datetime
from uuid import UUID

from services.portal.visits.api import Listed, Read
from services.portal.visits.visit import Visit


class Section(Read):
    """One table."""

    title: str
    columns: list[str]
    rows: list[list[str]]


class Part(Read):
    """What one service holds; `asked` while it has not answered."""

    service: str
    state: str
    late: bool = False
    sections: list[Section] = []


class Copy(Read):
    """The whole copy."""

    id: UUID
    state: str
    resident_id: UUID
    asked_at: datetime
    expires_at: datetime
    parts: list[Part] = []

    @property
    def silent(self) -> list[Part]:
        """Who has not answered."""
        return [part for part in self.parts if part.state == "asked"]

    @property
    def filled(self) -> list[Part]:
        """Who holds something."""
        return [part for part in self.parts if part.state == "here" and part.sections]

    @property
    def bare(self) -> list[Part]:
        """Who holds nothing."""
        return [part for part in self.parts if part.state == "here" and not part.sections]


async def copies_of(visit: Visit, person: UUID) -> list[Copy]:
    """The copies of the last week."""
    path = f"/centers/{visit.center}/residents/{person}/copy-requests"
    return (await visit.api.get(Listed[Copy], "registry", path)).items


async def collected(visit: Visit, copy: Copy) -> Copy:
    """The copy once everybody was asked, or as far as it has come in four seconds."""
    for _ in range(20):
        if copy.state != "collecting":
            break
        await asyncio.sleep(0.2)
        copy = await copy_of(visit, copy.id)
    return copy


async def copy_of(visit: Visit, copy: UUID) -> Copy:
    """One copy with everything in it."""
    return await visit.api.get(Copy, "registry", f"/centers/{visit.center}/copy-requests/{copy}")
