"""Test rounds of calls over HTTP: members note whom they reached, managers see the numbers."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from services.registry.people.lists import service
from services.registry.people.lists.errors import (
    ListNotFound,
    MembersOnly,
    NotAMember,
    RoundNotFound,
    RoundOver,
)
from services.registry.people.lists.model import ListCall, ListRound
from services.registry.people.lists.repository import calls_of, counts_of, get_round, rounds_of
from services.registry.people.lists.schemas import CallNote, CallRead, RoundRead, Rounds
from services.registry.people.lists.use_cases.call_round import begin_round, end_round, note_call
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["lists"])

_PATH = "/centers/{center}/lists/{list_id}/rounds"


@router.get(_PATH, responses=problems(ListNotFound, MembersOnly))
async def list_rounds(list_id: UUID, work: Annotated[Work, may("registry.lists.see_list")]) -> Rounds:
    """The latest rounds, newest first."""
    await _may_know(work, list_id)
    return Rounds(items=await _read(work, await rounds_of(work.session, work.center, list_id)))


@router.post(_PATH, status_code=201, responses=problems(ListNotFound, MembersOnly))
async def begin(list_id: UUID, work: Annotated[Work, may("registry.lists.call_round")]) -> RoundRead:
    """Begins a test round; members call each other by the tree."""
    await _may_know(work, list_id)
    made = await begin_round(work.session, work.center, list_id, work.caller.id)
    return (await _read(work, [made]))[0]


@router.put(
    _PATH + "/{round_id}/calls/{resident_id}",
    responses=problems(ListNotFound, MembersOnly, RoundNotFound, RoundOver, NotAMember),
)
async def note(
    list_id: UUID,
    round_id: UUID,
    resident_id: UUID,
    body: CallNote,
    work: Annotated[Work, may("registry.lists.note_call")],
) -> RoundRead:
    """A member notes whether they reached another, or themselves as reached."""
    await service.see_inside(work.session, work.center, work.caller, list_id)
    called = await get_round(work.session, work.center, list_id, round_id)
    await note_call(work.session, work.center, called, resident_id, work.caller.id, reached=body.reached)
    return (await _read(work, [called]))[0]


@router.post(_PATH + "/{round_id}/end", responses=problems(ListNotFound, MembersOnly, RoundNotFound))
async def end(
    list_id: UUID, round_id: UUID, work: Annotated[Work, may("registry.lists.call_round")]
) -> RoundRead:
    """Ends a round."""
    await _may_know(work, list_id)
    return (await _read(work, [await end_round(work.session, work.center, list_id, round_id)]))[0]


async def _may_know(work: Work, list_id: UUID) -> None:
    see = service.see_list if work.caller.role == "manager" else service.see_inside
    await see(work.session, work.center, work.caller, list_id)


async def _read(work: Work, rounds: Sequence[ListRound]) -> list[RoundRead]:
    calls = await calls_of(work.session, work.center, [one.id for one in rounds])
    counts = await counts_of(work.session, work.center, list({one.list_id for one in rounds}))
    return [
        _said(work, one, [call for call in calls if call.round_id == one.id], counts.get(one.list_id, 0))
        for one in rounds
    ]


def _said(work: Work, one: ListRound, calls: Sequence[ListCall], members: int) -> RoundRead:
    by_manager = work.caller.role == "manager"
    return RoundRead(
        id=one.id,
        begun_at=one.begun_at,
        ended_at=one.ended_at,
        members=members,
        called=len(calls),
        reached=sum(call.reached for call in calls),
        calls=[
            CallRead(resident_id=call.resident_id, reached=call.reached, called_at=call.called_at)
            for call in calls
            if not by_manager
        ],
    )
