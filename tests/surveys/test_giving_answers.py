"""Answers by web, paper, telephone and visit: one sheet a person, and what the city hears of it."""

import asyncio
from uuid import UUID

import pytest

from shared.contracts.permissions import Role
from shared.contracts.registry import ResidentErasedV1
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Tell
from tests.surveys.conftest import Desk, Facts, Join, Json, Rows

_NOTED = """
select a.*, w.ground as said, w.evidence as number from audit a left join audit_words w on w.line = a.id
where a.action = 'sheet.entered' and a.center_id = $1
"""
HELP = {
    "sides": ["need", "offer"],
    "needs": ["escort", "other"],
    "needs_other": "Проводить Тамару Ильиничну к врачу",
    "needs_when": ["weekday_morning"],
    "offers": ["knitting"],
    "offers_when": ["weekend", "weekday_evening"],
    "matters": "Звоните по телефону 8 900 123-45-67",
}


async def test_a_resident_answers_on_the_web(desk: Desk, facts: Facts, rows: Rows) -> None:
    survey, resident_id = await desk.opened(), new_id()
    taken = await desk.answer(survey, by=desk.resident(resident_id), answers={"want": ["bench"], "mood": 4})
    assert taken.status_code == 201
    sheet_id = taken.json()["id"]
    assert taken.json() == {"id": sheet_id, "survey_id": survey, "anonymous": False}
    assert (await facts())[1:] == [
        ("surveys.sheet.answered.v1",
         {"sheet_id": sheet_id, "survey_id": survey, "resident_id": str(resident_id), "channel": "web"}),
    ]  # fmt: skip
    (kept,) = await rows(
        "select resident_id, entered_by, answers::text from sheets where survey_id = $1", UUID(survey)
    )
    assert dict(kept) == {
        "resident_id": resident_id,
        "entered_by": None,
        "answers": '{"mood": 4, "want": ["bench"]}',
    }


async def test_a_person_answers_once(desk: Desk, facts: Facts) -> None:
    survey, resident = await desk.opened(), desk.resident()
    first, second = [await desk.answer(survey, by=resident) for _ in range(2)]
    assert first.status_code == 201
    assert (second.status_code, second.json()["code"]) == (409, "surveys.already-answered")
    assert len(await facts()) == 2


async def test_a_person_who_presses_eight_times_at_once_has_one_sheet(desk: Desk, rows: Rows) -> None:
    survey, resident = await desk.opened(), desk.resident()
    answered = await asyncio.gather(*[desk.answer(survey, by=resident) for _ in range(8)])
    assert sorted(one.status_code for one in answered) == [201] + [409] * 7
    assert len(await rows("select from sheets where survey_id = $1", UUID(survey))) == 1


async def test_a_repeated_key_answers_the_first_result(desk: Desk, facts: Facts) -> None:
    survey, resident = await desk.opened(), desk.resident()
    body, headers = {"answers": {"want": ["lamp"]}}, {"Idempotency-Key": str(new_id())}
    place = f"{desk.surveys}/{survey}/answers"
    first, second = [await resident.post(place, json=body, headers=headers) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len(await facts()) == 2
    other = await resident.post(place, json={"answers": {"want": ["bench"]}}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.other-body")


async def test_everything_wrong_with_a_sheet_is_said_and_nothing_kept(
    desk: Desk, facts: Facts, rows: Rows
) -> None:
    survey = await desk.opened()
    refused = await desk.answer(survey, answers={"mood": 9, "children": "два", "price": 5})
    assert refused.status_code == 422
    assert {one["pointer"]: one["code"] for one in refused.json()["errors"]} == {
        "/answers/price": "unknown-question",
        "/answers/want": "required",
        "/answers/mood": "out-of-range",
        "/answers/children": "out-of-range",
    }
    assert await rows("select from sheets where survey_id = $1", UUID(survey)) == []
    assert len(await facts()) == 1


@pytest.mark.parametrize("state", ["draft", "closed"])
async def test_a_survey_that_is_not_open_takes_no_answers(desk: Desk, state: str) -> None:
    survey = (await desk.make())["id"] if state == "draft" else await desk.opened()
    if state == "closed":
        assert (await desk.answer(survey)).status_code == 201
        await desk.close(survey)
    by_manager = await desk.answer(survey, by=desk.manager, channel="phone")
    assert (by_manager.status_code, by_manager.json()["code"]) == (409, "surveys.not-open")
    by_resident = await desk.answer(survey)
    assert by_resident.status_code == (404 if state == "draft" else 409)


async def test_a_survey_that_was_a_draft_a_moment_ago_takes_answers_once_open(desk: Desk) -> None:
    survey = (await desk.make())["id"]
    await desk.answer(survey)
    await desk.manager.post(f"{desk.surveys}/{survey}/open")
    assert (await desk.answer(survey)).status_code == 201


async def test_a_manager_enters_a_paper_sheet_of_a_known_resident(
    desk: Desk, joined: Join, facts: Facts, rows: Rows
) -> None:
    survey, resident_id = await desk.opened(), await joined()
    taken = await desk.answer(
        survey, by=desk.manager, channel="paper", number="12", resident_id=str(resident_id),
        answers={"mood": 3},
    )  # fmt: skip
    assert taken.status_code == 201, taken.text
    assert (await facts())[-1][1]["channel"] == "paper"
    (noted,) = await rows(_NOTED, desk.center)
    assert (noted["about_id"], noted["ground"], noted["number"]) == (resident_id, "paper", "12")
    assert noted["actor_role"] == "manager"


async def test_the_ground_that_a_manager_gives_is_noted(desk: Desk, rows: Rows) -> None:
    survey = await desk.opened()
    taken = await desk.answer(survey, by=desk.manager, channel="visit", ground="Просила записать сама")
    assert taken.status_code == 201
    (noted,) = await rows(_NOTED, desk.center)
    assert (noted["about_id"], noted["said"]) == (UUID(survey), "Просила записать сама")


async def test_a_resident_nobody_has_heard_of_can_be_retried(
    desk: Desk, another_desk: Desk, joined: Join
) -> None:
    survey = await desk.opened()
    refused = await desk.answer(survey, by=desk.manager, channel="phone", resident_id=str(new_id()))
    assert (refused.status_code, refused.json()["code"]) == (422, "surveys.resident-unknown")
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["errors"][0]["pointer"] == "/resident_id"
    known_here = await joined()
    foreign = await another_desk.opened()
    refused = await another_desk.answer(
        foreign, by=another_desk.manager, channel="phone", resident_id=str(known_here)
    )
    assert refused.json()["code"] == "surveys.resident-unknown"


async def test_a_paper_sheet_is_entered_once(desk: Desk) -> None:
    survey = await desk.opened()
    first, second = [
        await desk.answer(survey, by=desk.manager, channel="paper", number="7/А") for _ in range(2)
    ]
    assert first.status_code == 201
    assert (second.status_code, second.json()["code"]) == (409, "surveys.sheet-number-taken")


async def test_who_answered_on_the_web_does_not_answer_on_paper_too(desk: Desk, joined: Join) -> None:
    survey, resident_id = await desk.opened(), await joined()
    assert (await desk.answer(survey, by=desk.resident(resident_id))).status_code == 201
    second = await desk.answer(
        survey, by=desk.manager, channel="paper", number="1", resident_id=str(resident_id)
    )
    assert (second.status_code, second.json()["code"]) == (409, "surveys.already-answered")


async def test_each_answers_by_their_own_channel(desk: Desk) -> None:
    survey = await desk.opened()
    for channel in ("paper", "phone", "visit"):
        refused = await desk.answer(survey, channel=channel)
        assert (refused.status_code, refused.json()["code"]) == (403, "surveys.channel-refused")
    refused = await desk.answer(survey, by=desk.manager)
    assert (refused.status_code, refused.json()["code"]) == (403, "surveys.channel-refused")


async def test_a_resident_does_not_answer_for_another(desk: Desk) -> None:
    survey = await desk.opened()
    assert (await desk.answer(survey, resident_id=str(new_id()))).status_code == 404


@pytest.mark.parametrize("role", ["city", "operator", "partner", "company"])
async def test_nobody_else_answers(desk: Desk, role: Role) -> None:
    survey = await desk.opened()
    other = desk.api.as_(desk.tokens.of(role, new_id(), [desk.center]))
    assert (await desk.answer(survey, by=other)).status_code == 403


async def test_with_consent_help_becomes_offers_and_needs(desk: Desk, facts: Facts) -> None:
    survey, resident_id = await desk.opened(questionnaire="help"), new_id()
    taken = await desk.answer(survey, by=desk.resident(resident_id), answers={**HELP, "consent_bank": True})
    said = {"sheet_id": taken.json()["id"], "resident_id": str(resident_id), "channel": "web",
            "consent": "talents-bank/1"}  # fmt: skip
    assert (await facts())[2:] == [
        ("surveys.sheet.help_offered.v1",
         {**said, "skills": ["knitting"], "free": ["weekend", "weekday_evening"]}),
        ("surveys.sheet.help_needed.v1",
         {**said, "skills": ["escort", "other"], "free": ["weekday_morning"]}),
    ]  # fmt: skip


@pytest.mark.parametrize("consent", [{}, {"consent_bank": False}])
async def test_without_consent_nothing_follows(desk: Desk, facts: Facts, consent: Json) -> None:
    survey = await desk.opened(questionnaire="help")
    assert (await desk.answer(survey, answers={**HELP, **consent})).status_code == 201
    assert [of for of, _ in await facts()] == ["surveys.survey.opened.v1", "surveys.sheet.answered.v1"]


async def test_a_sheet_without_a_name_leads_nowhere_even_with_consent(desk: Desk, facts: Facts) -> None:
    survey = await desk.opened(questionnaire="help")
    answers = {**HELP, "consent_bank": True}
    taken = await desk.answer(survey, by=desk.manager, channel="paper", number="3", answers=answers)
    assert taken.status_code == 201
    assert [of for of, _ in await facts()] == ["surveys.survey.opened.v1", "surveys.sheet.answered.v1"]


async def test_talents_and_wishes_share_the_free_time(desk: Desk, facts: Facts) -> None:
    survey = await desk.opened(questionnaire="neighbor_talents")
    answers = {"skills": ["cooking"], "wishes": ["games"], "when": ["weekend"], "consent_bank": True}
    assert (await desk.answer(survey, answers=answers)).status_code == 201
    said = {of: (body["skills"], body["free"]) for of, body in (await facts())[2:]}
    assert said == {
        "surveys.sheet.help_offered.v1": (["cooking"], ["weekend"]),
        "surveys.sheet.help_needed.v1": (["games"], ["weekend"]),
    }


async def test_with_consent_complaints_are_raised(desk: Desk, facts: Facts) -> None:
    survey = await desk.opened(questionnaire="housing_complaints")
    answers = {"cleaning": "never", "troubles": ["lift", "roof"], "consent_complaints": True}
    assert (await desk.answer(survey, answers=answers)).status_code == 201
    of, body = (await facts())[-1]
    assert (of, body["about"], body["consent"]) == (
        "surveys.sheet.complaint_raised.v1", ["lift", "roof"], "complaints/1",
    )  # fmt: skip


async def test_no_word_of_a_person_is_in_a_fact(desk: Desk, rows: Rows) -> None:
    survey = await desk.opened(questionnaire="help")
    await desk.answer(survey, answers={**HELP, "consent_bank": True})
    for row in await rows("select data, subject from outbox where center_id = $1", desk.center):
        for secret in ("Тамар", "телефон", "8 900", "123-45-67"):
            assert secret not in row["data"]
            assert secret not in row["subject"]


async def test_a_refused_sheet_leaves_no_trace(desk: Desk, facts: Facts, rows: Rows) -> None:
    survey = await desk.opened()
    key = {"Idempotency-Key": str(new_id())}
    body = {"answers": {"mood": 3}, "channel": "phone", "resident_id": str(new_id())}
    refused = await desk.manager.post(f"{desk.surveys}/{survey}/answers", json=body, headers=key)
    assert refused.status_code == 422
    assert [of for of, _ in await facts()] == ["surveys.survey.opened.v1"]
    assert (
        await rows("select from audit where action = 'sheet.entered' and center_id = $1", desk.center) == []
    )
    assert await rows("select from idempotency where key = $1", key["Idempotency-Key"]) == []


async def test_an_erased_resident_leaves_choices_and_no_words(
    desk: Desk, joined: Join, told: Tell, eventually: Eventually, rows: Rows
) -> None:
    survey, resident_id = await desk.opened(), await joined()
    answers = {"want": ["bench"], "mood": 2, "words": "Это Иван из 12-й квартиры"}
    await desk.answer(survey, by=desk.resident(resident_id), answers=answers)
    unnamed = await desk.opened(anonymous=True)
    await desk.answer(unnamed, by=desk.resident(resident_id))
    await told(ResidentErasedV1(resident_id=resident_id), desk.center)
    await eventually(lambda: rows("select from residents where id = $1 and erased", resident_id))
    (sheet,) = await rows("select * from sheets where survey_id = $1", UUID(survey))
    assert (sheet["resident_id"], sheet["consents"]) == (None, [])
    assert sheet["answers"] == '{"mood": 2, "want": ["bench"]}'
    assert await rows("select from answered where resident_id = $1", resident_id) == []


async def test_an_erased_resident_answers_no_more(
    desk: Desk, joined: Join, told: Tell, eventually: Eventually, rows: Rows
) -> None:
    survey, resident_id = await desk.opened(), await joined()
    await told(ResidentErasedV1(resident_id=resident_id), desk.center)
    await eventually(lambda: rows("select from residents where id = $1 and erased", resident_id))
    for by, channel in ((desk.resident(resident_id), "web"), (desk.manager, "phone")):
        refused = await desk.answer(survey, by=by, channel=channel, resident_id=str(resident_id))
        assert (refused.status_code, refused.json()["code"]) == (422, "surveys.resident-unknown")
    assert await rows("select from sheets where survey_id = $1", UUID(survey)) == []
