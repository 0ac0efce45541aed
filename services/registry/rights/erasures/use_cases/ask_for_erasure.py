"""Somebody asks to be forgotten: after days to think it over, or at once where they insist."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.guardians.repository import sole_wards_of
from services.registry.people.residents.errors import WardsLeft
from services.registry.people.residents.repository import get_resident
from services.registry.people.residents.use_cases.erase_resident import forget
from services.registry.rights.consents.use_cases.give_consent import lock_resident
from services.registry.rights.erasures.errors import ErasureAsked, TooLateToCancel
from services.registry.rights.erasures.model import COOLING_OFF, Erasure, Ground, mark_of
from services.registry.rights.erasures.repository import drop_date, note_date, waiting_of
from shared.contracts.codes import Channel
from shared.kit import audit
from shared.kit.clock import now


@dataclass(frozen=True, slots=True)
class AskForErasure:
    """`immediate`: the person wants no days to think it over; `role` is of whoever enters it."""

    center_id: UUID
    resident_id: UUID
    ground: Ground
    channel: Channel
    role: str
    immediate: bool = False
    with_wards: bool = False
    """Children for whom nobody else answers are forgotten too."""


async def ask_for_erasure(session: AsyncSession, command: AskForErasure) -> Erasure:
    """Personal data law (152-ФЗ, art. 14, 21). Raises ResidentNotFound, WardsLeft, and ErasureAsked."""
    await lock_resident(session, command.center_id, command.resident_id)
    wards = await sole_wards_of(session, command.center_id, command.resident_id, to_come=True)
    if wards and not command.with_wards:
        raise WardsLeft
    before = await waiting_of(session, command.resident_id)
    if before is not None and not command.immediate:
        raise ErasureAsked
    erasure = before or Erasure(
        mark=mark_of(command.resident_id),
        resident_id=command.resident_id,
        ground=command.ground,
        channel=command.channel,
        asked_by_role=command.role,
        due_at=now() + COOLING_OFF,
    )
    session.add(erasure)
    await session.flush()
    await note_date(session, erasure)
    audit.note(session, "erasure.asked", command.resident_id, command.ground, erasure.number)
    if command.immediate:
        erasure.due_at = now()
        await carry_out(session, erasure)
    return erasure


async def carry_out(session: AsyncSession, erasure: Erasure) -> None:
    """The days are over: the person is forgotten here and, by a fact, in every service.

    So are children for whom nobody else answers: whoever asked was told so.
    """
    assert erasure.resident_id is not None
    resident = await get_resident(session, erasure.center_id, erasure.resident_id)
    for ward in await sole_wards_of(session, erasure.center_id, resident.id):
        await forget(session, await get_resident(session, erasure.center_id, ward))
    await forget(session, resident)


async def cancel_erasure(session: AsyncSession, erasure: Erasure) -> None:
    """`erasure` is locked. Raises TooLateToCancel."""
    if erasure.state != "waiting":
        raise TooLateToCancel
    about = erasure.resident_id
    erasure.cancel()
    await drop_date(session, erasure.id)
    audit.note(session, "erasure.cancelled", about, erasure.channel, erasure.number)
    await session.flush()
