"""The calendar of a center over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from services.events.calendar.errors import CapacityTooSmall, EventCancelled, EventNotFound, EventOver
from services.events.calendar.model import Event
from services.events.calendar.repository import event_by_id, events_between, newest, soonest
from services.events.calendar.schemas import EventCreate, EventQuery, EventRead, EventUpdate
from services.events.calendar.use_cases.cancel_event import cancel_event
from services.events.calendar.use_cases.change_event import change_event
from services.events.calendar.use_cases.plan_event import PlanEvent, plan_event
from services.events.registrations.repository import counts_of
from shared.kit.etags import Expected, Outdated, VersionMissing, check_version, set_etag
from shared.kit.paging import Page
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["events"])


@router.post("/centers/{center}/events", status_code=201)
async def plan(
    body: EventCreate, work: Annotated[Work, may("events.calendar.plan")], response: Response
) -> EventRead:
    """Put an event into the calendar."""
    event = await plan_event(work.session, PlanEvent(**body.model_dump()))
    return await _read(work.session, event, response)


@router.get("/centers/{center}/events")
async def list_events(
    query: Annotated[EventQuery, Query()], work: Annotated[Work, may("events.calendar.list_events")]
) -> Page[EventRead]:
    """The events of a center, also cancelled ones."""
    events = events_between(query.from_, query.to, query.house_id)
    if query.order == "soonest":
        found = await soonest(work.session, events, query.cursor, query.limit + 1)
    else:
        found = await newest(work.session, events, query.cursor, query.limit + 1)
    shown = found[: query.limit]
    counts = await counts_of(work.session, [event.id for event in shown])
    return Page(
        items=[EventRead.of(event, counts[event.id]) for event in shown],
        next=shown[-1].id if len(found) > query.limit else None,
    )


@router.get("/centers/{center}/events/{id}", responses=problems(EventNotFound))
async def read_event(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.calendar.read_event")],
    response: Response,
) -> EventRead:
    """One event."""
    return await _read(work.session, await event_by_id(work.session, id), response)


@router.patch(
    "/centers/{center}/events/{id}",
    responses=problems(EventNotFound, EventCancelled, CapacityTooSmall, Outdated, VersionMissing),
)
async def change(
    id: UUID,  # noqa: A002 the path's own word
    body: EventUpdate,
    work: Annotated[Work, may("events.calendar.change")],
    expected: Expected,
    response: Response,
) -> EventRead:
    """Change an event; new places go to the waiting list."""
    event = await event_by_id(work.session, id, for_update=True)
    check_version(event, expected)
    return await _read(work.session, await change_event(work.session, event, body.changes()), response)


@router.post("/centers/{center}/events/{id}/cancel", responses=problems(EventNotFound, EventOver))
async def cancel(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("events.calendar.cancel")],
    response: Response,
) -> EventRead:
    """Call an event off; those who signed up are told."""
    return await _read(work.session, await cancel_event(work.session, id), response)


async def _read(session: AsyncSession, event: Event, response: Response) -> EventRead:
    set_etag(response, event.version)
    return EventRead.of(event, (await counts_of(session, [event.id]))[event.id])
