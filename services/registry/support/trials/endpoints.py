"""«Применили у себя» over HTTP: what came of an article in which center."""

from collections.abc import Iterable, Mapping
from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.repository import centers_of
from services.registry.support.articles import repository, service
from services.registry.support.articles.errors import ArticleNotFound
from services.registry.support.articles.model import Trial
from services.registry.support.articles.schemas import TrialRead, Trials, TrialWrite
from shared.kit.problems import Invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["articles"])


@router.get("/articles/{article_id}/trials", responses=problems(ArticleNotFound))
async def list_trials(
    article_id: UUID,
    work: Annotated[Work, may("registry.trials.list_trials")],
    center: Annotated[UUID | None, Query()] = None,
) -> Trials:
    """Which centers tried it, and what came of it."""
    reader = await service.look(work.session, work.caller, center)
    article = await repository.get_article(work.session, reader, article_id)
    found = await repository.trials_of(work.session, article, reader.center)
    names = await _names(work.session, (one.center_id for one in found))
    return Trials(items=[_read(one, names, reader.center) for one in found])


@router.put("/articles/{article_id}/trial", responses=problems(ArticleNotFound, Invalid))
async def tell_trial(
    article_id: UUID, body: TrialWrite, work: Annotated[Work, may("registry.trials.tell_trial")]
) -> TrialRead:
    """Tells, or tells anew, what came of it in the caller's center."""
    _, trial = await service.tell_trial(
        work.session, work.caller, article_id, body.center_id, body.outcome, body.result, body.tried_on
    )
    return _read(trial, await _names(work.session, [trial.center_id]), trial.center_id)


async def _names(session: AsyncSession, centers: Iterable[UUID]) -> Mapping[UUID, str]:
    return {one.id: one.name for one in await centers_of(session, frozenset(centers))}


def _read(trial: Trial, names: Mapping[UUID, str], center: UUID | None) -> TrialRead:
    return TrialRead(
        center_id=trial.center_id,
        center=names.get(trial.center_id),
        own=trial.center_id == center,
        outcome=trial.outcome,
        result=trial.result,
        tried_on=trial.tried_on,
        version=trial.version,
    )
