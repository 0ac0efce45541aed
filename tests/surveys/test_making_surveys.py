"""Surveys from draft through open to closed, as managers make them and residents see them."""

from datetime import timedelta
from uuid import UUID

import pytest

from shared.kit.clock import now
from shared.kit.ids import new_id
from tests.surveys.conftest import Desk, Facts, Json, Rows


async def test_a_ready_questionnaire_becomes_a_draft_with_all_it_asks(desk: Desk) -> None:
    survey = await desk.make(questionnaire="help")
    assert survey["state"] == "draft"
    assert survey["questionnaire"]["title"]["ru"] == "Мне нужна помощь / я могу помочь"
    assert survey["questionnaire"]["minutes"] == 4
    assert [q["code"] for q in survey["questions"]][:2] == ["sides", "needs"]
    assert survey["sheets"] == {"total": 0, "by_channel": {}, "paper_received": 0, "paper_entered": 0}


async def test_a_center_asks_its_own_questions(desk: Desk) -> None:
    survey = await desk.make()
    assert survey["questionnaire"]["title"] == {"ru": "Что сделать во дворе весной?", "en": None}
    assert survey["questionnaire"]["questions"] == 5
    assert survey["questionnaire"]["minutes"] == 2


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/title", "/questions"]),
        ({"questionnaire": "help", "questions": [{"code": "a", "kind": "text", "text": "А"}]}, ["/questions"]),
        ({"title": "А", "questions": [{"code": "a", "kind": "text", "text": "А", "section": "x"},
                                      {"code": "a", "kind": "text", "text": "А"}]},
         ["/questions/0", "/questions/1"]),
        ({"questionnaire": "poem"}, ["/questionnaire"]),
        ({"questionnaire": "help", "closes_at": "2020-01-01T00:00:00Z"}, ["/closes_at"]),
        ({"questionnaire": "help", "title": "а\x00"}, ["/title/ru"]),
    ],
)  # fmt: skip
async def test_a_survey_that_cannot_be_is_refused_with_every_reason(
    desk: Desk, body: Json, pointers: list[str]
) -> None:
    refused = await desk.manager.post(desk.surveys, json=body)
    assert refused.status_code == 422, refused.text
    assert [one["pointer"] for one in refused.json()["errors"]] == pointers


async def test_own_questions_carry_no_consent_and_flow_nowhere(desk: Desk) -> None:
    asked = {"code": "a", "kind": "consent", "text": "Согласны?", "consent": "talents-bank/1"}
    refused = await desk.manager.post(desk.surveys, json={"title": "А", "questions": [asked]})
    assert refused.status_code == 422


async def test_own_options_are_no_codes_of_the_bank(desk: Desk) -> None:
    options = [{"code": "knitting", "text": "Вязание"}, {"code": "games", "text": "Игры"}]
    asked = {"code": "a", "kind": "choices", "text": "А?", "means": "offers", "options": options}
    refused = await desk.manager.post(desk.surveys, json={"title": "А", "questions": [asked]})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/questions/0/means"


async def test_an_anonymous_survey_asks_for_no_consent(desk: Desk) -> None:
    survey = await desk.make(questionnaire="help", anonymous=True)
    assert "consent" not in {question["kind"] for question in survey["questions"]}


async def test_a_draft_changes_against_its_version(desk: Desk) -> None:
    survey = await desk.make()
    place = f"{desk.surveys}/{survey['id']}"
    changed = await desk.manager.patch(place, json={"title": "Новое имя"}, headers={"If-Match": '"1"'})
    assert changed.status_code == 200
    assert changed.json()["questionnaire"]["title"]["ru"] == "Новое имя"
    assert len(changed.json()["questions"]) == 5
    assert changed.headers["etag"] == '"2"'


async def test_a_draft_that_somebody_else_changed_is_not_overwritten(desk: Desk) -> None:
    survey = await desk.make()
    place = f"{desk.surveys}/{survey['id']}"
    assert (await desk.manager.patch(place, json={"minutes": 3})).status_code == 428
    assert (
        await desk.manager.patch(place, json={"minutes": 3}, headers={"If-Match": '"7"'})
    ).status_code == 412


async def test_a_draft_of_a_ready_questionnaire_can_become_anonymous_and_back(desk: Desk) -> None:
    survey = await desk.make(questionnaire="help")
    place = f"{desk.surveys}/{survey['id']}"
    unnamed = await desk.manager.patch(place, json={"anonymous": True}, headers={"If-Match": '"1"'})
    named = await desk.manager.patch(place, json={"anonymous": False}, headers={"If-Match": '"2"'})
    kinds = [{question["kind"] for question in one.json()["questions"]} for one in (unnamed, named)]
    assert ["consent" in one for one in kinds] == [False, True]


async def test_an_opened_survey_no_longer_changes(desk: Desk) -> None:
    survey = await desk.opened()
    refused = await desk.manager.patch(
        f"{desk.surveys}/{survey}", json={"minutes": 3}, headers={"If-Match": '"2"'}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "surveys.not-draft")


async def test_a_survey_opens_once_and_closes_once(desk: Desk, facts: Facts) -> None:
    survey = (await desk.make(questionnaire="help"))["id"]
    place = f"{desk.surveys}/{survey}"
    codes = []
    for step in ("close", "open", "open", "close", "close", "open"):
        answered = await desk.manager.post(f"{place}/{step}")
        codes.append(answered.json().get("code", answered.status_code))
    assert codes == [
        "surveys.not-open", 200, "surveys.already-open", 200, "surveys.closed", "surveys.closed",
    ]  # fmt: skip
    said = await facts()
    assert [of for of, _ in said] == ["surveys.survey.opened.v1", "surveys.survey.closed.v1"]
    assert said[1][1] == {"survey_id": survey, "questionnaire": "help", "sheets": 0}


async def test_residents_see_what_asks_now_and_whether_they_answered(desk: Desk) -> None:
    draft, asking, answered, closed = (await desk.make())["id"], *[await desk.opened() for _ in range(3)]
    resident_id = new_id()
    resident = desk.resident(resident_id)
    await desk.answer(answered, by=resident)
    await desk.close(closed)
    seen = (await resident.get(desk.surveys)).json()["items"]
    assert {one["id"]: one["answered"] for one in seen} == {asking: False, answered: True}
    assert all(one["sheets"] is None for one in seen)
    old = (await resident.get(desk.surveys, params={"state": "closed"})).json()["items"]
    assert [one["id"] for one in old] == [closed]
    assert (await resident.get(desk.surveys, params={"state": "draft"})).json()["items"] == []
    assert (await resident.get(f"{desk.surveys}/{draft}")).status_code == 404
    assert (await resident.get(f"{desk.surveys}/{asking}")).json()["questions"][0]["code"] == "want"


async def test_managers_see_every_survey_by_pages(desk: Desk) -> None:
    made = [(await desk.make())["id"] for _ in range(3)]
    first = (await desk.manager.get(desk.surveys, params={"limit": 2})).json()
    second = (await desk.manager.get(desk.surveys, params={"limit": 2, "cursor": first["next"]})).json()
    assert [one["id"] for one in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None


async def test_a_survey_that_is_over_by_its_date_asks_nobody(desk: Desk, rows: Rows) -> None:
    survey = await desk.opened(closes_at=(now() + timedelta(hours=1)).isoformat())
    await rows("update surveys set closes_at = now() - interval '1 minute' where id = $1", UUID(survey))
    assert (await desk.resident().get(desk.surveys)).json()["items"] == []
    refused = await desk.answer(survey)
    assert (refused.status_code, refused.json()["code"]) == (409, "surveys.not-open")


async def test_a_draft_whose_date_has_passed_does_not_open(desk: Desk, rows: Rows) -> None:
    survey = await desk.make(closes_at=(now() + timedelta(hours=1)).isoformat())
    await rows("update surveys set closes_at = now() where id = $1", UUID(survey["id"]))
    refused = await desk.manager.post(f"{desk.surveys}/{survey['id']}/open")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/closes_at"


async def test_paper_that_was_handed_in_is_counted(desk: Desk) -> None:
    survey = await desk.opened()
    place = f"{desk.surveys}/{survey}/paper-sheets"
    noted = await desk.manager.put(place, json={"received": 14}, headers={"If-Match": '"2"'})
    assert noted.json()["sheets"]["paper_received"] == 14
    assert (await desk.manager.put(place, json={"received": 1})).status_code == 428
    assert (
        await desk.manager.put(place, json={"received": -1}, headers={"If-Match": '"3"'})
    ).status_code == 422


async def test_anyone_reads_the_ready_questionnaires(desk: Desk) -> None:
    found = (await desk.api.get("/questionnaires")).json()
    assert [one["code"] for one in found["items"]] == ["housing_complaints", "neighbor_talents", "help"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""), ("PATCH", ""), ("POST", "/open"), ("POST", "/close"), ("PUT", "/paper-sheets"),
        ("POST", "/answers"), ("GET", "/results"), ("GET", "/sheets"),
    ],
)  # fmt: skip
async def test_a_foreign_center_and_a_foreign_survey_look_like_nothing(
    desk: Desk, another_desk: Desk, method: str, path: str
) -> None:
    survey = await desk.opened()
    body = {"answers": {"want": ["bench"]}, "channel": "phone"} if path == "/answers" else {"received": 1}
    if method == "PATCH":
        body = {"minutes": 3}
    for place in (f"{desk.surveys}/{survey}{path}", f"{another_desk.surveys}/{survey}{path}"):
        answered = await another_desk.manager.request(method, place, json=body, headers={"If-Match": '"2"'})
        assert answered.status_code == 404, (place, answered.text)


@pytest.mark.parametrize("path", ["/open", "/close"])
async def test_residents_neither_open_nor_close(desk: Desk, path: str) -> None:
    survey = await desk.opened()
    refused = await desk.resident().post(f"{desk.surveys}/{survey}{path}")
    assert (refused.status_code, refused.json()["code"]) == (403, "access.role-refused")


async def test_nobody_else_makes_surveys(desk: Desk) -> None:
    for token in (desk.tokens.city(), desk.tokens.operator(), desk.tokens.resident(desk.center, new_id())):
        refused = await desk.api.as_(token).post(desk.surveys, json={"questionnaire": "help"})
        assert refused.status_code == 403
    assert (await desk.api.post(desk.surveys, json={"questionnaire": "help"})).status_code == 401
