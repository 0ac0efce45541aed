"""Whoever turned out to be one person is counted once, and as two again when that was wrong."""

from itertools import permutations
from uuid import UUID

from shared.contracts.registry import MergeUndoneV1, ResidentChangedV1, ResidentErasedV1, ResidentMergedV1
from shared.contracts.surveys import AnswerGivenV1
from shared.contracts.talents import MatchCompletedV1, OfferMadeV1
from shared.kit.ids import new_id
from tests.city.conftest import City


def merged(gone: UUID, kept: UUID, merge: UUID | None = None) -> ResidentMergedV1:
    return ResidentMergedV1(resident_id=gone, kept_id=kept, merge_id=merge or new_id())


def undone(of: ResidentMergedV1) -> MergeUndoneV1:
    return MergeUndoneV1(merge_id=of.merge_id, resident_id=of.resident_id, kept_id=of.kept_id)


async def answered(city: City, center: UUID, people: list[UUID]) -> None:
    survey = new_id()
    await city.hear(
        center,
        *(
            AnswerGivenV1(sheet_id=new_id(), survey_id=survey, resident_id=one, channel="web")
            for one in people
        ),
    )


async def share(city: City, code: str, center: UUID) -> tuple[int | None, int | None]:
    await city.publish()
    row = await city.row(code, center)
    return row.numerator, row.denominator


async def test_a_merged_person_counts_once_and_twice_again_when_it_is_undone(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await answered(city, center, people[:16])
    said = [merged(gone, kept) for gone, kept in zip(people[:8], people[8:16], strict=True)]
    await city.hear(center, *said)
    assert await share(city, "reach", center) == (8, 32)
    await city.hear(center, *(undone(one) for one in said))
    assert await share(city, "reach", center) == (16, 40)


async def test_who_was_merged_on_counts_as_the_last_one(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await answered(city, center, people[:30])
    for at in range(0, 30, 3):
        await city.hear(center, merged(people[at], people[at + 1]), merged(people[at + 1], people[at + 2]))
    assert await share(city, "reach", center) == (10, 20)


async def test_help_between_two_cards_of_one_person_is_none(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    for at in range(0, 20, 2):
        ids = {"match_id": new_id(), "need_id": new_id(), "offer_id": new_id()}
        await city.hear(center, MatchCompletedV1(asking_id=people[at], helping_id=people[at + 1], **ids))
    await city.hear(center, *(merged(people[at], people[at + 1]) for at in range(0, 10, 2)))
    assert await share(city, "reciprocity", center) == (0, 10)


async def test_in_whatever_order_facts_come_the_digest_is_the_same(city: City) -> None:
    center = await city.opened()
    gone, kept, other = await city.joined(center, 3)
    first = merged(gone, kept)
    await city.hear(
        center,
        OfferMadeV1(offer_id=new_id(), resident_id=gone, skill="pets", channel="web"),
        first,
        undone(first),
        merged(gone, other),
        ResidentChangedV1(resident_id=kept, house_id=None, premises_id=None, adult=True),
        ResidentErasedV1(resident_id=other),
        ResidentErasedV1(resident_id=gone),
    )
    told, live = city.told, await city.digest()
    for order in list(permutations(told[-5:]))[::7]:
        await city.forget_everything()
        await city.apply([*order, *told[:-5]])
        assert await city.digest() == live


async def test_erasing_a_merged_person_leaves_neither_id(city: City) -> None:
    center = await city.opened()
    gone, kept = await city.joined(center, 2)
    await city.hear(
        center, merged(gone, kept), ResidentErasedV1(resident_id=kept), ResidentErasedV1(resident_id=gone)
    )
    assert await city.rows("select 1 from merged where id is not null and kept_id is not null") == []
    assert await city.rows("select 1 from residents") == []
