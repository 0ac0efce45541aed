"""How a batch is cut into runs, and who is the cause of what a reaction says."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact
from shared.kit.clock import now
from shared.kit.correlation import causation_id, correlation_id
from shared.kit.ids import new_id
from shared.kit.reactions import Reaction, Reactions, Told, by_type, patterns
from shared.kit.runs import Run, cut
from shared.testing.things import ThingLostV1, ThingMovedV1

HERE, THERE = sorted((new_id(), new_id()))


def moved(step: int, center: UUID = HERE) -> Told[Fact]:
    return Told(ThingMovedV1(thing_id=new_id(), step=step), new_id(), center, now(), f"request-{step}")


def lost(center: UUID = HERE) -> Told[Fact]:
    return Told(ThingLostV1(thing_id=new_id()), new_id(), center, now())


def reacting(*, tenant: bool, any_order: bool = False) -> dict[str, Sequence[Reaction]]:
    reactions = Reactions(tenant=tenant, any_order=any_order)

    @reactions.on(ThingMovedV1)
    async def move(_: AsyncSession, __: Sequence[Told[ThingMovedV1]]) -> None: ...

    @reactions.on(ThingLostV1)
    async def lose(_: AsyncSession, __: Sequence[Told[ThingLostV1]]) -> None: ...

    return dict(by_type([reactions]))


def shape(
    told: Sequence[Told[Fact]], reactions: Mapping[str, Sequence[Reaction]]
) -> list[tuple[str, object, list[UUID]]]:
    return [
        (reaction.run.__name__, center, [one.id for one in run])
        for reaction, center, run in cut(told, reactions.__getitem__)
    ]


def test_run_is_of_one_type_and_one_center_and_in_order() -> None:
    told = [moved(1), moved(2, THERE), moved(3), lost(), moved(4)]
    one, two, three, four, five = (each.id for each in told)
    assert shape(told, reacting(tenant=True)) == [
        ("move", HERE, [one, three]),
        ("lose", HERE, [four]),
        ("move", HERE, [five]),
        ("move", THERE, [two]),
    ]


def test_outside_of_tenancy_a_run_mixes_centers_and_keeps_the_order_of_the_stream() -> None:
    told = [moved(1), moved(2, THERE), moved(3), lost(), moved(4)]
    one, two, three, four, five = (each.id for each in told)
    assert shape(told, reacting(tenant=False)) == [
        ("move", None, [one, two, three]),
        ("lose", None, [four]),
        ("move", None, [five]),
    ]


def test_work_that_minds_no_order_comes_type_by_type_each_type_in_order() -> None:
    told = [moved(1), lost(), moved(2, THERE), lost(THERE), moved(3)]
    one, two, three, four, five = (each.id for each in told)
    reactions = reacting(tenant=False, any_order=True)
    assert shape(told, reactions) == [("lose", None, [two, four]), ("move", None, [one, three, five])]
    assert shape(told[::-1], reactions) == [("lose", None, [four, two]), ("move", None, [five, three, one])]


def test_work_of_one_center_minds_the_order() -> None:
    with pytest.raises(ValueError, match="order"):
        Reactions(any_order=True)


def test_every_reaction_to_a_fact_gets_the_run_in_the_order_of_declaration() -> None:
    first, second = reacting(tenant=True), reacting(tenant=True)
    both = {of: (*first[of], *second[of]) for of in first}
    told = [moved(1)]
    assert shape(told, both) == shape(told, first) * 2


def test_fact_without_a_reaction_is_no_run() -> None:
    reactions = reacting(tenant=True)
    reactions[ThingLostV1.type] = ()
    assert shape([lost()], reactions) == []


def test_subjects_of_a_service_are_those_of_its_facts_once_each() -> None:
    reactions = Reactions()
    for _ in range(2):

        @reactions.on(ThingMovedV1)
        async def move(_: AsyncSession, __: Sequence[Told[ThingMovedV1]]) -> None: ...

    assert patterns([reactions]) == ["ev.*.kit.thing.*.moved"]


def test_fact_at_hand_is_the_cause() -> None:
    told = [moved(1), moved(2)]
    causes = [(one.id, causation_id.get(), correlation_id.get()) for one in Run(told)]
    assert causes == [(one.id, str(one.id), one.correlation_id) for one in told]


def test_after_several_facts_none_of_them_is_the_cause_but_a_single_one_stays_it() -> None:
    assert [one.id for one in Run([moved(1), moved(2)])]
    assert causation_id.get() is None
    (only,) = Run([moved(3)])
    assert causation_id.get() == str(only.id)


def test_run_can_be_indexed_and_sliced() -> None:
    told = [moved(1), moved(2), moved(3)]
    run = Run(told)
    assert run[0] is told[0]
    assert list(run[1:]) == told[1:]
    assert len(run) == 3
