"""Memberships over HTTP: managers write them, members see each other, everybody sees what is shown to everybody."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.communities.forms.model import TITLED
from services.registry.communities.memberships import service
from services.registry.communities.memberships.errors import (
    AlreadyEnded,
    AlreadyHeld,
    ChairTaken,
    MembershipNotFound,
    OrganisationClosed,
    PublicationMissing,
)
from services.registry.communities.memberships.model import Membership
from services.registry.communities.memberships.repository import Wanted, get_membership, memberships_of
from services.registry.communities.memberships.schemas import (
    MembershipCreate,
    MembershipEnd,
    MembershipQuery,
    MembershipRead,
    MembershipUpdate,
)
from services.registry.communities.memberships.use_cases.begin_membership import (
    BeginMembership,
    begin_membership,
)
from services.registry.communities.memberships.use_cases.correct_membership import (
    CorrectMembership,
    correct_membership,
)
from services.registry.communities.memberships.use_cases.end_membership import EndMembership, end_membership
from shared.contracts.codes import MembershipRole
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, must_be_recent
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["memberships"])


@router.post(
    "/centers/{center}/memberships",
    status_code=201,
    responses=problems(ChairTaken, AlreadyHeld, OrganisationClosed, PublicationMissing, SignInAgainNeeded),
)
async def begin(
    body: MembershipCreate, work: Annotated[Work, may("registry.memberships.write")], response: Response
) -> MembershipRead:
    """Enters somebody into an organisation; one chair at a time. A post, which gives rights, needs a fresh sign-in."""
    _must_be_sure(work, body.role)
    command = BeginMembership(work.center, **body.model_dump())
    return await _answer(work, response, await begin_membership(work.session, command))


@router.get("/centers/{center}/memberships")
async def list_memberships(
    query: Annotated[MembershipQuery, Query()], work: Annotated[Work, may("registry.memberships.read")]
) -> Page[MembershipRead]:
    """Memberships that are shown to the caller, newest first; the log keeps whom a manager was shown."""
    asked = Wanted(query.organisation_id, query.resident_id, query.role, query.standing)
    wanted = await service.visible(work.session, work.center, work.caller, memberships_of(work.center, asked))
    found: Page[Membership] = await page_of(work.session, wanted, Membership.id, query, lambda one: one)
    items = await service.read(work.session, work.center, found.items)
    if work.caller.role == "manager" and items:
        people = " ".join(str(one.resident_id) for one in items if one.resident_id)
        audit.note(work.session, "members.listed", about=query.organisation_id, evidence=people)
    return Page(items=list(items), next=found.next, total=found.total)


@router.get("/centers/{center}/memberships/{membership_id}", responses=problems(MembershipNotFound))
async def read_membership(
    membership_id: UUID, work: Annotated[Work, may("registry.memberships.read")], response: Response
) -> MembershipRead:
    """One membership."""
    wanted = memberships_of(work.center, Wanted()).where(Membership.id == membership_id)
    seen = await service.visible(work.session, work.center, work.caller, wanted)
    found = (await work.session.scalars(seen)).one_or_none()
    if found is None:
        raise MembershipNotFound
    return await _answer(work, response, found)


@router.patch(
    "/centers/{center}/memberships/{membership_id}",
    responses=problems(
        MembershipNotFound,
        ChairTaken,
        AlreadyHeld,
        AlreadyEnded,
        PublicationMissing,
        Outdated,
        VersionMissing,
        SignInAgainNeeded,
    ),
)
async def correct(
    membership_id: UUID,
    body: MembershipUpdate,
    work: Annotated[Work, may("registry.memberships.write")],
    expected: Expected,
    response: Response,
) -> MembershipRead:
    """Corrects the term, the document, or who sees the name; of a post with a fresh sign-in."""
    _must_be_sure(work, (await get_membership(work.session, work.center, membership_id)).role)
    changes = body.model_dump(exclude_unset=True)
    command = CorrectMembership(work.center, membership_id, expected, changes)
    return await _answer(work, response, await correct_membership(work.session, command))


@router.post(
    "/centers/{center}/memberships/{membership_id}/end",
    responses=problems(MembershipNotFound, AlreadyEnded, Outdated, VersionMissing),
)
async def end(
    membership_id: UUID,
    body: MembershipEnd,
    work: Annotated[Work, may("registry.memberships.write")],
    expected: Expected,
    response: Response,
) -> MembershipRead:
    """Ends it; there is no DELETE: who held which role, and when, stays on record."""
    command = EndMembership(work.center, membership_id, expected, body.reason, body.on)
    return await _answer(work, response, await end_membership(work.session, command))


def _must_be_sure(work: Work, role: MembershipRole) -> None:
    if role in TITLED:
        must_be_recent(work.caller)


async def _answer(work: Work, response: Response, membership: Membership) -> MembershipRead:
    set_etag(response, membership.version)
    return (await service.read(work.session, work.center, [membership]))[0]
