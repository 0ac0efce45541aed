"""Whether somebody is a resident of the center, and whose word counts."""

import asyncio
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.residents.model import Resident, Voice
from services.events.residents.repository import is_erased
from shared.contracts.codes import Channel
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.problems import NotFound, invalid

PATIENCE = timedelta(seconds=1)
"""How long a newcomer's joining may be on its way from the registry before we say that nobody knows them."""


def voice_of(caller: Caller, resident_id: UUID | None, channel: Channel | None, ground: str | None) -> Voice:
    """A resident speaks for themselves; a manager writes down what somebody said, also somebody unnamed.

    Raises Invalid where a resident speaks for another, or a manager says that they themselves came by the site.
    """
    if caller.role == "resident":
        if resident_id not in (None, caller.id):
            raise invalid("/resident_id", "events.not-own", "За другого жителя записывает менеджер центра")
        if channel not in (None, "web"):
            raise invalid(
                "/channel", "events.channel-only-web", "Бумагу, звонок и визит вносит сотрудник центра"
            )
        return Voice(caller.id, "web")
    if channel == "web":
        raise invalid(
            "/channel", "events.channel-not-web", "Укажите, как человек попросил: бумага, звонок, визит"
        )
    return Voice(resident_id, channel or "visit", by_manager=True, ground=ground)


async def must_have_a_voice(session: AsyncSession, voice: Voice) -> None:
    """Raises Invalid where a manager names nobody of the center, NotFound where a resident was erased."""
    if voice.resident_id is None:
        return
    if voice.by_manager:
        await must_be_known(session, voice.resident_id, "/resident_id")
    else:
        await must_not_be_erased(session, voice.resident_id)


def note_said_for(session: AsyncSession, action: str, voice: Voice, thing: UUID) -> None:
    """Keeps in the log, and has the resident told, what a manager wrote down in their name."""
    if voice.by_manager and voice.resident_id is not None:
        audit.note(session, action, voice.resident_id, voice.ground or voice.channel, str(thing))


async def must_be_known(session: AsyncSession, resident_id: UUID, pointer: str) -> None:
    """Raises Invalid at `pointer` where the center has no such resident."""
    deadline = now() + PATIENCE
    while not await _is_known(session, resident_id):
        if now() >= deadline:
            raise invalid(pointer, "events.resident-unknown", "В этом центре нет такого жителя")
        await asyncio.sleep(0.05)


async def must_not_be_erased(session: AsyncSession, resident_id: UUID) -> None:
    """Raises NotFound for somebody who was erased and whose token lives for some minutes more."""
    if await is_erased(session, resident_id):
        raise NotFound


async def _is_known(session: AsyncSession, resident_id: UUID) -> bool:
    statement = select(Resident.id).where(Resident.id == resident_id, Resident.erased.is_(False))
    return await session.scalar(statement) is not None
