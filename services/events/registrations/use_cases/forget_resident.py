"""Forgets an erased resident: what is over keeps its count without their id, what is to come forgets them."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.appeals.service import forget_author
from services.events.calendar.repository import event_by_id, forget_organiser
from services.events.initiatives.repository import forget_thinker
from services.events.registrations.repository import (
    registrations_of_event,
    registrations_of_resident,
    unlink_registrations,
)
from services.events.registrations.use_cases.cancel_registration import free_one_place
from shared.kit.clock import now
from shared.kit.consents import forget_consents
from shared.kit.merge_moves import forget_merges
from shared.kit.residents import mark_erased


async def forget_resident(session: AsyncSession, resident_id: UUID) -> None:
    """Gives the resident's places at coming events to those who wait, and takes their id off everything else."""
    await mark_erased(session, resident_id)
    held = (await session.scalars(registrations_of_resident(resident_id))).all()
    for event_id in sorted({registration.event_id for registration in held}):
        await _leave_coming_event(session, event_id, resident_id)
    await unlink_registrations(session, resident_id)
    await forget_organiser(session, resident_id)
    await forget_author(session, resident_id)
    await forget_thinker(session, resident_id)
    await forget_consents(session, resident_id)
    await forget_merges(session, resident_id)


async def _leave_coming_event(session: AsyncSession, event_id: UUID, resident_id: UUID) -> None:
    event = await event_by_id(session, event_id, for_update=True)
    if event.starts_at <= now():
        return
    registrations = (await session.scalars(registrations_of_event(event_id, resident_id))).all()
    held_a_place = any(registration.state == "registered" for registration in registrations)
    for registration in registrations:
        await session.delete(registration)
    await session.flush()
    if held_a_place:
        await free_one_place(session, event)
