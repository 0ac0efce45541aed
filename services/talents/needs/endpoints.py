"""Needs over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.talents.matching.repository import need_as_written
from services.talents.needs import repository, service
from services.talents.needs.errors import NeedAgreedUpon, NeedClosed, NeedNotFound
from services.talents.needs.model import Need
from services.talents.needs.schemas import NeedClose, NeedCreate, NeedQuery, NeedRead, NeedUpdate
from services.talents.residents.endpoints import check_voice
from services.talents.residents.errors import ConsentWithdrawn, ResidentNotFound
from services.talents.residents.service import own_or_asked
from services.talents.words.model import REFUSALS
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.one_trip import OneTrip, one_trip
from shared.kit.paging import Page, page_of
from shared.kit.problems import Invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["needs"])

Theirs = Annotated[Work, may("talents.needs.use")]


@router.post(
    "/centers/{center}/needs",
    status_code=201,
    responses=problems(ResidentNotFound, ConsentWithdrawn, Invalid),
)
async def state_need(
    body: NeedCreate, work: Annotated[OneTrip, one_trip("talents.needs.state_need")], response: Response
) -> NeedRead:
    """Says «мне нужна помощь»; whoever can help is found at once."""
    said = body.by(work.caller, work.center)
    await check_voice(work, said.voice, "need.stated-for")
    need, chosen = await service.new_need(await work.database.pool(), said)
    work.add(service.said_of(need))
    work.call("state_need", *need_as_written(need, chosen), refusals=REFUSALS)
    return answered(response, need, NeedRead)


@router.get("/centers/{center}/needs")
async def list_needs(query: Annotated[NeedQuery, Query()], work: Theirs) -> Page[NeedRead]:
    """The newest first."""
    of_whom = own_or_asked(work.caller, query.resident_id)
    found = repository.listed(of_whom, query.state, query.skill)
    return await page_of(work.session, found, Need.id, query, NeedRead.model_validate)


@router.get("/centers/{center}/needs/{id}", responses=problems(NeedNotFound))
async def read_need(id: UUID, work: Theirs, response: Response) -> NeedRead:  # noqa: A002 named by the path
    """One need, with its ETag."""
    return answered(response, await service.read_need(work.session, work.caller, id), NeedRead)


@router.patch(
    "/centers/{center}/needs/{id}",
    responses=problems(NeedNotFound, NeedClosed, NeedAgreedUpon, Outdated, VersionMissing),
)
async def change_need(
    id: UUID,  # noqa: A002 named by the path
    body: NeedUpdate,
    work: Theirs,
    expected: Expected,
    response: Response,
) -> NeedRead:
    """Other times or another skill find other helpers."""
    need = await service.change_need(work.session, work.caller, id, expected, body.anew())
    return answered(response, need, NeedRead)


@router.post("/centers/{center}/needs/{id}/close", responses=problems(NeedNotFound, NeedClosed))
async def close_need(
    id: UUID,  # noqa: A002 named by the path
    body: NeedClose,
    work: Theirs,
    response: Response,
) -> NeedRead:
    """Closes a need without help; the reason is kept, because an unmet need can become something else."""
    need = await service.close_need(work.session, work.caller, id, body.reason, body.ground)
    return answered(response, need, NeedRead)
