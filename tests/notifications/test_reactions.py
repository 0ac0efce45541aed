"""Residents are told what other services say, each once."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.contracts.events import (
    EventCancelledV1,
    EventMovedV1,
    EventPlannedV1,
    RegistrationCancelledV1,
    RegistrationMadeV1,
    RegistrationPromotedV1,
)
from shared.contracts.registry import ResidentErasedV1, ResidentJoinedV1
from shared.contracts.surveys import AnswerGivenV1, SurveyClosedV1
from shared.contracts.talents import (
    MatchAgreedV1,
    MatchDeclinedV1,
    MatchProposedV1,
    NeedStatedV1,
    Side,
)
from shared.kit.clock import now
from shared.kit.ids import new_id
from tests.notifications.conftest import Desk

STARTS = datetime(now().year + 1, 5, 28, 15, 0, tzinfo=UTC)
"""A day to come, in whichever year the tests run."""


class Pair:
    """Two residents and the help between them."""

    def __init__(self) -> None:
        self.asking, self.helping = new_id(), new_id()
        self.need, self.offer, self.match = new_id(), new_id(), new_id()

    @property
    def need_stated(self) -> NeedStatedV1:
        return NeedStatedV1(need_id=self.need, resident_id=self.asking, skill="phones", channel="web")

    @property
    def proposed(self) -> MatchProposedV1:
        return MatchProposedV1(
            match_id=self.match,
            need_id=self.need,
            offer_id=self.offer,
            asking_id=self.asking,
            helping_id=self.helping,
        )

    @property
    def agreed(self) -> MatchAgreedV1:
        return MatchAgreedV1.model_validate(self.proposed.model_dump())

    def declined(self, side: Side) -> MatchDeclinedV1:
        return MatchDeclinedV1.model_validate({**self.proposed.model_dump(), "side": side})


def planned(**overrides: object) -> EventPlannedV1:
    fields: dict[str, object] = {
        "event_id": new_id(),
        "kind": "help",
        "starts_at": STARTS,
        "organiser_id": None,
        "resident_led": False,
        "match_id": None,
        **overrides,
    }
    return EventPlannedV1.model_validate(fields)


def made(event: EventPlannedV1, resident: UUID, **overrides: object) -> RegistrationMadeV1:
    fields: dict[str, object] = {
        "registration_id": new_id(),
        "event_id": event.event_id,
        "resident_id": resident,
        "waiting": False,
        "channel": "web",
        **overrides,
    }
    return RegistrationMadeV1.model_validate(fields)


async def test_both_sides_hear_of_a_match_and_of_its_agreement(desk: Desk) -> None:
    pair = Pair()
    for fact in (pair.need_stated, pair.proposed, pair.agreed):
        await desk.told(fact)
    await desk.is_told(pair.asking, "match_proposed_to_asking", "match_agreed_to_asking")
    await desk.is_told(pair.helping, "match_proposed_to_helping", "match_agreed_to_helping")
    newest, first = (await desk.messages(pair.asking))["items"]
    assert first["text"].startswith("Вы просили помочь с телефоном.")
    assert newest["params"] == {"match_id": str(pair.match), "need_id": str(pair.need), "skill": "phones"}


@pytest.mark.parametrize("side", ["asking", "helping"])
async def test_whoever_has_said_yes_is_not_asked_again(desk: Desk, side: Side) -> None:
    pair = Pair()
    await desk.has_heard(await desk.told(pair.proposed.model_copy(update={"accepted_by": side})))
    told_asking, told_helping = await desk.codes(pair.asking), await desk.codes(pair.helping)
    assert told_asking == (["match_proposed_to_asking"] if side == "helping" else [])
    assert told_helping == (["match_proposed_to_helping"] if side == "asking" else [])


@pytest.mark.parametrize("side", ["asking", "helping"])
async def test_only_the_other_side_hears_of_a_refusal(desk: Desk, side: Side) -> None:
    pair = Pair()
    await desk.has_heard(await desk.told(pair.declined(side)))
    told_asking, told_helping = await desk.codes(pair.asking), await desk.codes(pair.helping)
    assert told_asking == (["match_declined_to_asking"] if side == "helping" else [])
    assert told_helping == (["match_declined_to_helping"] if side == "asking" else [])


async def test_help_at_an_event_is_told_to_both_sides(desk: Desk) -> None:
    pair = Pair()
    await desk.told(pair.proposed)
    await desk.told(planned(match_id=pair.match))
    await desk.is_told(pair.asking, "match_proposed_to_asking", "help_at_event_to_asking")
    await desk.is_told(pair.helping, "match_proposed_to_helping", "help_at_event_to_helping")


async def test_event_that_overtakes_its_match_is_told_all_the_same(desk: Desk) -> None:
    pair = Pair()
    await desk.has_heard(await desk.told(planned(match_id=pair.match)))
    assert await desk.codes(pair.asking) == []
    await desk.told(pair.proposed)
    await desk.is_told(pair.asking, "match_proposed_to_asking", "help_at_event_to_asking")


async def test_organiser_hears_what_they_hold(desk: Desk, somebody: UUID) -> None:
    await desk.told(planned(kind="club", organiser_id=somebody, resident_led=True))
    await desk.is_told(somebody, "event_entrusted")
    (message,) = (await desk.messages(somebody))["items"]
    assert "встреча клуба" in message["text"]
    assert f"28\N{NO-BREAK SPACE}мая {STARTS.year} года в\N{NO-BREAK SPACE}18:00" in message["text"]


async def test_those_signed_up_hear_of_a_new_time_and_of_the_end(desk: Desk) -> None:
    event, coming, gone = planned(kind="holiday"), new_id(), new_id()
    given_up = made(event, gone)
    for fact in (
        event,
        made(event, coming),
        given_up,
        RegistrationCancelledV1(
            registration_id=given_up.registration_id, event_id=event.event_id, resident_id=gone
        ),
        EventMovedV1(event_id=event.event_id, starts_at=STARTS.replace(hour=16)),
        EventCancelledV1(event_id=event.event_id),
    ):
        await desk.told(fact)
    await desk.is_told(coming, "event_moved", "event_cancelled")
    assert await desk.codes(gone) == []
    newest, _ = (await desk.messages(coming))["items"]
    assert "соседский праздник" in newest["text"]
    assert "19:00" in newest["text"]


async def test_whoever_signed_up_alone_needs_no_telling(desk: Desk, somebody: UUID) -> None:
    event = planned()
    await desk.told(event)
    await desk.has_heard(await desk.told(made(event, somebody, channel="web")))
    assert await desk.codes(somebody) == []


async def test_whoever_was_signed_up_and_then_got_a_place_hears_both(desk: Desk, somebody: UUID) -> None:
    event = planned()
    waiting = made(event, somebody, channel="paper", waiting=True)
    await desk.told(event)
    await desk.told(waiting)
    await desk.told(
        RegistrationPromotedV1(
            registration_id=waiting.registration_id, event_id=event.event_id, resident_id=somebody
        )
    )
    await desk.is_told(somebody, "registration_waiting", "registration_promoted")


async def test_list_entered_after_the_event_is_news_to_nobody(desk: Desk, somebody: UUID) -> None:
    event = planned(starts_at=datetime(2026, 1, 9, 15, 0, tzinfo=UTC), organiser_id=somebody)
    await desk.told(event)
    await desk.has_heard(await desk.told(made(event, somebody, channel="paper")))
    assert await desk.codes(somebody) == []


async def test_fact_of_an_unheard_event_is_told_without_its_time(desk: Desk, somebody: UUID) -> None:
    await desk.told(RegistrationPromotedV1(registration_id=new_id(), event_id=new_id(), resident_id=somebody))
    await desk.is_told(somebody, "registration_promoted")
    (message,) = (await desk.messages(somebody))["items"]
    assert "время подскажут в центре" in message["text"]


def answered(survey: UUID, resident: UUID | None) -> AnswerGivenV1:
    return AnswerGivenV1(sheet_id=new_id(), survey_id=survey, resident_id=resident, channel="paper")


async def test_those_who_answered_hear_that_the_survey_is_over(desk: Desk) -> None:
    survey, first, second, stranger = new_id(), new_id(), new_id(), new_id()
    for fact in (answered(survey, first), answered(survey, None), answered(survey, second)):
        await desk.told(fact)
    closed = SurveyClosedV1(survey_id=survey, questionnaire="neighbor_talents", sheets=21)
    await desk.has_heard(await desk.told(closed))
    for resident in (first, second):
        await desk.is_told(resident, "survey_closed")
    assert await desk.codes(stranger) == []
    (message,) = (await desk.messages(first))["items"]
    assert message["text"].replace("\N{NO-BREAK SPACE}", " ") == (
        "Опрос «Соседские таланты» завершён. Ответил 21 человек. Об итогах расскажут в центре."
    )


async def test_answer_heard_of_after_the_closing_is_thanked_for_too(desk: Desk, somebody: UUID) -> None:
    survey = new_id()
    closed = SurveyClosedV1(survey_id=survey, questionnaire="own", sheets=1)
    await desk.has_heard(await desk.told(closed))
    await desk.told(answered(survey, somebody))
    await desk.is_told(somebody, "survey_closed")


async def test_survey_closed_twice_is_told_once(desk: Desk, somebody: UUID) -> None:
    survey = new_id()
    await desk.told(answered(survey, somebody))
    for _ in range(2):
        last = await desk.told(SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=1))
    await desk.has_heard(last)
    assert await desk.codes(somebody) == ["survey_closed"]


async def test_other_center_hears_nothing(desk: Desk, somebody: UUID) -> None:
    survey = new_id()
    await desk.tell(answered(survey, somebody), new_id())
    closed = SurveyClosedV1(survey_id=survey, questionnaire="own", sheets=1)
    await desk.has_heard(await desk.told(closed))
    assert await desk.codes(somebody) == []


async def test_erased_resident_is_forgotten_and_told_nothing_more(desk: Desk, somebody: UUID) -> None:
    survey, event = new_id(), planned()
    await desk.told(
        ResidentJoinedV1(resident_id=somebody, house_id=None, premises_id=None, adult=True, channel="web")
    )
    await desk.prefers(somebody, "phone")
    for fact in (event, made(event, somebody, channel="phone"), answered(survey, somebody)):
        await desk.told(fact)
    await desk.is_told(somebody, "registration_made")
    assert len(await desk.calls()) == 1
    await desk.has_heard(await desk.told(ResidentErasedV1(resident_id=somebody)))
    assert await desk.calls() == []
    for later in (
        SurveyClosedV1(survey_id=survey, questionnaire="own", sheets=1),
        made(event, somebody, channel="paper"),
        answered(survey, somebody),
    ):
        await desk.has_heard(await desk.told(later))
    assert await desk.codes(somebody) == []
    tables = await desk.driver.fetch(
        "select table_name from information_schema.columns where column_name = 'resident_id'"
    )
    left = {
        table: await desk.driver.fetchval(f"select count(*) from {table} where resident_id = $1", somebody)
        for (table,) in tables
    }
    assert set(left.values()) == {0}
