"""Signs a resident up for an event: a place where there is one, else the waiting list."""

from typing import NoReturn

from services.events.calendar.errors import EventBegun, EventCancelled, EventNotFound
from services.events.registrations.errors import AlreadyRegistered
from services.events.registrations.repository import (
    Driver,
    NewRegistration,
    insert_registration,
    why_not,
)
from services.events.registrations.schemas import RegistrationRead
from shared.contracts.events import RegistrationMadeV1


async def sign_up(driver: Driver, new: NewRegistration) -> RegistrationRead:
    """The registration as made; the caller commits it together with `said_of`.

    Raises EventNotFound, EventCancelled, EventBegun, AlreadyRegistered.
    """
    made = await insert_registration(driver, new)
    if made is None:
        await _refuse(driver, new)
    number, state = made
    return RegistrationRead(
        id=new.id,
        event_id=new.event_id,
        resident_id=new.resident_id,
        number=number,
        state=state,
        channel=new.channel,
        made_at=new.made_at,
        attended_at=None,
    )


def said_of(made: RegistrationRead) -> RegistrationMadeV1:
    """The fact that a registration is."""
    return RegistrationMadeV1(
        registration_id=made.id,
        event_id=made.event_id,
        resident_id=made.resident_id,
        waiting=made.state == "waiting",
        channel=made.channel,
    )


async def _refuse(driver: Driver, new: NewRegistration) -> NoReturn:
    why = await why_not(driver, new)
    if why is None:
        raise EventNotFound
    if why["cancelled"]:
        raise EventCancelled
    if why["already"]:
        raise AlreadyRegistered
    if why["begun"]:
        raise EventBegun
    raise EventNotFound  # an erased resident, whose token still lives for some minutes
