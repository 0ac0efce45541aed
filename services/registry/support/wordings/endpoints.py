"""The list of everyday words over HTTP; managers and operators keep it for everybody."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.registry.support.wordings import service
from services.registry.support.wordings.errors import SynonymKnown, SynonymNotFound
from services.registry.support.wordings.model import Synonym
from services.registry.support.wordings.repository import all_synonyms
from services.registry.support.wordings.schemas import SynonymCreate, SynonymRead
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["directory"])


@router.get("/directory/synonyms")
async def list_synonyms(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("registry.wordings.list_synonyms")]
) -> Page[SynonymRead]:
    """What everyday words stand for."""
    return await page_of(work.session, all_synonyms(), Synonym.id, query, SynonymRead.model_validate)


@router.post("/directory/synonyms", status_code=201, responses=problems(SynonymKnown))
async def add_synonym(
    body: SynonymCreate, work: Annotated[Work, may("registry.wordings.add_synonym")]
) -> SynonymRead:
    """Teaches the search one more everyday word."""
    return SynonymRead.model_validate(await service.add_synonym(work.session, body.said, body.means))


@router.delete("/directory/synonyms/{synonym_id}", status_code=204, responses=problems(SynonymNotFound))
async def remove_synonym(
    synonym_id: UUID, work: Annotated[Work, may("registry.wordings.remove_synonym")]
) -> None:
    """Takes it off the list."""
    await service.remove_synonym(work.session, synonym_id)
