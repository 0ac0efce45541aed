"""Wishes to take part over HTTP: a resident asks; a manager, or whoever holds a post in the organisation, answers."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.registry.communities.joining import service
from services.registry.communities.joining.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    AlreadyIn,
    ChosenByMeeting,
    JoinRequestNotFound,
)
from services.registry.communities.joining.model import JoinRequest
from services.registry.communities.joining.repository import family_of, organisation_names, requests_seen
from services.registry.communities.joining.schemas import JoinRequestCreate, JoinRequestQuery, JoinRequestRead
from services.registry.communities.memberships.errors import OrganisationClosed
from services.registry.communities.organisations.repository import names_of
from services.registry.people.residents.errors import ResidentNotFound
from shared.kit import audit
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["memberships"])
_PATH = "/centers/{center}/join-requests"


@router.post(
    _PATH,
    status_code=201,
    responses=problems(ResidentNotFound, OrganisationClosed, ChosenByMeeting, AlreadyIn, AlreadyAsked),
)
async def ask(body: JoinRequestCreate, work: Annotated[Work, may("registry.joining.ask")]) -> JoinRequestRead:
    """Asks to take part, also for a child; a manager and those who hold a post in the organisation see the name."""
    whose = body.resident_id or work.caller.id
    made = await service.ask_to_join(work.session, work.center, work.caller, whose, body.organisation_id)
    return (await _read(work, [made]))[0]


@router.get(_PATH)
async def list_requests(
    query: Annotated[JoinRequestQuery, Query()], work: Annotated[Work, may("registry.joining.list_requests")]
) -> Page[JoinRequestRead]:
    """One's family's and those that one may answer, newest first; the log keeps whose names anybody else was shown."""
    wanted = await requests_seen(work.session, work.center, work.caller)
    if query.organisation_id is not None:
        wanted = wanted.where(JoinRequest.organisation_id == query.organisation_id)
    if query.waiting is not None:
        waits = JoinRequest.answer.is_(None)
        wanted = wanted.where(waits if query.waiting else ~waits)
    found: Page[JoinRequest] = await page_of(work.session, wanted, JoinRequest.id, query, lambda one: one)
    family = await family_of(work.session, work.center, work.caller)
    others = [str(one.resident_id) for one in found.items if one.resident_id not in family]
    if others:
        audit.note(work.session, "joining.listed", about=query.organisation_id, evidence=" ".join(others))
    return Page(items=await _read(work, found.items), next=found.next)


@router.post(
    _PATH + "/{request_id}/accept",
    responses=problems(JoinRequestNotFound, AlreadyAnswered, OrganisationClosed),
)
async def accept(request_id: UUID, work: Annotated[Work, may("registry.joining.answer")]) -> JoinRequestRead:
    """The resident becomes a member from today; their name is shown to members."""
    said = await service.answer(work.session, work.center, work.caller, request_id, "accepted")
    return (await _read(work, [said]))[0]


@router.post(_PATH + "/{request_id}/decline", responses=problems(JoinRequestNotFound, AlreadyAnswered))
async def decline(request_id: UUID, work: Annotated[Work, may("registry.joining.answer")]) -> JoinRequestRead:
    """The resident sees that it did not work out; they may ask again."""
    said = await service.answer(work.session, work.center, work.caller, request_id, "declined")
    return (await _read(work, [said]))[0]


@router.delete(_PATH + "/{request_id}", status_code=204, responses=problems(JoinRequestNotFound))
async def take_back(request_id: UUID, work: Annotated[Work, may("registry.joining.ask")]) -> None:
    """Takes one's own wish, or a child's, back."""
    await service.take_back(work.session, work.center, work.caller, request_id)


async def _read(work: Work, found: Sequence[JoinRequest]) -> list[JoinRequestRead]:
    people = await names_of(work.session, work.center, [one.resident_id for one in found])
    called = await organisation_names(work.session, work.center, [one.organisation_id for one in found])
    return [
        JoinRequestRead(
            id=one.id,
            organisation_id=one.organisation_id,
            organisation_name=called[one.organisation_id],
            resident_id=one.resident_id,
            name=people[one.resident_id],
            asked_at=one.asked_at,
            answer=one.answer,
            answered_at=one.answered_at,
        )
        for one in found
    ]
