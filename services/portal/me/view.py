"""What a resident sees of themselves: their card, how they are reached, what they were told."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.portal.api import Listed, Read, or_else
from services.portal.people.view import House, Person
from services.portal.visit import Visit


class Message(Read):
    """Something that a resident was told."""

    id: UUID
    title: str = ""
    text: str = ""
    way: str = "site"
    created_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Me:
    """The whole page."""

    person: Person
    version: str | None
    house: str
    messages: list[Message]


async def me_of(visit: Visit) -> Me:
    """The visitor's own card and messages."""
    own = f"/centers/{visit.center}/residents/{visit.me.id}"
    (person, version), messages = await asyncio.gather(
        visit.api.get_versioned(Person, "registry", own),
        or_else(visit.api.get(Listed[Message], "notifications", f"{own}/messages", {"limit": 20}), Listed()),
    )
    house = ""
    if person.house_id is not None:
        found = await or_else(_house(visit, person.house_id), None)
        house = found.address if found else ""
    return Me(person, version, house, messages.items)


async def _house(visit: Visit, house: UUID) -> House | None:
    return await visit.api.get(House, "registry", f"/centers/{visit.center}/houses/{house}")
