"""Windows are lit by what the other services say; nobody is listed on the way."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from services.registry.places.activity.model import city_day, lit, month_of
from shared.contracts.events import AppealNotedV1, AttendedV1, IdeaOfferedV1, IdeaSupportedV1
from shared.contracts.fact import Fact
from shared.contracts.surveys import AnswerGivenV1
from shared.contracts.talents import MatchCompletedV1, NeedStatedV1, OfferMadeV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import Tell
from tests.registry.making import Center, Json, if_match

TWO = [{"number": 1, "first_flat": 1, "last_flat": 20}, {"number": 2, "first_flat": 21, "last_flat": 40}]


def attended(resident: UUID, at: datetime | None = None) -> AttendedV1:
    return AttendedV1(
        registration_id=new_id(), event_id=new_id(), resident_id=resident, starts_at=at or now()
    )


def asked(resident: UUID) -> NeedStatedV1:
    return NeedStatedV1(need_id=new_id(), resident_id=resident, skill="plumbing", channel="web")


def answered(resident: UUID | None) -> AnswerGivenV1:
    return AnswerGivenV1(sheet_id=new_id(), survey_id=new_id(), resident_id=resident, channel="paper")


def offered(resident: UUID) -> OfferMadeV1:
    return OfferMadeV1(offer_id=new_id(), resident_id=resident, skill="plumbing", channel="web")


def helped(asking: UUID, helping: UUID) -> MatchCompletedV1:
    return MatchCompletedV1(
        match_id=new_id(), need_id=new_id(), offer_id=new_id(), asking_id=asking, helping_id=helping
    )


async def windows(home: Center, house: Json) -> Json:
    found: Json = (await home.manager.get(f"{home.path}/houses/{house['id']}/windows")).json()
    return found


async def test_whatever_somebody_does_lights_their_window(home: Center, told: Tell) -> None:
    house = await home.house(entrances=TWO)
    people = [UUID((await home.enter(house_id=house["id"], flat=str(3 * at)))["id"]) for at in range(1, 8)]
    facts: list[Fact] = [attended(people[0]), asked(people[1]), answered(people[2]), offered(people[3])]
    for fact in (*facts, helped(people[4], people[6]), answered(None)):
        await told(fact, home.id)
    await eventually(lambda: _is_lit(home, house, [3, 6, 9, 12, 15, 21]))
    found = await windows(home, house)
    assert [at for at, one in enumerate(found["windows"], 1) if one] == found["lit_flats"]
    assert [one["lit"] for one in found["lit_by_entrance"]] == [5, 1]
    (listed,) = (await home.manager.get(f"{home.path}/windows")).json()["items"]
    assert (listed["lit"], listed["flats"], listed["lit_flats"]) == (6, 40, found["lit_flats"])


async def test_whoever_complains_has_an_idea_or_supports_one_takes_part(home: Center, told: Tell) -> None:
    house = await home.house()
    one, two, three = [
        UUID((await home.enter(house_id=house["id"], flat=flat))["id"]) for flat in ("1", "2", "3")
    ]
    for whose in (one, None):
        appeal = AppealNotedV1(
            appeal_id=new_id(), about="lift", house_id=None, resident_id=whose, channel="web"
        )
        await told(appeal, home.id)
    for whose in (two, None):
        await told(IdeaOfferedV1(idea_id=new_id(), house_id=None, resident_id=whose, channel="web"), home.id)
    await told(IdeaSupportedV1(idea_id=new_id(), resident_id=three), home.id)
    await eventually(lambda: _is_lit(home, house, [1, 2, 3]))


async def _is_lit(home: Center, house: Json, flats: list[int]) -> bool:
    return bool((await windows(home, house))["lit_flats"] == flats)


async def test_last_month_lights_nothing_and_does_not_put_out_this_one(home: Center, told: Tell) -> None:
    house = await home.house()
    old, new = [UUID((await home.enter(house_id=house["id"], flat=flat))["id"]) for flat in ("1", "2")]
    before = now() - timedelta(days=40)
    await told(attended(old, before), home.id)
    await told(attended(new), home.id)
    await told(attended(new, before), home.id)
    await told(attended(UUID((await home.enter(house_id=house["id"], flat="3"))["id"])), home.id)
    await eventually(lambda: _is_lit(home, house, [2, 3]))


async def test_the_window_of_an_erased_person_goes_dark_and_late_facts_do_not_light_it(
    home: Center, told: Tell
) -> None:
    house = await home.house()
    gone, stays = [await home.enter(house_id=house["id"], flat=flat) for flat in ("1", "2")]
    await told(asked(UUID(gone["id"])), home.id)
    await eventually(lambda: _is_lit(home, house, [1]))
    await home.manager.delete(f"{home.path}/residents/{gone['id']}", headers=if_match(gone))
    await told(asked(UUID(gone["id"])), home.id)
    await told(asked(UUID(stays["id"])), home.id)
    await eventually(lambda: _is_lit(home, house, [2]))


async def test_windows_are_for_managers_of_the_center_alone(home: Center, foreign: Center) -> None:
    house, resident = await home.house(), await home.enter()
    for path in (f"{home.path}/windows", f"{home.path}/houses/{house['id']}/windows"):
        assert (await home.api.get(path)).status_code == 401
        assert (await home.resident(resident["id"]).get(path)).status_code == 403
        assert (await home.api.as_(home.tokens.city()).get(path)).status_code == 403
        assert (await foreign.manager.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("numbers", "flats", "elsewhere"),
    [(["1", "40", "41", "12а", "0"], [1, 40], 3), ([], [], 0), (["7", "7"], [7], 0)],
)
def test_doors_without_a_plain_number_are_counted_and_not_drawn(
    numbers: list[str], flats: list[int], elsewhere: int
) -> None:
    found = lit(numbers, 40)
    assert (found.flats, found.elsewhere) == (flats, elsewhere)


def test_a_month_begins_on_the_citys_clocks() -> None:
    late = datetime.fromisoformat("2026-10-31T21:30:00+00:00")
    assert (str(city_day(late)), str(month_of(late))) == ("2026-11-01", "2026-11-01")
