"""Signing up, giving up and coming, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Body, Query
from starlette.responses import Response

from services.events.calendar.errors import EventBegun, EventCancelled, EventNotFound
from services.events.calendar.repository import event_by_id
from services.events.registrations.errors import (
    AlreadyAttended,
    AlreadyRegistered,
    RegistrationCancelled,
    RegistrationNotFound,
)
from services.events.registrations.model import Registration
from services.events.registrations.repository import (
    registration_by_id,
    registrations_of_event,
    registrations_of_resident,
)
from services.events.registrations.schemas import (
    AttendanceCreate,
    RegistrationCreate,
    RegistrationQuery,
    RegistrationRead,
)
from services.events.registrations.service import who_comes
from services.events.registrations.use_cases.cancel_registration import cancel_registration
from services.events.registrations.use_cases.mark_attendance import mark_attended, mark_came
from services.events.registrations.use_cases.sign_up import SignUp, said_of, sign_up
from services.events.residents.service import must_be_known
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.hot import HotWork, hot
from shared.kit.ids import new_id
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["registrations"])

_NOBODY_NAMED = RegistrationCreate(resident_id=None, channel=None)


@router.post(
    "/centers/{center}/events/{id}/registrations",
    status_code=201,
    response_model=RegistrationRead,
    responses=problems(EventNotFound, RegistrationNotFound, EventCancelled, EventBegun, AlreadyRegistered),
)
async def register(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[HotWork, hot("events.registrations.register")],
    body: Annotated[RegistrationCreate, Body()] = _NOBODY_NAMED,
) -> Response:
    """Sign up: a resident for themselves or for a child for whom they answer, a manager for a resident who asked on
    paper, by phone or in person.

    Where every place is taken, the answer's state is `waiting`.
    """
    resident_id, channel = who_comes(work.caller, body.resident_id, body.channel)
    by_manager = work.caller.role == "manager"
    if not by_manager:
        await _must_speak_for(work, resident_id)
    else:
        await must_be_known(work.session, resident_id, "/resident_id")
    connection = await work.begin()
    wish = SignUp(work.center, new_id(), id, resident_id, channel, now(), late=by_manager)
    made = await sign_up(connection, wish, work.begin_again)
    work.add(said_of(made))
    if resident_id != work.caller.id:
        await work.note("registration.made", about=resident_id, ground=channel)
    return Response(made.model_dump_json(), 201, media_type="application/json")


@router.get(
    "/centers/{center}/events/{id}/registrations", responses=problems(EventNotFound, RegistrationNotFound)
)
async def list_registrations(
    id: UUID,  # noqa: A002 the path's own word
    query: Annotated[RegistrationQuery, Query()],
    work: Annotated[Work, may("events.registrations.list_registrations")],
) -> Page[RegistrationRead]:
    """Who signed up and who came; a resident sees their own line alone, or that of a child for whom they answer."""
    only = query.resident_id
    if work.caller.role == "resident":
        only = only or work.caller.id
        await _must_speak_for(work, only)
    await event_by_id(work.session, id)
    return await page_of(
        work.session,
        registrations_of_event(id, only),
        Registration.id,
        query,
        RegistrationRead.model_validate,
    )


@router.get("/centers/{center}/registrations", responses=problems(RegistrationNotFound))
async def own_registrations(
    query: Annotated[RegistrationQuery, Query()],
    work: Annotated[Work, may("events.registrations.own_registrations")],
) -> Page[RegistrationRead]:
    """Everything that the calling resident signed up for, or what a child for whom they answer was signed up for."""
    whose = query.resident_id or work.caller.id
    await _must_speak_for(work, whose)
    mine = registrations_of_resident(whose)
    return await page_of(work.session, mine, Registration.id, query, RegistrationRead.model_validate)


@router.post(
    "/centers/{center}/registrations/{id}/cancel",
    responses=problems(RegistrationNotFound, EventBegun, AlreadyAttended),
)
async def cancel(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.registrations.cancel")],
) -> RegistrationRead:
    """Give a place up; the first of the waiting list gets it."""
    whose = await _whose(work, id)
    given_up = await cancel_registration(work.session, work.caller, id, whose)
    if given_up.resident_id != work.caller.id:
        audit.note(work.session, "registration.cancelled", about=given_up.resident_id)
    return RegistrationRead.model_validate(given_up)


@router.post(
    "/centers/{center}/registrations/{id}/attend",
    responses=problems(RegistrationNotFound, RegistrationCancelled, EventCancelled),
)
async def attend(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.registrations.attend")],
) -> RegistrationRead:
    """Note that somebody who signed up was there."""
    return RegistrationRead.model_validate(await mark_attended(work.session, id))


@router.post(
    "/centers/{center}/events/{id}/attendances",
    status_code=201,
    responses=problems(EventNotFound, EventCancelled),
)
async def came(
    id: UUID,  # noqa: A002 the path's own word
    body: AttendanceCreate,
    work: Annotated[Work, may("events.registrations.came")],
) -> RegistrationRead:
    """Note that a resident was there, also one who had not signed up."""
    return RegistrationRead.model_validate(await mark_came(work.session, id, body.resident_id))


async def _must_speak_for(work: Work, resident_id: UUID) -> None:
    """Raises RegistrationNotFound unless it is the calling resident or a child for whom they answer at this moment."""
    if not await work.speaks_for(resident_id):
        raise RegistrationNotFound


async def _whose(work: Work, registration_id: UUID) -> UUID:
    """The child whose registration it is where the caller answers for it, else the caller; looked up beforehand, since
    nobody is asked inside of a transaction."""
    if not work.caller.wards:
        return work.caller.id
    async with work.database.transaction(work.center) as session:
        resident = (await registration_by_id(session, registration_id)).resident_id
    return resident if resident and await work.speaks_for(resident) else work.caller.id
