"""Matches over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Body, Query

from services.talents.matches import repository, schemas, service
from services.talents.matches.errors import (
    AlreadyAccepted,
    AlreadyProposed,
    AnotherProposed,
    MatchNotFound,
    MatchOver,
    NotAgreed,
)
from services.talents.matches.model import Match
from services.talents.matches.schemas import MatchList, MatchQuery, MatchRead, WordBody
from services.talents.matches.service import Word
from services.talents.needs.errors import NeedAgreedUpon, NeedClosed, NeedNotFound
from services.talents.offers.errors import OfferWithdrawn
from services.talents.residents.service import own_or_asked
from shared.kit.paging import Page, page_of
from shared.kit.problems import Invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["matches"])

Theirs = Annotated[Work, may("talents.matches.use")]
Said = Annotated[WordBody, Body()]

_PROPOSING = (MatchNotFound, MatchOver, AnotherProposed, OfferWithdrawn, NeedClosed, NeedAgreedUpon)


@router.get("/centers/{center}/needs/{id}/matches", responses=problems(NeedNotFound))
async def matches_of_need(id: UUID, work: Theirs) -> MatchList:  # noqa: A002 named by the path
    """What is in work first, then candidates, the best first, then what is over."""
    found = await service.matches_of_need(work.session, work.caller, id)
    return MatchList(items=[schemas.read(match, work.caller) for match in found])


@router.get("/centers/{center}/matches")
async def list_matches(query: Annotated[MatchQuery, Query()], work: Theirs) -> Page[MatchRead]:
    """The newest first."""
    of_whom = own_or_asked(work.caller, query.resident_id)
    found = repository.listed(of_whom, query.state, query.need_id)
    return await page_of(work.session, found, Match.id, query, lambda match: schemas.read(match, work.caller))


@router.get("/centers/{center}/matches/{id}", responses=problems(MatchNotFound))
async def read_match(id: UUID, work: Theirs) -> MatchRead:  # noqa: A002 named by the path
    """One match."""
    return schemas.read(await service.read_match(work.session, work.caller, id), work.caller)


@router.post("/centers/{center}/matches/{id}/propose", responses=problems(*_PROPOSING, AlreadyProposed))
async def propose_match(
    id: UUID,  # noqa: A002 named by the path
    work: Annotated[Work, may("talents.matches.propose_match")],
) -> MatchRead:
    """The center asks both sides; neighbors are asked one at a time."""
    return schemas.read(await service.propose(work.session, id), work.caller)


@router.post(
    "/centers/{center}/matches/{id}/accept", responses=problems(*_PROPOSING, AlreadyAccepted, Invalid)
)
async def accept_match(
    id: UUID,  # noqa: A002 named by the path
    work: Theirs,
    body: Said = WordBody(),
) -> MatchRead:
    """One side says yes; when both have, help is agreed. To accept what was only found is to propose it."""
    match = await service.accept(work.session, work.caller, id, _word(body))
    return schemas.read(match, work.caller)


@router.post("/centers/{center}/matches/{id}/decline", responses=problems(MatchNotFound, MatchOver, Invalid))
async def decline_match(
    id: UUID,  # noqa: A002 named by the path
    work: Theirs,
    body: Said = WordBody(),
) -> MatchRead:
    """One side says no, also after having agreed; the need looks for another."""
    match = await service.decline(work.session, work.caller, id, _word(body))
    return schemas.read(match, work.caller)


@router.post(
    "/centers/{center}/matches/{id}/complete", responses=problems(MatchNotFound, MatchOver, NotAgreed)
)
async def complete_match(id: UUID, work: Theirs) -> MatchRead:  # noqa: A002 named by the path
    """The help was given: the need is met."""
    return schemas.read(await service.complete(work.session, work.caller, id), work.caller)


def _word(body: WordBody) -> Word:
    return Word(body.side, body.channel, body.ground)
