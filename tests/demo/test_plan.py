"""What happens in the demo city holds together before anything is sent."""

from collections import Counter
from datetime import date
from typing import get_args

import pytest

from deploy.demo.asking import ASKINGS, answers_of
from deploy.demo.gatherings import GATHERINGS
from deploy.demo.grounds import BUILT, GROUNDS, entrances_of
from deploy.demo.help import NEEDS, OFFERS
from deploy.demo.load_organisations import grown_up
from deploy.demo.organisations import GROUPS
from deploy.demo.plan import Goal, Neighborhood, neighborhoods
from services.surveys.questionnaires.service import ready_made
from shared.contracts.codes import EventKind, Skill

ALL = neighborhoods()


def test_matches_of_every_state_are_planned() -> None:
    goals = Counter(wish.goal for one in ALL for wish in one.wishes)
    assert set(goals) == set(get_args(Goal))
    assert goals["completed"] > 10


def test_what_people_offer_and_ask_has_words_for_nearly_every_skill() -> None:
    skills = set(get_args(Skill)) - {"other"}
    assert set(OFFERS) == skills
    assert set(NEEDS) <= skills
    texts = [text for known in (OFFERS, NEEDS) for words in known.values() for text in words]
    assert len(set(texts)) == len(texts)
    assert all(text.endswith(".") and len(text) <= 200 for text in texts)


@pytest.mark.parametrize("neighborhood", ALL, ids=lambda one: one.place.slug)
def test_nobody_helps_themselves_and_nobody_asks_twice(neighborhood: Neighborhood) -> None:
    askers = [wish.person.key for wish in neighborhood.wishes]
    assert len(set(askers)) == len(askers)
    known = {person.key for person in neighborhood.people}
    assert known >= {said.person.key for said in (*neighborhood.offers, *neighborhood.wishes)}


@pytest.mark.parametrize("neighborhood", ALL, ids=lambda one: one.place.slug)
def test_one_survey_runs_and_one_is_closed_answered_over_every_way(neighborhood: Neighborhood) -> None:
    assert sorted(poll.asking.closed for poll in neighborhood.polls) == [False, True]
    for poll in neighborhood.polls:
        assert all(person.is_adult for person in poll.people)
        assert {person.has_web for person in poll.people} == {True, False}


@pytest.mark.parametrize("neighborhood", ALL, ids=lambda one: one.place.slug)
def test_ready_questionnaires_are_answered_without_a_fault(neighborhood: Neighborhood) -> None:
    for poll in neighborhood.polls:
        code = poll.asking.body["questionnaire"]
        if code == "own":
            continue
        questionnaire = ready_made(code)
        questions = questionnaire.model_dump(mode="json")["questions"]
        for person in poll.people:
            given = answers_of(person, poll.asking, questions)
            assert given == answers_of(person, poll.asking, questions)
            checked = questionnaire.check(given)
            assert checked.wrong == ()
            assert checked.answers == given


def test_every_kind_of_event_but_none_is_held_somewhere() -> None:
    assert {one.kind for events in GATHERINGS.values() for one in events} == set(get_args(EventKind))


@pytest.mark.parametrize("today", [date(2026, 11, 26), date(2026, 11, 30), date(2027, 1, 3)])
def test_events_lie_behind_and_ahead_of_whatever_day_it_is(today: date) -> None:
    for events in GATHERINGS.values():
        behind = [one for one in events if one.starts(today).date() < today]
        ahead = [one for one in events if one.starts(today).date() > today]
        assert {one.is_past for one in behind} == {True}
        assert {one.is_past for one in ahead} == {False}
        assert len(behind) >= 5
        assert len(ahead) >= 3


def test_a_full_event_has_somebody_waiting() -> None:
    assert any(
        meeting.gathering.capacity and len(meeting.people) > meeting.gathering.capacity
        for one in ALL
        for meeting in one.meetings
    )


def test_every_center_of_the_demo_has_its_events_and_surveys() -> None:
    slugs = {one.place.slug for one in ALL}
    assert set(GATHERINGS) == set(ASKINGS) == slugs


def test_every_post_of_the_demo_is_held_by_somebody_and_no_organisation_has_two_chairs() -> None:
    by_slug = {one.place.slug: one for one in neighborhoods()}
    for slug, groups in GROUPS.items():
        houses = {house.address for house in by_slug[slug].place.houses}
        for group in groups:
            assert {*group.houses, *(post.house for post in group.posts)} <= houses, group.name
            people = [grown_up(by_slug[slug].people, post.house, post.number).key for post in group.posts]
            assert len(set(people)) == len(people), group.name
            assert sum(post.role == "chair" for post in group.posts) <= 1, group.name


@pytest.mark.parametrize("neighborhood", ALL, ids=lambda one: one.place.slug)
def test_every_house_stands_on_the_ground_of_its_center(neighborhood: Neighborhood) -> None:
    place = neighborhood.place
    spots = {BUILT[house.address].at for house in place.houses}
    assert len(spots) == len(place.houses)
    edge = GROUNDS[place.slug].outline
    for east, north in spots:
        assert edge[0][0] < east < edge[2][0]
        assert edge[0][1] < north < edge[2][1]
    for house in place.houses:
        flats = [
            flat for one in entrances_of(house) for flat in range(one["first_flat"], one["last_flat"] + 1)
        ]
        assert flats == list(range(1, house.flats + 1))
