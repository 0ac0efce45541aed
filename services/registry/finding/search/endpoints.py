"""The one box over HTTP: people, houses and organisations of a center, for its managers."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.search.model import Found
from services.registry.finding.search.schemas import FoundRead, SearchQuery, SearchRead
from services.registry.finding.search.service import search
from services.registry.people.residents.repository import homes_of
from shared.kit import audit
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["search"])


@router.get("/centers/{center}/search")
async def search_center(
    query: Annotated[SearchQuery, Query()], work: Annotated[Work, may("registry.search.search_center")]
) -> SearchRead:
    """What most likely is meant, with the reasons; the log keeps which people were shown to whom.

    Words, their beginnings and other forms, Latin letters, е for ё, a slip of the pen or of the keyboard's layout; of
    a telephone the last four digits are enough.
    """
    found = await search(work.session, query.q, query.kind, query.limit)
    people = [one.id for one in found if one.kind == "person"]
    if people:
        audit.note(work.session, "residents.found", evidence=" ".join(map(str, people)))
    homes = await _homes(work.session, work.center, people)
    return SearchRead(items=[_read(one, homes.get(one.id)) for one in found])


async def _homes(session: AsyncSession, center: UUID, people: Sequence[UUID]) -> dict[UUID, str]:
    return await homes_of(session, center, people) if people else {}


def _read(found: Found, home: str | None) -> FoundRead:
    read = FoundRead.model_validate(found)
    for reason in read.reasons:
        if reason.how == "contact":
            reason.word = reason.typed
    return read if home is None else read.model_copy(update={"note": home})
