"""How a batch is cut into runs."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact
from shared.contracts.talents import NeedStatedV1, OfferWithdrawnV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.kit.reactions import Reactions, Told, by_type
from shared.kit.runs import cut

ONE, OTHER = sorted((new_id(), new_id()))


def need(center: UUID) -> Told[Fact]:
    said = NeedStatedV1(need_id=new_id(), resident_id=new_id(), skill="pets", channel="web")
    return Told(said, new_id(), center, now())


def withdrawn(center: UUID) -> Told[Fact]:
    return Told(OfferWithdrawnV1(offer_id=new_id(), resident_id=new_id()), new_id(), center, now())


def runs(told: Sequence[Told[Fact]], reactions: Reactions) -> list[list[UUID]]:
    for fact in (NeedStatedV1, OfferWithdrawnV1):

        async def react(session: AsyncSession, told: object) -> None: ...

        reactions.on(fact)(react)
    found = cut(told, by_type([reactions]).__getitem__)
    return [[one.id for one in run] for _, _, run in found]


TOLD = [need(OTHER), withdrawn(ONE), need(ONE), withdrawn(OTHER)]
A, B, C, D = [one.id for one in TOLD]


def test_work_of_centers_comes_center_by_center() -> None:
    assert runs(TOLD, Reactions()) == [[B], [C], [A], [D]]


def test_work_outside_of_tenancy_comes_in_the_order_of_the_stream() -> None:
    assert runs(TOLD, Reactions(tenant=False)) == [[A], [B], [C], [D]]


def test_work_that_minds_no_order_comes_type_by_type() -> None:
    assert runs(TOLD, Reactions(tenant=False, any_order=True)) == [[A, C], [B, D]]


def test_facts_of_one_type_keep_their_order_also_where_no_order_is_minded() -> None:
    assert runs(TOLD[::-1], Reactions(tenant=False, any_order=True)) == [[C, A], [D, B]]


def test_work_of_one_center_minds_the_order() -> None:
    with pytest.raises(ValueError, match="order"):
        Reactions(any_order=True)
