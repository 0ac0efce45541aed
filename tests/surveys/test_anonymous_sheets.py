"""A sheet of an anonymous survey: each answers once, and nothing that is kept leads from a person to it."""

from uuid import UUID

from shared.kit.ids import new_id
from tests.surveys.conftest import Desk, Facts, Join, Rows


async def test_an_anonymous_sheet_knows_nobody_and_still_each_answers_once(
    desk: Desk, facts: Facts, rows: Rows
) -> None:
    survey, resident_id = await desk.opened(anonymous=True), new_id()
    first, second = [await desk.answer(survey, by=desk.resident(resident_id)) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 409)
    assert second.json()["code"] == "surveys.already-answered"
    (sheet,) = await rows("select * from sheets where survey_id = $1", UUID(survey))
    assert sheet["resident_id"] is None
    assert sheet["answered_at"].time().isoformat() == "00:00:00"
    assert (await facts())[-1][1] == {
        "sheet_id": first.json()["id"], "survey_id": survey, "resident_id": None, "channel": "web",
    }  # fmt: skip
    assert str(sheet["id"]) != first.json()["id"]
    seen = (await desk.resident(resident_id).get(desk.surveys)).json()["items"]
    assert seen[0]["answered"] is True


async def test_a_refused_anonymous_sheet_leaves_its_person_free_to_answer(desk: Desk, joined: Join) -> None:
    survey, resident_id = await desk.opened(anonymous=True), await joined()
    sheet = {"channel": "paper", "number": "5"}
    assert (await desk.answer(survey, desk.manager, **sheet)).status_code == 201
    refused = await desk.answer(survey, desk.manager, **sheet, resident_id=str(resident_id))
    assert refused.json()["code"] == "surveys.sheet-number-taken"
    assert (await desk.answer(survey, by=desk.resident(resident_id))).status_code == 201


async def test_nothing_that_is_kept_leads_from_a_person_to_an_anonymous_sheet(
    desk: Desk, joined: Join, rows: Rows
) -> None:
    survey, resident_id = await desk.opened(anonymous=True), await joined()
    taken = await desk.answer(
        survey, by=desk.manager, channel="paper", number="5", resident_id=str(resident_id)
    )
    assert taken.status_code == 201
    for _ in range(20):
        await desk.answer(survey)
    await desk.close(survey)
    (sheet,) = await rows("select * from sheets where number = '5' and survey_id = $1", UUID(survey))
    (noted,) = await rows(
        "select * from audit where action = 'sheet.entered' and center_id = $1", desk.center
    )
    assert noted["evidence"] is None
    assert str(sheet["id"]) not in str(dict(noted))
    assert [
        dict(row) for row in await rows("select about_id from audit where about_id = $1", sheet["id"])
    ] == []
    sheets = "select xmin::text::bigint as by, id from sheets where survey_id = $1 order by ctid"
    stored = await rows(sheets, UUID(survey))
    assert len({row["by"] for row in stored}) == 1, "all were written anew by the transaction that closed"
    people = await rows("select xmin::text::bigint as by from answered where survey_id = $1", UUID(survey))
    assert {row["by"] for row in people}.isdisjoint({stored[0]["by"]})
    assert len(people) == 21
