"""Each indicator counts what its formula says."""

from uuid import UUID

import pytest

from services.city.indicators.model import INDICATORS
from services.city.indicators.repository import CONTRIBUTIONS
from shared.contracts.events import AttendedV1, EventCancelledV1, EventMovedV1, EventPlannedV1
from shared.contracts.registry import (
    ResidentChangedV1,
)
from shared.contracts.surveys import AnswerGivenV1, SurveyOpenedV1
from shared.contracts.talents import (
    MatchCompletedV1,
    MatchProposedV1,
    NeedUnmetV1,
    OfferMadeV1,
    OfferWithdrawnV1,
)
from shared.kit.ids import new_id
from tests.city.conftest import City


async def held_event(
    city: City, center: UUID, people: list[UUID], *, led: bool = True, off: bool = False
) -> UUID:
    event, starts = new_id(), city.moment
    planned = {"event_id": event, "kind": "club", "starts_at": starts, "organiser_id": None, "match_id": None}
    await city.hear(center, EventPlannedV1.model_validate({**planned, "resident_led": led}))
    for person in people:
        came = {"registration_id": new_id(), "event_id": event, "resident_id": person, "starts_at": starts}
        await city.hear(center, AttendedV1.model_validate(came))
    if off:
        await city.hear(center, EventCancelledV1(event_id=event))
    return event


async def offered(city: City, center: UUID, people: list[UUID]) -> list[UUID]:
    made = [OfferMadeV1(offer_id=new_id(), resident_id=one, skill="pets", channel="web") for one in people]
    await city.hear(center, *made)
    return [one.offer_id for one in made]


async def helped(city: City, center: UUID, asking: UUID, helping: UUID, offer: UUID | None = None) -> None:
    ids = {"match_id": new_id(), "need_id": new_id(), "offer_id": offer or new_id()}
    await city.hear(center, MatchCompletedV1(asking_id=asking, helping_id=helping, **ids))


async def share(city: City, code: str, center: UUID) -> tuple[int | None, int | None]:
    await city.publish()
    row = await city.row(code, center)
    return row.numerator, row.denominator


async def test_reach_counts_each_adult_participant_once(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    await held_event(city, center, people[:6])
    await held_event(city, center, people[3:9])
    await offered(city, center, people[8:11])
    assert await share(city, "reach", center) == (11, 40)


async def test_reach_leaves_out_children_and_strangers(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    for child in people[:10]:
        await city.hear(
            center, ResidentChangedV1(resident_id=child, house_id=None, premises_id=None, adult=False)
        )
    await held_event(city, center, [*people[:20], new_id(), new_id()])
    assert await share(city, "reach", center) == (10, 30)


async def test_repeat_rate_counts_those_at_two_events(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    await held_event(city, center, people[:20])
    await held_event(city, center, people[:7])
    await held_event(city, center, people[:6])
    assert await share(city, "repeat_rate", center) == (7, 20)


async def test_talent_density_counts_offers_that_stand(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    offers = await offered(city, center, people[:12])
    await city.hear(
        center,
        *(
            OfferWithdrawnV1(offer_id=one, resident_id=who)
            for one, who in zip(offers[:2], people, strict=False)
        ),
    )
    await city.publish()
    row = await city.row("talent_density", center)
    assert (row.numerator, row.denominator, row.value) == (10, 40, 250.0)


async def test_activation_counts_offers_by_which_help_was_given(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 40)
    offers = await offered(city, center, people[:20])
    for offer, helping in zip(offers[:6], people, strict=False):
        await helped(city, center, people[30], helping, offer)
        await helped(city, center, people[31], helping, offer)
    assert await share(city, "activation", center) == (6, 20)


async def test_need_fulfilment_says_how_long_the_first_match_took(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    needs = await city.asked(center, people[:12], met=6)
    city.later(hours=5)
    for need, asking in zip(needs[:7], people, strict=False):
        proposed = MatchProposedV1(
            match_id=new_id(), need_id=need, offer_id=new_id(), asking_id=asking, helping_id=people[20]
        )
        await city.hear(center, proposed)
    await city.publish()
    row = await city.row("need_fulfilment", center)
    assert (row.numerator, row.denominator, row.median_hours) == (6, 12, 6)


async def test_a_median_of_fewer_than_five_is_not_told(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    needs = await city.asked(center, people[:12], met=6)
    for need, asking in zip(needs[:4], people, strict=False):
        proposed = MatchProposedV1(
            match_id=new_id(), need_id=need, offer_id=new_id(), asking_id=asking, helping_id=people[20]
        )
        await city.hear(center, proposed)
    await city.publish()
    assert (await city.row("need_fulfilment", center)).median_hours is None


async def test_needs_that_stay_unmet_are_counted_by_reason(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    needs = await city.asked(center, people[:14])
    for at, (need, who) in enumerate(zip(needs, people, strict=False)):
        reason = "nobody_can" if at < 8 else "too_far"
        await city.hear(
            center, NeedUnmetV1.model_validate({"need_id": need, "resident_id": who, "reason": reason})
        )
    await city.publish()
    row = await city.row("unmet_reasons", center)
    assert {part.code: part.number for part in row.parts if part.number != 0} == {
        "nobody_can": 8,
        "too_far": 6,
    }
    assert row.numerator == 14


async def test_a_center_where_every_need_had_the_same_reason_is_hidden(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    needs = await city.asked(center, people[:14])
    said = [
        NeedUnmetV1(need_id=need, resident_id=who, reason="too_far")
        for need, who in zip(needs, people, strict=False)
    ]
    await city.hear(center, *said)
    await city.publish()
    assert all(part.hidden for part in (await city.row("unmet_reasons", center)).parts)


async def test_reciprocity_counts_those_who_gave_and_received(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    for at in range(6):
        await helped(city, center, people[at], people[at + 6])
        await helped(city, center, people[at + 6], people[at + 12])
    assert await share(city, "reciprocity", center) == (6, 18)


async def test_resident_led_share_counts_events_and_not_people(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    for led in (True, True, False):
        await held_event(city, center, people[:10], led=led)
    await held_event(city, center, people[:10], off=True)
    assert await share(city, "resident_led_share", center) == (2, 3)


async def test_an_event_to_come_is_not_counted(city: City) -> None:
    center = await city.opened()
    coming = {
        "event_id": new_id(),
        "kind": "club",
        "starts_at": city.moment.replace(day=25),
        "organiser_id": None,
    }
    await city.hear(center, EventPlannedV1.model_validate({**coming, "resident_led": True, "match_id": None}))
    assert await share(city, "resident_led_share", center) == (0, 0)


async def test_an_event_counts_in_the_period_to_which_it_was_moved(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    for led in (True, False):
        await held_event(city, center, people[:10], led=led)
    moved = await held_event(city, center, [])
    assert await share(city, "resident_led_share", center) == (2, 3)
    await city.hear(center, EventMovedV1(event_id=moved, starts_at=city.moment.replace(month=12)))
    assert await share(city, "resident_led_share", center) == (1, 2)


async def test_an_event_that_was_moved_before_it_was_heard_of_keeps_its_new_time(city: City) -> None:
    center, event = await city.opened(), new_id()
    await city.joined(center, 30)
    await city.hear(center, EventMovedV1(event_id=event, starts_at=city.moment.replace(month=12)))
    planned = {"event_id": event, "kind": "club", "starts_at": city.moment, "organiser_id": None}
    await city.hear(
        center, EventPlannedV1.model_validate({**planned, "match_id": None, "resident_led": True})
    )
    assert await share(city, "resident_led_share", center) == (0, 0)


async def test_response_rate_counts_people_and_not_sheets(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    survey = new_id()
    await city.hear(center, SurveyOpenedV1(survey_id=survey, questionnaire="help"))
    for person in (*people[:9], *people[:9], None):
        await city.hear(
            center, AnswerGivenV1(sheet_id=new_id(), survey_id=survey, resident_id=person, channel="web")
        )
    assert await share(city, "response_rate", center) == (9, 30)


async def test_response_rate_asks_nothing_of_a_center_without_surveys(city: City) -> None:
    center = await city.opened()
    await city.joined(center, 30)
    assert await share(city, "response_rate", center) == (0, 0)


async def test_bridging_counts_pairs_and_not_times(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 30)
    same = new_id()
    for person in people[10:]:
        changed = ResidentChangedV1(resident_id=person, house_id=same, premises_id=None, adult=True)
        await city.hear(center, changed)
    for at in range(6):
        await helped(city, center, people[at], people[at + 1])
        await helped(city, center, people[at + 1], people[at])
        await helped(city, center, people[at + 12], people[at + 13])
    assert await share(city, "bridging", center) == (6, 12)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.code)
def test_every_indicator_is_defined_in_both_languages(indicator: object) -> None:
    for name in ("title", "formula", "numerator", "denominator", "period", "coverage"):
        words = getattr(indicator, name)
        assert words.ru
        assert words.en
        assert words.ru != words.en


def test_every_indicator_can_be_counted() -> None:
    assert list(CONTRIBUTIONS) == [one.code for one in INDICATORS]
