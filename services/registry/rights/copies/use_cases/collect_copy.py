"""Collects a copy: the registry's own part from here, the others' over the bus, page by page, all at once."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

from services.registry.personal.model import PERSONAL
from services.registry.rights.copies.errors import CopyNotFound
from services.registry.rights.copies.model import AGAIN, ASKED, CopyRequest
from services.registry.rights.copies.repository import copy_by_id, delete_copy, note_round, parts_of, take_due
from services.registry.storage.repository import see_sessions_of
from shared.contracts.requests import CopySection
from shared.kit.clock import now
from shared.kit.copying import sections_of
from shared.kit.database import Database
from shared.kit.tasks import Ask, AskingTask
from shared.kit.trouble import NoAnswer

PATIENCE = 3.0
"""Seconds that a service has for one page."""
_AT_ONCE = 5
"""Requests looked after at once: a silent service holds up nobody else's copy for long."""


async def collect_due(database: Database, ask: Ask) -> None:
    """Looks after every request that is due: collects what is missing, and deletes it when its week is over."""
    async with database.transaction(None) as session:
        due = await take_due(session, now())
    some_at_once = asyncio.Semaphore(_AT_ONCE)

    async def look_after(request: UUID, center: UUID, expires_at: datetime) -> None:
        async with some_at_once:
            if expires_at <= now():
                async with database.transaction(center) as session:
                    await delete_copy(session, request)
            else:
                await collect(database, ask, center, request)

    await asyncio.gather(*(look_after(*one) for one in due))


async def collect(database: Database, ask: Ask, center: UUID, request: UUID) -> None:
    """Asks everybody who has not answered; what does not come is named and asked for again."""
    async with database.transaction(center) as session:
        try:
            resident = (await copy_by_id(session, request)).resident_id
        except CopyNotFound:
            await delete_copy(session, request)
            return
        missing = [part.service for part in await parts_of(session, request) if part.state == "asked"]
    came = await asyncio.gather(*(_part(database, ask, center, resident, service) for service in missing))
    await _keep(database, center, request, dict(zip(missing, came, strict=True)))


async def _keep(
    database: Database, center: UUID, request: UUID, came: dict[str, list[CopySection] | None]
) -> None:
    async with database.transaction(center) as session:
        try:
            found = await copy_by_id(session, request)
        except CopyNotFound:
            return
        parts = await parts_of(session, request)
        for part in parts:
            sections = came.get(part.service)
            if sections is not None:
                part.came(sections)
            elif part.service in came:
                part.was_silent()
        silent = [part for part in parts if part.state == "asked"]
        found.state = "incomplete" if silent else "ready"
        await session.flush()
        await note_round(session, found, _next(found, max((part.tries for part in silent), default=0)))


def _next(request: CopyRequest, tries: int) -> datetime:
    if not tries:
        return request.expires_at
    pause: timedelta = AGAIN[min(tries, len(AGAIN)) - 1]
    return min(now() + pause, request.expires_at)


async def _part(
    database: Database, ask: Ask, center: UUID, resident: UUID, service: str
) -> list[CopySection] | None:
    if service == "registry":
        async with database.transaction(center) as session:
            await see_sessions_of(session, resident)
            return await sections_of(session, PERSONAL, center, resident)
    found: list[CopySection] = []
    after: int | None = 0
    while after is not None:
        try:
            page = await ask(ASKED[service](center_id=center, resident_id=resident, after=after), PATIENCE)
        except NoAnswer:
            return None
        _join(found, page.sections)
        after = page.next
    return found


def _join(found: list[CopySection], more: list[CopySection]) -> None:
    for section in more:
        if found and found[-1].title == section.title:
            found[-1].rows.extend(section.rows)
        else:
            found.append(section)


COLLECT_COPIES = AskingTask("collect_copies", every=timedelta(seconds=1), run=collect_due)
