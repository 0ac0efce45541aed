"""Whose word counts: a resident speaks for themselves, a manager enters what somebody said or wrote."""

import asyncio
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.residents import repository
from services.talents.residents.model import Voice
from shared.contracts.codes import Channel
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.problems import NotFound, invalid

PATIENCE = timedelta(seconds=1.5)
"""How long a newcomer's joining may be on its way from the registry before we say that nobody knows them."""


def voice_of(
    caller: Caller, resident_id: UUID | None, channel: Channel | None, ground: str | None = None
) -> Voice:
    """Raises Invalid where a resident speaks for another, or a manager does not say for whom and how.

    A manager who does not say how it reached the center heard it face to face.
    """
    if caller.role == "resident":
        if resident_id not in (None, caller.id):
            raise invalid("/resident_id", "voice.not-own", "За другого жителя записывает менеджер центра")
        if channel not in (None, "web"):
            raise invalid("/channel", "voice.not-own", "Этот способ отмечает менеджер центра")
        return Voice(caller.id, "web")
    if resident_id is None:
        raise invalid("/resident_id", "voice.whose", "Укажите, чьи это слова")
    if channel == "web":
        raise invalid(
            "/channel", "voice.channel", "Укажите, как вы это узнали: по телефону, лично, на бумаге"
        )
    return Voice(resident_id, channel or "visit", by_manager=True, ground=ground)


def must_see(caller: Caller, *residents: UUID, error: type[NotFound] = NotFound) -> None:
    """Raises `error` where the caller is a resident and none of these: another's things look like nothing."""
    if caller.role == "resident" and caller.id not in residents:
        raise error


def own_or_asked(caller: Caller, asked: UUID | None) -> UUID | None:
    """Whose things a list shows: a resident's own, whatever is asked; for a manager what is asked, or all."""
    return caller.id if caller.role == "resident" else asked


async def must_be_known(session: AsyncSession, resident_id: UUID) -> None:
    """Raises Invalid where the center has no such resident."""
    deadline = now() + PATIENCE
    while not await repository.is_known(session, resident_id):
        if now() >= deadline:
            raise invalid("/resident_id", "resident.unknown", "В этом центре нет такого жителя")
        await asyncio.sleep(0.05)
