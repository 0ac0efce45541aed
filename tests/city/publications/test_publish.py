"""What is published, and what waits."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from shared.contracts.events import AttendedV1
from shared.contracts.registry import ResidentErasedV1
from shared.kit.ids import new_id
from tests.city.conftest import City


async def test_a_center_with_enough_people_is_published(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await city.asked(center, people[:20], met=12)
    await city.publish()
    row = await city.row("need_fulfilment", center)
    assert (row.numerator, row.denominator, row.value, row.hidden) == (12, 20, 0.6, False)


async def test_a_center_where_nothing_happened_is_a_true_zero(city: City) -> None:
    center = await city.opened()
    await city.publish()
    row = await city.row("need_fulfilment", center)
    assert (row.numerator, row.denominator, row.value, row.hidden) == (0, 0, None, False)


async def test_fewer_than_five_are_hidden_and_are_no_zero(city: City) -> None:
    center = await city.opened()
    await city.asked(center, await city.joined(center, 4), met=1)
    await city.publish()
    row = await city.row("need_fulfilment", center)
    assert (row.numerator, row.denominator, row.hidden, row.denominator_hidden) == (None, None, True, True)
    assert row.rank is None


async def test_one_person_with_many_needs_is_still_one_person(city: City) -> None:
    center = await city.opened()
    (person,) = await city.joined(center, 1)
    await city.asked(center, [person] * 30)
    await city.publish()
    assert (await city.row("need_fulfilment", center)).denominator_hidden


async def test_a_closed_period_hides_a_second_center_beside_the_small_one(city: City) -> None:
    centers = [await city.opened() for _ in range(3)]
    for center, number in zip(centers, (3, 12, 20), strict=True):
        await city.asked(center, await city.joined(center, number))
    city.later(days=40)
    await city.publish_closed()
    shown = await city.indicator("residents", "2023-05")
    numbers = {row.center_id: row.numerator for row in shown.centers}
    assert shown.city.numerator == 35
    assert [numbers[center] for center in centers] == [None, None, 20]


async def test_an_update_that_touches_one_person_waits(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    await city.asked(center, people[:10], met=5)
    await city.publish()
    await city.asked(center, people[10:11])
    await city.publish()
    assert (await city.row("need_fulfilment", center)).denominator == 10


async def test_an_update_that_touches_five_is_published(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    await city.asked(center, people[:10], met=5)
    await city.publish()
    for person in people[10:14]:
        await city.asked(center, [person])
        await city.publish()
        assert (await city.row("need_fulfilment", center)).denominator == 10
    await city.asked(center, people[14:15])
    await city.publish()
    assert (await city.row("need_fulfilment", center)).denominator == 15


async def test_the_month_and_its_quarter_move_together(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    await city.asked(center, people[:10], met=5)
    city.moment = city.moment.replace(month=6, day=1)
    await city.publish()
    await city.asked(center, people[10:14])
    await city.publish()
    month, quarter = (
        await city.row("need_fulfilment", center, "2023-06"),
        await city.row("need_fulfilment", center, "2023-Q2"),
    )
    assert (month.denominator, quarter.denominator) == (None, 10)
    await city.asked(center, people[14:16])
    await city.publish()
    month, quarter = (
        await city.row("need_fulfilment", center, "2023-06"),
        await city.row("need_fulfilment", center, "2023-Q2"),
    )
    assert (month.denominator, quarter.denominator) == (6, 16)


async def test_a_new_small_center_does_not_move_the_city_total(city: City) -> None:
    large = await city.opened()
    await city.asked(large, await city.joined(large, 30), met=10)
    await city.publish()
    small = await city.opened()
    await city.asked(small, await city.joined(small, 2))
    await city.publish()
    shown = await city.indicator("need_fulfilment")
    assert shown.city.denominator == 30
    assert (await city.row("need_fulfilment", small)).hidden


async def test_a_quarter_does_not_give_away_its_one_hidden_month(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 60)
    await city.asked(center, people[:20], met=8)
    city.moment = city.moment.replace(month=6)
    await city.asked(center, people[:3])
    city.moment = city.moment.replace(month=7)
    await city.publish_closed()
    assert (await city.row("need_fulfilment", center, "2023-05")).denominator == 20
    assert (await city.row("need_fulfilment", center, "2023-06")).denominator_hidden
    assert (await city.row("need_fulfilment", center, "2023-Q2")).denominator_hidden


async def test_what_was_published_is_never_changed_but_followed(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    await city.asked(center, people[:10], met=5)
    await city.publish()
    await city.asked(center, people[10:20])
    await city.publish()
    versions = await city.rows(
        "select version from publications where indicator = 'need_fulfilment' and period = '2023-05' order by version"
    )
    assert [one.version for one in versions] == [1, 2]


async def test_nothing_new_is_no_new_version(city: City) -> None:
    center = await city.opened()
    await city.joined(center, 30)
    await city.publish()
    count = await city.rows("select count(*) from publications")
    await city.publish()
    assert await city.rows("select count(*) from publications") == count


@pytest.mark.parametrize("days", [40, 200, 400])
async def test_an_erased_person_still_counts_where_numbers_are_published(city: City, days: int) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    await city.asked(center, people[:10], met=5)
    city.later(days=days)
    await city.publish_closed()
    await city.hear(center, ResidentErasedV1(resident_id=people[0]))
    await city.publish_closed()
    assert (await city.row("need_fulfilment", center, "2023-05")).denominator == 10


async def came(city: City, center: UUID, people: Sequence[UUID]) -> None:
    for person in people:
        of = {"registration_id": new_id(), "event_id": new_id(), "resident_id": person}
        await city.hear(center, AttendedV1(starts_at=city.moment, **of))


async def test_a_month_waits_where_its_quarter_would_tell_of_one_person(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await came(city, center, people[:10])
    city.moment = city.moment.replace(month=6, day=2)
    await city.publish()
    await came(city, center, [*people[:5], people[10]])
    await city.publish()
    assert (await city.row("reach", center, "2023-06")).numerator == 0
    assert (await city.row("reach", center, "2023-Q2")).numerator == 10


async def asked_in_may(city: City, center: UUID, people: Sequence[UUID], met: int) -> None:
    """Heard late: May is over when it is published."""
    city.moment = city.moment.replace(month=5)
    await city.asked(center, people, met=met)
    city.moment = city.moment.replace(month=7)


async def test_a_number_hidden_once_stays_hidden_until_it_changes(city: City) -> None:
    few, cover, large = [await city.opened() for _ in range(3)]
    people = await city.joined(few, 40)
    await asked_in_may(city, few, people[:10], met=2)
    await asked_in_may(city, cover, await city.joined(cover, 40), met=8)
    await asked_in_may(city, large, await city.joined(large, 40), met=15)
    await city.publish_closed()
    rows = [await city.row("need_fulfilment", one, "2023-05") for one in (few, cover, large)]
    assert [row.hidden for row in rows] == [True, True, False]
    await asked_in_may(city, few, people[10:20], met=7)
    await city.publish_closed()
    assert (await city.row("need_fulfilment", few, "2023-05")).denominator == 20
    assert (await city.row("need_fulfilment", cover, "2023-05")).hidden


async def test_a_number_shown_once_is_no_cover_so_the_total_is_hidden(city: City) -> None:
    known, few = await city.opened(), await city.opened()
    await asked_in_may(city, known, await city.joined(known, 40), met=8)
    await city.publish_closed()
    await asked_in_may(city, few, (await city.joined(few, 40))[:10], met=2)
    await city.publish_closed()
    shown = await city.indicator("need_fulfilment", "2023-05")
    assert (await city.row("need_fulfilment", known, "2023-05")).numerator == 8
    assert (await city.row("need_fulfilment", few, "2023-05")).hidden
    assert (shown.city.numerator, shown.city.denominator) == (None, 50)


async def test_while_a_period_runs_small_numbers_are_held_back_and_cost_others_nothing(city: City) -> None:
    large, few = await city.opened(), await city.opened()
    people = await city.joined(few, 40)
    await city.asked(large, await city.joined(large, 40), met=8)
    await city.asked(few, people[:10], met=2)
    await city.publish()
    shown = await city.indicator("need_fulfilment")
    assert (await city.row("need_fulfilment", few)).hidden
    assert (shown.city.numerator, shown.city.denominator) == (8, 40)
    await city.asked(few, people[10:20], met=7)
    await city.publish()
    shown = await city.indicator("need_fulfilment")
    assert (await city.row("need_fulfilment", few)).numerator == 9
    assert (shown.city.numerator, shown.city.denominator) == (17, 60)


async def test_a_row_that_was_shown_is_not_shown_while_it_is_held_back(city: City) -> None:
    center, other = await city.opened(), await city.opened()
    people = await city.joined(center, 40)
    await city.joined(other, 40)
    await city.publish()
    assert (await city.row("need_fulfilment", center)).numerator == 0
    await city.asked(center, people[:10], met=2)
    await city.publish()
    row = await city.row("need_fulfilment", center)
    assert (row.numerator, row.denominator, row.hidden, row.rank) == (None, None, True, None)
    assert (await city.indicator("need_fulfilment")).city.denominator is None


async def test_zero_is_not_said_while_somebody_waits(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await city.publish()
    await city.asked(center, people[:1])
    await city.publish()
    row, whole = await city.row("need_fulfilment", center), (await city.indicator("need_fulfilment")).city
    assert (row.denominator, row.denominator_hidden) == (None, True)
    assert (whole.denominator, whole.denominator_hidden) == (None, True)


async def test_a_center_opened_later_is_a_true_zero_too(city: City) -> None:
    await city.opened()
    await city.publish()
    newcomer = await city.opened()
    await city.publish()
    assert not (await city.row("need_fulfilment", newcomer)).hidden


async def test_looking_again_at_what_is_held_back_publishes_nothing(city: City) -> None:
    center = await city.opened()
    await city.asked(center, (await city.joined(center, 40))[:10], met=2)
    await city.publish()
    count = await city.rows("select count(*) from publications")
    await city.publish()
    assert await city.rows("select count(*) from publications") == count
