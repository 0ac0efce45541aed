"""Which houses are organised, and who has begun to lead: counted as their formulas say."""

from datetime import date
from uuid import UUID

from shared.contracts.events import EventPlannedV1
from shared.contracts.registry import (
    HouseEnteredV1,
    MembershipBegunV1,
    MembershipEndedV1,
    OrganisationChangedV1,
    OrganisationDissolvedV1,
    OrganisationFormedV1,
    ResidentErasedV1,
    ResidentJoinedV1,
)
from shared.kit.ids import new_id
from tests.city.conftest import City
from tests.city.indicators.test_indicators import held_event, share


async def a_street(city: City, center: UUID, flats: tuple[int, ...] = (100, 60, 40)) -> list[UUID]:
    """Houses with eight known residents each."""
    houses = [new_id() for _ in flats]
    entered = [
        HouseEnteredV1(house_id=one, kind="apartment", flats=number)
        for one, number in zip(houses, flats, strict=True)
    ]
    await city.hear(center, *entered)
    for house in houses:
        joined = {"house_id": house, "premises_id": None, "adult": True, "channel": "web"}
        people = [{"resident_id": new_id(), **joined} for _ in range(8)]
        await city.hear(center, *(ResidentJoinedV1.model_validate(one) for one in people))
    return houses


def a_council(
    houses: list[UUID], since: date | None = date(2023, 5, 1), **said: object
) -> OrganisationFormedV1:
    body = {"organisation_id": new_id(), "kind": "council_mkd", "scale": "house", "house_ids": houses}
    return OrganisationFormedV1.model_validate({**body, "active_since": since, **said})


async def test_organisation_coverage_counts_flats_of_houses_where_residents_are_organised(city: City) -> None:
    center = await city.opened()
    first, second, _ = await a_street(city, center)
    await city.hear(center, a_council([first]), a_council([first, second], kind="tos"))
    assert await share(city, "organisation_coverage", center) == (160, 200)


async def test_coverage_leaves_out_what_does_not_act_or_is_no_organisation_of_residents(city: City) -> None:
    center = await city.opened()
    first, second, third = await a_street(city, center)
    dissolved = a_council([first])
    await city.hear(
        center,
        dissolved,
        a_council([second], since=None),
        a_council([third], kind="management_company"),
        OrganisationDissolvedV1(organisation_id=dissolved.organisation_id),
    )
    assert await share(city, "organisation_coverage", center) == (0, 200)


async def test_an_organisation_that_begins_to_act_later_covers_from_then_on(city: City) -> None:
    center = await city.opened()
    (house, *_) = await a_street(city, center)
    forming = a_council([house], since=None)
    await city.hear(center, forming)
    assert await share(city, "organisation_coverage", center) == (0, 200)
    changed = forming.model_dump() | {"active_since": date(2023, 5, 9)}
    await city.hear(center, OrganisationChangedV1.model_validate(changed))
    assert await share(city, "organisation_coverage", center) == (100, 200)


async def test_a_center_with_an_organisation_in_every_house_is_shown(city: City) -> None:
    center = await city.opened()
    houses = await a_street(city, center)
    await city.hear(center, a_council(houses, kind="tos", scale="microdistrict"))
    assert await share(city, "organisation_coverage", center) == (200, 200)


async def took_role(
    city: City, center: UUID, people: list[UUID], role: str = "organiser", since: date = date(2023, 5, 5)
) -> list[UUID]:
    begun = [
        MembershipBegunV1.model_validate(
            {
                "membership_id": new_id(),
                "organisation_id": new_id(),
                "resident_id": one,
                "role": role,
                "since": since,
            }
        )
        for one in people
    ]
    await city.hear(center, *begun)
    return [one.membership_id for one in begun]


async def test_leadership_growth_counts_those_who_took_their_first_role(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await held_event(city, center, people[:20])
    await took_role(city, center, people[:6])
    await took_role(city, center, people[18:22], "member")
    assert await share(city, "leadership_growth", center) == (6, 20)


async def test_a_second_role_and_one_of_another_year_are_no_growth(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await held_event(city, center, people[:20])
    await took_role(city, center, people[:8], since=date(2021, 3, 1))
    await took_role(city, center, people[:8], "chair")
    await took_role(city, center, people[8:14], "secretary")
    assert await share(city, "leadership_growth", center) == (6, 20)


async def test_whoever_leads_an_event_for_the_first_time_is_a_new_organiser(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await held_event(city, center, people[:20])
    for leader in people[:6]:
        planned = {"event_id": new_id(), "kind": "club", "starts_at": city.moment, "match_id": None}
        await city.hear(
            center,
            EventPlannedV1.model_validate({**planned, "organiser_id": leader, "resident_led": True}),
        )
    assert await share(city, "leadership_growth", center) == (6, 20)


async def test_a_role_that_ended_was_taken_all_the_same_and_of_the_erased_nothing_is_left(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await held_event(city, center, people[:20])
    begun = await took_role(city, center, people[:7])
    ended = {
        "membership_id": begun[0],
        "organisation_id": new_id(),
        "resident_id": people[0],
        "role": "organiser",
    }
    await city.hear(center, MembershipEndedV1.model_validate(ended), ResidentErasedV1(resident_id=people[6]))
    assert await share(city, "leadership_growth", center) == (6, 19)
    kept = await city.rows("select resident_id from memberships")
    assert people[6] not in {row.resident_id for row in kept}
