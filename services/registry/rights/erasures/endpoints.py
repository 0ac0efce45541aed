"""Erasures over HTTP: asking, thinking it over, watching it done, and the act on paper."""

from typing import Annotated
from uuid import UUID

from fastapi import Header, Query
from starlette.responses import Response

from services.registry.communities.organisations.repository import names_of
from services.registry.people.guardians.repository import wards_of
from services.registry.people.residents.errors import ResidentNotFound, WardsLeft
from services.registry.people.residents.repository import get_resident
from services.registry.people.residents.service import must_be_own
from services.registry.places.centers.repository import get_center
from services.registry.rights.erasures.errors import (
    ActNotReady,
    ErasureAsked,
    ErasureNotFound,
    TooLateToCancel,
)
from services.registry.rights.erasures.model import CONFIRM_WITHIN, Erasure, mark_of
from services.registry.rights.erasures.repository import confirmations_of, erasure_by_id, erasures_of
from services.registry.rights.erasures.schemas import (
    ConfirmationRead,
    ErasureCreate,
    ErasureListed,
    ErasureQuery,
    ErasureRead,
    MentionRead,
)
from services.registry.rights.erasures.use_cases.ask_for_erasure import (
    AskForErasure,
    ask_for_erasure,
    cancel_erasure,
)
from services.registry.rights.erasures.use_cases.make_act import act_of
from services.registry.rights.mentions.model import Place
from services.registry.rights.mentions.repository import get_mention, mentions_of, named_in
from services.registry.rights.mentions.use_cases.look_elsewhere import look_elsewhere
from shared.kit.clock import now
from shared.kit.paging import Page, page_of
from shared.kit.problems import invalid, problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["erasures"])
_PDF = "application/pdf"
_ACT = {**problems(ErasureNotFound, ActNotReady), 200: {"content": {_PDF: {}}}}


@router.post(
    "/centers/{center}/residents/{resident_id}/erasures",
    status_code=201,
    responses=problems(ResidentNotFound, WardsLeft, ErasureAsked, SignInAgainNeeded),
)
async def ask(
    resident_id: UUID,
    body: ErasureCreate,
    work: Annotated[Work, may("registry.erasures.ask")],
    _recent: Annotated[None, recently_authenticated()],
) -> ErasureRead:
    """Asks that everything about a resident be erased: after three days to think it over, or at once."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    by_resident = work.caller.role == "resident"
    if by_resident and body.ground != "request":
        raise invalid("/ground", "erasures.ground", "Другую причину отмечает менеджер центра")
    if by_resident is not (body.channel in (None, "web")):
        raise invalid(
            "/channel", "erasures.channel", "Укажите, как человек попросил: на бумаге, по телефону, лично"
        )
    command = AskForErasure(
        work.center,
        resident_id,
        ground=body.ground,
        channel=body.channel or "web",
        role=work.caller.role,
        immediate=body.immediate,
        with_wards=body.wards == "erase",
    )
    erasure = await ask_for_erasure(work.session, command)
    named = named_in(work.session)
    work.then(lambda: look_elsewhere(work.database, work.ask, named))
    return await _read(work, erasure)


@router.get("/centers/{center}/erasures")
async def list_erasures(
    query: Annotated[ErasureQuery, Query()], work: Annotated[Work, may("registry.erasures.list_erasures")]
) -> Page[ErasureListed]:
    """The center's erasures, newest first; a resident sees their own."""
    own = None if work.caller.role == "manager" else await _marks(work)
    wanted = erasures_of(query.state, own, query.resident_id)
    return await page_of(work.session, wanted, Erasure.id, query, _listed)


@router.get(
    "/centers/{center}/erasures/{erasure_id}",
    responses={**problems(ErasureNotFound, ActNotReady), 200: {"content": {_PDF: {}}}},
    response_model=ErasureRead,
)
async def read_erasure(
    erasure_id: UUID,
    work: Annotated[Work, may("registry.erasures.read_erasure")],
    accept: Annotated[str, Header()] = "application/json",
) -> ErasureRead | Response:
    """How far it has come; with `Accept: application/pdf` the act."""
    erasure = await _theirs(work, erasure_id)
    return await _act(work, erasure) if _PDF in accept else await _read(work, erasure)


@router.get("/centers/{center}/erasures/{erasure_id}/act", responses=_ACT, response_class=Response)
async def read_act(
    erasure_id: UUID,
    work: Annotated[Work, anyone()],
    number: Annotated[str, Query(max_length=40, description="the number that the person was given")],
) -> Response:
    """The act of erasure (PDF), for whoever knows its number: the person can no longer sign in."""
    erasure = await erasure_by_id(work.session, erasure_id)
    if erasure.number != number.strip().upper():
        raise ErasureNotFound
    return await _act(work, erasure)


@router.post(
    "/centers/{center}/erasures/{erasure_id}/cancel", responses=problems(ErasureNotFound, TooLateToCancel)
)
async def cancel(erasure_id: UUID, work: Annotated[Work, may("registry.erasures.cancel")]) -> ErasureRead:
    """The person has changed their mind in time."""
    erasure = await _theirs(work, erasure_id, lock=True)
    await cancel_erasure(work.session, erasure)
    return await _read(work, erasure)


@router.post(
    "/centers/{center}/erasures/{erasure_id}/mentions/{place}/{thing_id}/clear",
    responses=problems(ErasureNotFound),
)
async def clear(
    erasure_id: UUID, place: Place, thing_id: UUID, work: Annotated[Work, may("registry.erasures.clear")]
) -> ErasureRead:
    """A manager has looked at the text, and the name stands there no more."""
    mention = await get_mention(work.session, erasure_id, place, thing_id)
    mention.cleared_at = mention.cleared_at or now()
    await work.session.flush()
    return await _read(work, await erasure_by_id(work.session, erasure_id))


async def _theirs(work: Work, erasure_id: UUID, *, lock: bool = False) -> Erasure:
    """The erasure; to a resident another's looks like none."""
    erasure = await erasure_by_id(work.session, erasure_id, lock=lock)
    if work.caller.role != "manager" and erasure.mark not in await _marks(work):
        raise ErasureNotFound
    return erasure


async def _marks(work: Work) -> set[bytes]:
    """Of the caller, of the children for whom they answer, and of those who were erased since they signed in."""
    wards = await wards_of(work.session, work.center, work.caller.id)
    gone = work.caller.wards - (await names_of(work.session, work.center, work.caller.wards)).keys()
    return {mark_of(one) for one in (work.caller.id, *wards, *gone)}


async def _act(work: Work, erasure: Erasure) -> Response:
    center = await get_center(work.session, work.center)
    confirmations = await confirmations_of(work.session, erasure.id)
    made = await act_of(erasure, confirmations, await mentions_of(work.session, erasure.id), center)
    return Response(made, media_type=_PDF)


async def _read(work: Work, erasure: Erasure) -> ErasureRead:
    confirmations = await confirmations_of(work.session, erasure.id)
    return ErasureRead(
        **_listed(erasure).model_dump(),
        counts=erasure.counts,
        confirmations=[ConfirmationRead.model_validate(one) for one in confirmations],
        mentions=await _mentions(work, erasure),
    )


async def _mentions(work: Work, erasure: Erasure) -> list[MentionRead]:
    """For managers alone: which texts they are to look at."""
    if work.caller.role != "manager":
        return []
    return [MentionRead.model_validate(one) for one in await mentions_of(work.session, erasure.id)]


def _listed(erasure: Erasure) -> ErasureListed:
    late = erasure.carried_out_at is not None and erasure.carried_out_at + CONFIRM_WITHIN < now()
    read = ErasureListed.model_validate(erasure)
    return read.model_copy(update={"overdue": erasure.state == "erasing" and late})
