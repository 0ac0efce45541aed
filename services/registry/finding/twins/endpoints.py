"""Likely duplicates over HTTP: while somebody is entered, and the list for a quiet hour."""

from collections.abc import Iterable, Mapping
from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.twins import repository, service
from services.registry.finding.twins.errors import PairNotFound
from services.registry.finding.twins.model import Likeness, in_words
from services.registry.finding.twins.schemas import (
    PairRead,
    PairsQuery,
    PairsRead,
    TwinCheck,
    TwinPerson,
    TwinRead,
    TwinsChecked,
)
from services.registry.people.residents.repository import cards_of, homes_of
from shared.kit import audit
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["duplicates"])


@router.get("/centers/{center}/residents/duplicates")
async def list_pairs(
    query: Annotated[PairsQuery, Query()], work: Annotated[Work, may("registry.twins.list_pairs")]
) -> PairsRead:
    """Pairs of cards that may be one person, the likeliest first; the log keeps who was listed to whom."""
    pairs, total = await repository.likely_pairs(work.session, work.center, query.resident_id, query.limit)
    people = await _people(work, {one for pair in pairs for one in (pair.one_id, pair.other_id)})
    return PairsRead(
        items=[
            PairRead(one=people[pair.one_id], other=people[pair.other_id], reasons=in_words(pair.reasons))
            for pair in pairs
        ],
        total=total,
        unseen=await repository.count_unseen(work.session),
    )


@router.post("/centers/{center}/residents/duplicates")
async def check(body: TwinCheck, work: Annotated[Work, may("registry.twins.check")]) -> TwinsChecked:
    """Who of the center may be the person about to be entered; nothing is entered."""
    likeness = Likeness(
        None,
        body.family_name,
        body.given_name,
        body.patronymic,
        body.house_id,
        await _flat(work.session, body),
        body.birth_year,
        frozenset(filter(None, (body.phone, body.mail))),
    )
    twins = await service.twins_of(work.session, likeness)
    people = await _people(work, [twin.id for twin in twins])
    return TwinsChecked(
        items=[TwinRead(person=people[twin.id], reasons=in_words(twin.reasons)) for twin in twins]
    )


@router.post(
    "/centers/{center}/residents/{resident_id}/different/{other_id}",
    status_code=204,
    responses=problems(PairNotFound),
)
async def tell_apart(
    resident_id: UUID, other_id: UUID, work: Annotated[Work, may("registry.twins.tell_apart")]
) -> None:
    """«Не дубль»: the two are different people, and are not shown as a pair again."""
    await service.tell_apart(work.session, work.caller, resident_id, other_id)


async def _flat(session: AsyncSession, body: TwinCheck) -> UUID | None:
    if body.house_id is None or body.flat is None:
        return None
    return await repository.premises_at(session, body.house_id, body.flat)


async def _people(work: Work, ids: Iterable[UUID]) -> Mapping[UUID, TwinPerson]:
    wanted = list(ids)
    if not wanted:
        return {}
    homes = await homes_of(work.session, work.center, wanted)
    audit.note(work.session, "residents.listed", evidence=" ".join(sorted(map(str, wanted))))
    return {
        card.resident.id: TwinPerson(
            id=card.resident.id,
            name=card.resident.name,
            home=homes.get(card.resident.id),
            birth_year=card.resident.birth_year,
            version=card.resident.version,
        )
        for card in await cards_of(work.session, work.center, wanted)
    }
