"""Noting chance meetings, correcting them, and saying what became of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.talks.model import Talk, when
from services.registry.people.talks.repository import get_talk, is_resident
from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.repository import get_house
from services.registry.storage.writing import Refusals, write
from shared.contracts.codes import TalkKind
from shared.contracts.registry import TalkNotedV1
from shared.kit import audit, outbox
from shared.kit.clock import now
from shared.kit.etags import check_version
from shared.kit.problems import invalid

_REFUSED: Refusals = {"talks_center_id_fkey": CenterNotFound}


@dataclass(frozen=True, slots=True)
class NoteTalk:
    """`talked_at` is by the clock of the telephone on which it was noted."""

    center_id: UUID
    by: UUID
    kind: TalkKind
    words: str
    house_id: UUID | None
    resident_id: UUID | None
    talked_at: datetime | None


class TalkChanges(TypedDict, total=False):
    """Only what is to be changed."""

    kind: TalkKind | None
    words: str | None
    house_id: UUID | None
    resident_id: UUID | None
    need_id: UUID | None
    became_id: UUID | None


@dataclass(frozen=True, slots=True)
class ChangeTalk:
    """`version` is the one that the caller has seen."""

    center_id: UUID
    talk_id: UUID
    version: int
    changes: TalkChanges


async def note_talk(session: AsyncSession, command: NoteTalk) -> Talk:
    """Raises CenterNotFound, and Invalid for a house or a resident that the center does not have."""
    await _must_be_here(session, command.center_id, command.house_id, command.resident_id)
    talk = Talk(
        center_id=command.center_id,
        state="waiting",
        words=command.words,
        house_id=command.house_id,
        resident_id=command.resident_id,
        talked_at=when(command.talked_at, now()),
        noted_by=command.by,
    )
    talk.be_about(command.kind)
    session.add(talk)
    await write(session, _REFUSED)
    audit.note(session, "talk.noted", about=talk.resident_id, evidence=str(talk.id))
    _tell(session, talk)
    return talk


async def change_talk(session: AsyncSession, command: ChangeTalk) -> Talk:
    """Raises TalkNotFound, Outdated, PlacedElsewhere, and Invalid as `note_talk` does."""
    talk = await get_talk(session, command.center_id, command.talk_id)
    check_version(talk, command.version)
    changes, before = command.changes, (talk.kind, talk.resident_id, talk.house_id)
    await _must_be_here(session, command.center_id, changes.get("house_id"), changes.get("resident_id"))
    talk.house_id = changes.get("house_id", talk.house_id)
    talk.resident_id = changes.get("resident_id", talk.resident_id)
    if (words := changes.get("words")) is not None:
        talk.words = words
    talk.be_about(changes.get("kind") or talk.kind)
    if (need := changes.get("need_id")) is not None:
        talk.become_need(need)
    if (thing := changes.get("became_id")) is not None:
        talk.become(thing)
    await write(session, _REFUSED)
    audit.note(session, "talk.changed", about=talk.resident_id, evidence=str(talk.id))
    if (talk.kind, talk.resident_id, talk.house_id) != before:
        _tell(session, talk)
    return talk


async def forget_talk(session: AsyncSession, center: UUID, talk_id: UUID, version: int) -> None:
    """Raises TalkNotFound and Outdated."""
    talk = await get_talk(session, center, talk_id)
    check_version(talk, version)
    await session.delete(talk)
    audit.note(session, "talk.forgotten", about=talk.resident_id, evidence=str(talk.id))


async def _must_be_here(
    session: AsyncSession, center: UUID, house: UUID | None, resident: UUID | None
) -> None:
    if house is not None:
        try:
            await get_house(session, center, house)
        except HouseNotFound as error:
            raise invalid("/house_id", "talks.house-unknown", "Такого дома в центре нет") from error
    if resident is not None and not await is_resident(session, center, resident):
        raise invalid("/resident_id", "talks.resident-unknown", "Такого жителя в центре нет")


def _tell(session: AsyncSession, talk: Talk) -> None:
    outbox.add(
        session,
        TalkNotedV1(talk_id=talk.id, kind=talk.kind, house_id=talk.house_id, resident_id=talk.resident_id),
    )
