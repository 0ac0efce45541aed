"""Projections are the same however facts come, and hold no person."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

import pytest

from services.city.projections.model import PERSON_COLUMNS, PROJECTIONS
from services.city.projections.subscribers import reactions
from shared.contracts.codes import UnmetReason
from shared.contracts.events import (
    AttendedV1,
    EventCancelledV1,
    EventMovedV1,
    EventPlannedV1,
    RegistrationCancelledV1,
    RegistrationMadeV1,
    RegistrationPromotedV1,
)
from shared.contracts.fact import Fact
from shared.contracts.registry import (
    HouseEnteredV1,
    MembershipBegunV1,
    MembershipEndedV1,
    MergeUndoneV1,
    OrganisationChangedV1,
    OrganisationDissolvedV1,
    OrganisationFormedV1,
    ResidentChangedV1,
    ResidentErasedV1,
    ResidentMergedV1,
)
from shared.contracts.surveys import AnswerGivenV1, SurveyClosedV1, SurveyOpenedV1
from shared.contracts.talents import (
    MatchAgreedV1,
    MatchCompletedV1,
    MatchDeclinedV1,
    MatchProposedV1,
    NeedUnmetV1,
    OfferMadeV1,
    OfferWithdrawnV1,
)
from shared.kit.ids import new_id
from shared.kit.reactions import Told
from tests.city.conftest import City

ALLOWED = {"uuid", "timestamp with time zone", "date", "boolean", "integer", "bytea"}
CODED = {"host", "kind", "skill", "reason", "questionnaire", "channel", "scale", "role", "house_ids"}
"""Coded values, and lists of opaque ids."""


async def a_life(city: City) -> None:
    """Every kind of fact, in the order in which things happen, by a few people of two centers."""
    for _ in range(2):
        center = await city.opened()
        people = await city.joined(center, 6)
        await city.hear(
            center,
            HouseEnteredV1(house_id=new_id(), kind="apartment", flats=60),
            ResidentChangedV1(resident_id=people[0], house_id=new_id(), premises_id=None, adult=False),
        )
        needs = await city.asked(center, people[:3], met=1)
        await city.hear(center, NeedUnmetV1(need_id=needs[2], resident_id=people[2], reason="too_far"))
        await city.hear(center, *_help(needs[0], people), *_event(people), *_survey(people))
        await city.hear(center, *_organisations(people), *_merges(people))
        await city.hear(center, ResidentErasedV1(resident_id=people[1]))
        await city.hear(center, ResidentErasedV1(resident_id=people[4]))


def _organisations(people: Sequence[UUID]) -> list[Fact]:
    council, house = new_id(), new_id()
    said = {"organisation_id": council, "kind": "council_mkd", "scale": "house", "house_ids": [house]}
    role = {"membership_id": new_id(), "organisation_id": council, "resident_id": people[4], "role": "chair"}
    return [
        OrganisationFormedV1.model_validate({**said, "active_since": None}),
        OrganisationChangedV1.model_validate({**said, "active_since": "2023-05-01"}),
        MembershipBegunV1.model_validate({**role, "since": "2023-05-01"}),
        MembershipEndedV1.model_validate(role),
        OrganisationDissolvedV1(organisation_id=council),
    ]


def _help(need: UUID, people: Sequence[UUID]) -> list[Fact]:
    offer, match, other = new_id(), new_id(), new_id()
    both = {"need_id": need, "asking_id": people[0], "helping_id": people[4]}
    return [
        OfferMadeV1(offer_id=offer, resident_id=people[4], skill="pets", channel="web"),
        MatchProposedV1(match_id=match, offer_id=offer, **both),
        MatchProposedV1(match_id=other, offer_id=offer, **both),
        MatchDeclinedV1(match_id=other, side="asking", **both),
        MatchAgreedV1(match_id=match, offer_id=offer, **both),
        MatchCompletedV1(match_id=match, offer_id=offer, **both),
        OfferWithdrawnV1(offer_id=offer, resident_id=people[4]),
    ]


def _event(people: Sequence[UUID]) -> list[Fact]:
    event, off = new_id(), new_id()
    at = {"starts_at": "2023-05-09T12:00:00Z", "kind": "leisure", "match_id": None}
    facts: list[Fact] = [
        EventPlannedV1.model_validate(
            {"event_id": one, "organiser_id": people[1], "resident_led": True, **at}
        )
        for one in (event, off)
    ]
    facts.append(EventCancelledV1(event_id=off))
    facts += [
        EventMovedV1.model_validate({"event_id": event, "starts_at": f"2023-05-{day}T12:00:00Z"})
        for day in (16, 23)
    ]
    for person in people:
        of = {"registration_id": new_id(), "event_id": event, "resident_id": person}
        facts.append(RegistrationMadeV1(waiting=True, channel="phone", **of))
        facts.append(RegistrationPromotedV1(**of))
        facts.append(AttendedV1.model_validate({**of, "starts_at": at["starts_at"]}))
    facts.append(RegistrationCancelledV1(**of))
    return facts


def _survey(people: Sequence[UUID]) -> list[Fact]:
    survey = new_id()
    sheets = [
        AnswerGivenV1(sheet_id=new_id(), survey_id=survey, resident_id=person, channel="paper")
        for person in (*people, None)
    ]
    opened = SurveyOpenedV1(survey_id=survey, questionnaire="help")
    return [opened, *sheets, SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=len(sheets))]


def _merges(people: Sequence[UUID]) -> list[Fact]:
    """One is taken for another, which is undone, and then turns out to be a third who is erased later."""
    wrong = {"merge_id": new_id(), "resident_id": people[5], "kept_id": people[3]}
    return [
        ResidentMergedV1(**wrong),
        MergeUndoneV1(**wrong),
        ResidentMergedV1(merge_id=new_id(), resident_id=people[5], kept_id=people[4]),
    ]


async def again(city: City, told: Sequence[Told[Fact]]) -> str:
    await city.forget_everything()
    await city.apply(told)
    return await city.digest()


@pytest.mark.parametrize("seed", range(8))
async def test_any_order_gives_the_same_projections(city: City, seed: int) -> None:
    await a_life(city)
    live, shuffled = await city.digest(), list(city.told)
    Random(seed).shuffle(shuffled)
    assert await again(city, shuffled) == live


async def test_everything_told_twice_changes_nothing(city: City) -> None:
    await a_life(city)
    live = await city.digest()
    await city.apply(city.told)
    assert await city.digest() == live


async def test_everything_told_twice_in_one_run_changes_nothing(city: City) -> None:
    await a_life(city)
    live = await city.digest()
    doubled = sorted([*city.told, *city.told], key=lambda one: one.fact.type)
    assert await again(city, doubled) == live


async def test_a_missing_fact_gives_another_digest(city: City) -> None:
    await a_life(city)
    live = await city.digest()
    assert await again(city, city.told[:-1]) != live


async def test_every_fact_that_is_heard_is_tried_here(city: City) -> None:
    await a_life(city)
    assert {one.fact.type for one in city.told} == {reaction.of.type for reaction in reactions}


async def test_an_erased_person_leaves_no_trace(city: City) -> None:
    await a_life(city)
    erased = [one.fact.resident_id for one in city.told if isinstance(one.fact, ResidentErasedV1)]
    for table in PROJECTIONS:
        for row in await city.rows(f"select kept::text as written from {table} kept"):
            assert not [person for person in erased if str(person) in row.written]


async def test_an_erased_person_does_not_come_back(city: City) -> None:
    center = await city.opened()
    (person,) = await city.joined(center, 1)
    joined = city.told[-1]
    await city.hear(center, ResidentErasedV1(resident_id=person))
    await city.apply([joined])
    await city.asked(center, [person])
    assert not await city.rows("select id from residents")
    assert await city.rows("select id from needs where resident_id is null")


async def test_others_stay_when_one_is_erased(city: City) -> None:
    center = await city.opened()
    people = await city.joined(center, 2)
    await city.asked(center, people)
    await city.hear(center, ResidentErasedV1(resident_id=people[0]))
    (left,) = await city.rows("select id from residents")
    assert left.id == people[1]
    assert len(await city.rows("select id from needs where resident_id is not null")) == 1


async def test_the_newest_word_about_a_resident_stands(city: City) -> None:
    center = await city.opened()
    (person,) = await city.joined(center, 1)
    for adult in (False, True, False):
        house = new_id()
        await city.hear(
            center, ResidentChangedV1(resident_id=person, house_id=house, premises_id=None, adult=adult)
        )
    (row,) = await city.rows("select house_id, adult from residents")
    assert (row.house_id, row.adult) == (house, False)


async def test_an_older_word_about_a_need_changes_nothing(city: City) -> None:
    center = await city.opened()
    (person,) = await city.joined(center, 1)
    (need,) = await city.asked(center, [person])
    said: list[UnmetReason] = ["expired", "declined"]
    await city.hear(
        center, *(NeedUnmetV1(need_id=need, resident_id=person, reason=reason) for reason in said)
    )
    await city.apply([city.told[-2]])
    (row,) = await city.rows("select reason from needs")
    assert row.reason == "declined"


async def test_no_column_could_hold_a_name_or_a_text(city: City) -> None:
    columns = await city.rows(
        "select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'"
    )
    texts = {
        one.column_name for one in columns if one.table_name in PROJECTIONS and one.data_type not in ALLOWED
    }
    assert texts == CODED


async def test_every_column_with_a_person_is_emptied_by_erasure(city: City) -> None:
    columns = await city.rows(
        "select table_name, column_name from information_schema.columns where table_schema = 'public'"
        " and column_name in ('resident_id', 'asking_id', 'helping_id', 'organiser_id', 'kept_id')"
    )
    assert {(one.table_name, one.column_name) for one in columns} == set(PERSON_COLUMNS)
