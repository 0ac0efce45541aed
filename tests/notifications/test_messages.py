"""Who reads which messages, in which language."""

from uuid import UUID

import pytest

from shared.contracts.surveys import SurveyClosedV1
from shared.kit.ids import new_id
from tests.notifications.conftest import Desk
from tests.notifications.test_reactions import answered


@pytest.fixture
async def thanked(desk: Desk) -> UUID:
    """A resident who was told that a survey is over."""
    resident, survey = new_id(), new_id()
    await desk.told(answered(survey, resident))
    await desk.told(SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=3))
    await desk.is_told(resident, "survey_closed")
    return resident


async def test_unread_message_counts_until_it_is_read(desk: Desk, thanked: UUID) -> None:
    page = await desk.messages(thanked)
    assert (page["unread"], page["items"][0]["read_at"]) == (1, None)
    path = f"/centers/{desk.center}/messages/{page['items'][0]['id']}/read"
    first = await desk.resident(thanked).post(path)
    again = await desk.resident(thanked).post(path)
    assert first.json()["read_at"] == again.json()["read_at"] is not None
    assert (await desk.messages(thanked))["unread"] == 0


async def test_message_of_another_is_not_found(desk: Desk, thanked: UUID) -> None:
    (message,) = (await desk.messages(thanked))["items"]
    path = f"/centers/{desk.center}/messages/{message['id']}/read"
    refused = await desk.resident(new_id()).post(path)
    assert (refused.status_code, refused.json()["code"]) == (404, "notifications.message-not-found")
    assert (await desk.manager.post(path)).status_code == 403
    assert (await desk.messages(thanked))["unread"] == 1


async def test_resident_reads_nobody_elses_messages(desk: Desk, thanked: UUID) -> None:
    path = f"/centers/{desk.center}/residents/{thanked}/messages"
    refused = await desk.resident(new_id()).get(path)
    assert (refused.status_code, refused.json()["code"]) == (404, "notifications.resident-not-found")


async def test_manager_of_another_center_sees_nothing(desk: Desk, thanked: UUID) -> None:
    elsewhere = new_id()
    foreign = desk.api.as_(desk.tokens.manager(elsewhere))
    own = f"/centers/{desk.center}/residents/{thanked}/messages"
    theirs = f"/centers/{elsewhere}/residents/{thanked}/messages"
    assert (await foreign.get(own)).status_code == 404
    assert (await foreign.get(theirs)).status_code == 404


async def test_words_are_asked_for_in_english(desk: Desk, thanked: UUID) -> None:
    (message,) = (await desk.messages(thanked, language="en"))["items"]
    assert message["title"] == "Thank you for your answers"


async def test_words_follow_the_residents_own_language(desk: Desk, thanked: UUID) -> None:
    await desk.prefers(thanked, "site", language="en")
    (message,) = (await desk.messages(thanked))["items"]
    assert "3\N{NO-BREAK SPACE}people answered." in message["text"]


async def test_managers_look_is_written_down(desk: Desk) -> None:
    resident = new_id()
    await desk.driver.execute("insert into residents (center_id, id) values ($1, $2)", desk.center, resident)
    answer = await desk.manager.get(f"/centers/{desk.center}/residents/{resident}/messages")
    assert answer.json() == {"items": [], "next": None, "unread": 0}
    noted = await desk.driver.fetchrow("select * from audit where about_id = $1", resident)
    assert (noted["action"], noted["actor_role"]) == ("messages.read", "manager")


async def test_facts_carry_none_of_the_words(desk: Desk, thanked: UUID) -> None:
    await desk.prefers(thanked, "site")
    survey = new_id()
    await desk.told(answered(survey, thanked))
    await desk.told(SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=3))
    await desk.is_told(thanked, "survey_closed", "survey_closed")
    for fact in await desk.said():
        assert set(fact) == {"message_id", "resident_id", "way"}
