"""Residents' own lists over HTTP: opened, joined, left. A manager sees that a list is there, never who is in it."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.people.contacts.errors import ContactClosed, ContactNotFound
from services.registry.people.lists import service
from services.registry.people.lists.errors import (
    ConsentMissing,
    ListNotFound,
    ListStands,
    MembersOnly,
    NotAMember,
)
from services.registry.people.lists.model import ContactList, caller_of
from services.registry.people.lists.repository import (
    counts_of,
    house_of,
    latest_rounds,
    lists_of,
    lists_with,
    members_of,
)
from services.registry.people.lists.schemas import (
    JoinedRead,
    JoinList,
    ListCreate,
    ListQuery,
    ListRead,
    ListUpdate,
    MemberRead,
    Members,
)
from services.registry.people.lists.service import Corrections, Join, OpenList
from services.registry.people.lists.use_cases.print_tree import print_tree
from services.registry.people.names.schemas import Line
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.service import must_be_own
from services.registry.places.centers.repository import get_center
from services.registry.places.houses.repository import get_house
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["lists"])


@router.get("/centers/{center}/lists")
async def list_lists(
    query: Annotated[ListQuery, Query()], work: Annotated[Work, may("registry.lists.see_list")]
) -> Page[ListRead]:
    """The lists of the center for its managers; of their house for residents."""
    wanted = lists_of(work.center)
    house = query.house_id
    if work.caller.role != "manager":
        own = await house_of(work.session, work.center, work.caller.id)
        wanted = wanted.where(ContactList.house_id == own)
    if house is not None:
        wanted = wanted.where(ContactList.house_id == house)
    joined = await lists_with(work.session, work.center, work.caller.id)
    page = await page_of(
        work.session, wanted, ContactList.id, query, lambda one: ListRead.of(one, 0, joined=one.id in joined)
    )
    ids = [one.id for one in page.items]
    counts = await counts_of(work.session, work.center, ids)
    rounds = await latest_rounds(work.session, work.center, ids)
    for one in page.items:
        one.members, one.last_round_at = counts.get(one.id, 0), rounds.get(one.id)
    return page


@router.post("/centers/{center}/lists", status_code=201)
async def open_list(body: ListCreate, work: Annotated[Work, may("registry.lists.open_list")]) -> ListRead:
    """Opens an empty list; everybody joins by themselves."""
    made = await service.open_list(work.session, work.center, work.caller, OpenList(**body.model_dump()))
    return ListRead.of(made, 0, joined=False)


@router.get("/centers/{center}/lists/{list_id}", responses=problems(ListNotFound))
async def read_list(
    list_id: UUID, work: Annotated[Work, may("registry.lists.see_list")], response: Response
) -> ListRead:
    """That a list is there, and how many are in it."""
    return await _read(work, list_id, response)


@router.patch(
    "/centers/{center}/lists/{list_id}",
    responses=problems(ListNotFound, MembersOnly, Outdated, VersionMissing),
)
async def correct_list(
    list_id: UUID,
    body: ListUpdate,
    work: Annotated[Work, may("registry.lists.correct_list")],
    expected: Expected,
    response: Response,
) -> ListRead:
    """Corrects the title, the entrance, or how many each one calls: by a manager or a member."""
    changes = cast(Corrections, body.model_dump(exclude_unset=True))
    await service.correct_list(work.session, work.center, work.caller, list_id, expected, changes)
    return await _read(work, list_id, response)


@router.delete(
    "/centers/{center}/lists/{list_id}", status_code=204, responses=problems(ListNotFound, ListStands)
)
async def close_list(list_id: UUID, work: Annotated[Work, may("registry.lists.close_list")]) -> None:
    """Closes an empty list. It needs no If-Match: while anybody is in the list it is refused, so nothing that another
    has written is lost."""
    await service.close_list(work.session, work.center, work.caller, list_id)


@router.get("/centers/{center}/lists/{list_id}/members", responses=problems(ListNotFound, MembersOnly))
async def list_members(list_id: UUID, work: Annotated[Work, may("registry.lists.see_members")]) -> Members:
    """Who is in the list and who calls whom; for its members alone."""
    seen = await service.see_inside(work.session, work.center, work.caller, list_id)
    found = await members_of(work.session, work.center, list_id)
    items = []
    for place, one in enumerate(found):
        caller = caller_of(place, seen.branching)
        items.append(
            MemberRead.model_validate(
                one.as_read()
                | {"place": place, "called_by": None if caller is None else found[caller].resident_id}
            )
        )
    return Members(items=items)


@router.post(
    "/centers/{center}/lists/{list_id}/members",
    status_code=201,
    responses=problems(ListNotFound, ResidentNotFound, ContactNotFound, ContactClosed, ConsentMissing),
)
async def join_list(
    list_id: UUID, body: JoinList, work: Annotated[Work, may("registry.lists.join_list")]
) -> JoinedRead:
    """Agrees to be in the list with one contact; a manager enters the agreement of somebody else."""
    by_manager = work.caller.role == "manager"
    resident = body.resident_id if body.resident_id is not None else work.caller.id
    await must_be_own(work.session, work.caller, work.center, resident)
    if by_manager:
        await service.see_list(work.session, work.center, work.caller, list_id)
        _must_say_how(body)
    command = Join(
        list_id,
        resident,
        body.contact_id,
        body.channel if by_manager else "web",
        body.ground if by_manager else None,
        body.consent_version,
    )
    count = await service.join_list(work.session, work.center, work.caller, command)
    return JoinedRead(list_id=list_id, members=count)


@router.delete(
    "/centers/{center}/lists/{list_id}/members/{resident_id}",
    status_code=204,
    responses=problems(ListNotFound, ResidentNotFound, NotAMember),
)
async def leave_list(
    list_id: UUID,
    resident_id: UUID,
    work: Annotated[Work, may("registry.lists.leave_list")],
    ground: Annotated[Line | None, Query(description="who told it; needed from a manager")] = None,
) -> None:
    """Leaves at once; the contact is gone from the list, and the last one takes the place in the tree. It needs no
    If-Match: whoever leaves may do so whatever else has changed meanwhile."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await service.leave_list(work.session, work.center, work.caller, list_id, resident_id, ground)


@router.get(
    "/centers/{center}/lists/{list_id}/tree",
    responses={**problems(ListNotFound, MembersOnly), 200: {"content": {"application/pdf": {}}}},
    response_class=Response,
)
async def print_list(list_id: UUID, work: Annotated[Work, may("registry.lists.print_tree")]) -> Response:
    """The tree of calls as PDF, for its members alone."""
    printed = await service.see_inside(work.session, work.center, work.caller, list_id)
    members = await members_of(work.session, work.center, list_id)
    house = await get_house(work.session, work.center, printed.house_id)
    center = await get_center(work.session, work.center)
    audit.note(work.session, "list.printed", about=list_id)
    made = await print_tree(center, house.address, printed, members)
    headers = {"content-disposition": 'inline; filename="list.pdf"', "cache-control": "no-store"}
    return Response(made, 200, headers, "application/pdf")


async def _read(work: Work, list_id: UUID, response: Response) -> ListRead:
    found = await service.see_list(work.session, work.center, work.caller, list_id)
    joined = list_id in await lists_with(work.session, work.center, work.caller.id)
    counts = await counts_of(work.session, work.center, [list_id])
    rounds = await latest_rounds(work.session, work.center, [list_id])
    set_etag(response, found.version)
    return ListRead.of(found, counts.get(list_id, 0), joined=joined, round_at=rounds.get(list_id))


def _must_say_how(body: JoinList) -> None:
    if body.resident_id is None:
        raise invalid("/resident_id", "lists.whom", "Укажите, кто согласился")
    if body.ground is None:
        raise invalid("/ground", "lists.ground-missing", "Напишите, как человек согласился")
