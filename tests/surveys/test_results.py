"""The totals of real sheets: one over all channels, whole for managers, careful for residents."""

import asyncio
from datetime import timedelta
from uuid import UUID

from services.surveys.surveys.service import close_due_surveys
from shared.kit.clock import now
from tests.surveys.conftest import Desk, Facts, Json, Rows


def total_of(results: Json, code: str) -> dict[str, int | None]:
    question = next(one for one in results["questions"] if one["code"] == code)
    return {option["code"]: option["count"]["total"] for option in question["options"]}


async def answered_survey(desk: Desk) -> str:
    survey = await desk.opened()
    for n in range(6):
        await desk.answer(
            survey, answers={"want": ["bench", "lamp"], "where": "gate", "mood": 5, "children": n}
        )
    for n in range(6):
        await desk.answer(survey, by=desk.manager, channel="paper", number=str(n),
                          answers={"want": ["lamp"], "mood": 1, "words": f"Лист {n}"})  # fmt: skip
    await desk.answer(survey, by=desk.manager, channel="phone", answers={"want": ["nothing"]})
    return survey


async def test_managers_see_one_total_and_each_channel(desk: Desk) -> None:
    survey = await answered_survey(desk)
    results = (await desk.manager.get(f"{desk.surveys}/{survey}/results")).json()
    assert results["sheets"] == {
        "total": 13,
        "hidden": False,
        "by_channel": {"web": 6, "paper": 6, "phone": 1},
    }
    assert total_of(results, "want") == {"bench": 6, "lamp": 12, "nothing": 1}
    lamp = results["questions"][0]["options"][1]["count"]
    assert lamp["by_channel"] == {"web": 6, "paper": 6}
    assert total_of(results, "mood") == {"1": 6, "2": 0, "3": 0, "4": 0, "5": 6}
    assert results["questions"][2]["numbers"]["mean"] == 3
    assert results["questions"][3]["numbers"] == {"mean": 2.5, "median": 2.5, "smallest": 0, "largest": 5}
    assert sorted(results["questions"][4]["texts"]) == [f"Лист {n}" for n in range(6)]
    assert results["hidden_below"] == 5


async def test_residents_wait_for_the_end_and_see_no_small_group(desk: Desk) -> None:
    survey = await answered_survey(desk)
    place, resident = f"{desk.surveys}/{survey}/results", desk.resident()
    early = await resident.get(place)
    assert (early.status_code, early.json()["code"]) == (409, "surveys.results-not-yet")
    await desk.close(survey)
    results = (await resident.get(place)).json()
    assert results["sheets"] == {"total": 13, "hidden": False, "by_channel": None}
    assert total_of(results, "want") == {"bench": 6, "lamp": None, "nothing": None}
    assert results["questions"][4]["texts"] is None
    assert results["questions"][3]["numbers"]["largest"] is None


async def test_residents_see_no_results_of_a_draft(desk: Desk) -> None:
    survey = (await desk.make())["id"]
    assert (await desk.resident().get(f"{desk.surveys}/{survey}/results")).status_code == 404


async def test_a_survey_without_answers_has_zeros(desk: Desk) -> None:
    survey = await desk.opened(questionnaire="housing_complaints")
    results = (await desk.manager.get(f"{desk.surveys}/{survey}/results")).json()
    assert results["sheets"]["total"] == 0
    assert set(total_of(results, "cleaning").values()) == {0}


async def test_the_city_reads_no_results(desk: Desk) -> None:
    survey = await desk.opened()
    refused = await desk.api.as_(desk.tokens.city()).get(f"{desk.surveys}/{survey}/results")
    assert refused.status_code == 403


async def test_an_anonymous_survey_counts_as_any_other(desk: Desk) -> None:
    survey = await desk.opened(anonymous=True)
    await asyncio.gather(*[desk.answer(survey, answers={"want": ["lamp"], "mood": 3}) for _ in range(7)])
    await desk.close(survey)
    results = (await desk.manager.get(f"{desk.surveys}/{survey}/results")).json()
    assert total_of(results, "want")["lamp"] == 7
    assert total_of(results, "mood")["3"] == 7


async def test_a_survey_closes_by_itself_when_its_day_has_come(desk: Desk, facts: Facts, rows: Rows) -> None:
    survey = await desk.opened(closes_at=(now() + timedelta(hours=1)).isoformat())
    other = await desk.opened(closes_at=(now() + timedelta(hours=1)).isoformat())
    await desk.answer(survey)
    await rows("update closing_dates set closes_at = now() where survey_id = $1", UUID(survey))
    await close_due_surveys(desk.api.app.state.database)
    states = {one["id"]: one["state"] for one in (await desk.manager.get(desk.surveys)).json()["items"]}
    assert states == {survey: "closed", other: "open"}
    assert (await facts())[-1] == (
        "surveys.survey.closed.v1", {"survey_id": survey, "questionnaire": "own", "sheets": 1},
    )  # fmt: skip
    assert await rows("select from closing_dates where survey_id = $1", UUID(survey)) == []


async def test_a_survey_that_was_closed_by_hand_is_not_closed_again(
    desk: Desk, facts: Facts, rows: Rows
) -> None:
    survey = await desk.opened(closes_at=(now() + timedelta(hours=1)).isoformat())
    await desk.close(survey)
    assert await rows("select from closing_dates where survey_id = $1", UUID(survey)) == []
    await close_due_surveys(desk.api.app.state.database)
    assert len([of for of, _ in await facts() if of == "surveys.survey.closed.v1"]) == 1


async def test_a_date_left_behind_holds_nobody_up(desk: Desk, rows: Rows) -> None:
    stale, due = [await desk.opened(closes_at=(now() + timedelta(hours=1)).isoformat()) for _ in range(2)]
    await desk.close(stale)
    await rows(
        "insert into closing_dates values ($1, $2, now() - interval '1 day')", UUID(stale), desk.center
    )
    await rows("update closing_dates set closes_at = now() where survey_id = $1", UUID(due))
    await close_due_surveys(desk.api.app.state.database)
    assert await rows("select from closing_dates where of_center = $1", desk.center) == []
    assert (await desk.manager.get(f"{desk.surveys}/{due}")).json()["state"] == "closed"


async def test_no_sheet_comes_after_the_count_of_a_closing(desk: Desk, facts: Facts, rows: Rows) -> None:
    survey = await desk.opened()

    async def close_in_the_middle() -> None:
        await desk.close(survey)

    waves = [desk.answer(survey) for _ in range(12)]
    await asyncio.gather(*waves[:6], close_in_the_middle(), *waves[6:])
    stored = await rows("select from sheets where survey_id = $1", UUID(survey))
    (closed,) = [body for of, body in await facts() if of == "surveys.survey.closed.v1"]
    assert closed["sheets"] == len(stored)
