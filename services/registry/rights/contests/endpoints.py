"""Contests over HTTP: a resident says that they did not ask for it, a manager answers."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.registry.people.residents.errors import ResidentNotFound
from services.registry.rights.contests import service
from services.registry.rights.contests.errors import AlreadyContested, AlreadySettled, ContestNotFound
from services.registry.rights.contests.model import Contest
from services.registry.rights.contests.repository import contests_of
from services.registry.rights.contests.schemas import ContestCreate, ContestQuery, ContestRead, ContestSettle
from services.registry.rights.contests.service import ContestDeed, SettleContest
from shared.kit.etags import Expected, Outdated, VersionMissing
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["contests"])


@router.post(
    "/centers/{center}/contests", status_code=201, responses=problems(ResidentNotFound, AlreadyContested)
)
async def contest(
    body: ContestCreate, work: Annotated[Work, may("registry.contests.contest")]
) -> ContestRead:
    """«Я этого не просил»: a manager of the center will answer."""
    command = ContestDeed(work.center, work.caller.id, **body.model_dump())
    return ContestRead.model_validate(await service.contest(work.session, command))


@router.get("/centers/{center}/contests")
async def list_contests(
    query: Annotated[ContestQuery, Query()], work: Annotated[Work, may("registry.contests.list_contests")]
) -> Page[ContestRead]:
    """A resident's own, or all of the center's for a manager; newest first."""
    own = work.caller.id if work.caller.role == "resident" else None
    wanted = contests_of(work.center, own, query.open)
    return await page_of(work.session, wanted, Contest.id, query, ContestRead.model_validate)


@router.post(
    "/centers/{center}/contests/{contest_id}/settle",
    responses=problems(ContestNotFound, AlreadySettled, Outdated, VersionMissing),
)
async def settle(
    contest_id: UUID,
    body: ContestSettle,
    work: Annotated[Work, may("registry.contests.settle")],
    expected: Expected,
) -> ContestRead:
    """The center's answer, which the resident reads."""
    command = SettleContest(work.center, contest_id, expected, body.outcome, body.answer, work.caller.id)
    return ContestRead.model_validate(await service.settle(work.session, command))
