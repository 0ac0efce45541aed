"""Keeps and finds events of the calendar and who has signed up for them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.gatherings.model import Gathering, SignedUp
from shared.contracts.events import RegistrationMadeV1
from shared.kit.database import CENTER


async def gathering_by_id(session: AsyncSession, event_id: UUID) -> Gathering:
    """The event; one of which nothing has been said yet is begun with its id alone."""
    row = insert(Gathering).values(center_id=session.info[CENTER], id=event_id).on_conflict_do_nothing()
    await session.execute(row)
    return (await session.scalars(select(Gathering).where(Gathering.id == event_id))).one()


async def gatherings_of_match(session: AsyncSession, match_id: UUID) -> Sequence[Gathering]:
    """The events at which the help of a match is given."""
    return (await session.scalars(select(Gathering).where(Gathering.match_id == match_id))).all()


async def remember_registration(session: AsyncSession, made: RegistrationMadeV1) -> None:
    """Notes that a resident means to come."""
    row = insert(SignedUp).values(
        center_id=session.info[CENTER],
        registration_id=made.registration_id,
        event_id=made.event_id,
        resident_id=made.resident_id,
    )
    await session.execute(row.on_conflict_do_nothing())


async def delete_registration(session: AsyncSession, registration_id: UUID) -> None:
    """Notes that a resident will not come."""
    await session.execute(delete(SignedUp).where(SignedUp.registration_id == registration_id))


async def signed_up_for(session: AsyncSession, event_id: UUID) -> Sequence[UUID]:
    """The residents who mean to come, or wait for a place."""
    return (await session.scalars(select(SignedUp.resident_id).where(SignedUp.event_id == event_id))).all()


async def forget_in_gatherings(session: AsyncSession, resident_id: UUID) -> None:
    """Forgets what a resident signed up for and held."""
    await session.execute(delete(SignedUp).where(SignedUp.resident_id == resident_id))
    held = update(Gathering).where(Gathering.organiser_id == resident_id).values(organiser_id=None)
    await session.execute(held)
