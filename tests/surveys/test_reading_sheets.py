"""Managers read single sheets, which is noted; nobody else does."""

from tests.surveys.conftest import Desk, Join, Rows


async def test_managers_see_sheets_and_reading_one_is_noted(desk: Desk, joined: Join, rows: Rows) -> None:
    survey, resident_id = await desk.opened(), await joined()
    await desk.answer(survey, by=desk.manager, channel="paper", number="1", resident_id=str(resident_id))
    await desk.answer(survey)
    place = f"{desk.surveys}/{survey}/sheets"
    both = (await desk.manager.get(place)).json()["items"]
    assert [one["channel"] for one in both] == ["web", "paper"]
    paper = (await desk.manager.get(place, params={"channel": "paper"})).json()["items"]
    assert [one["number"] for one in paper] == ["1"]
    whole = (await desk.manager.get(f"{place}/{paper[0]['id']}")).json()
    assert whole["answers"] == {"want": ["bench"]}
    noted = await rows(
        "select about_id from audit where action = 'sheet.read' and center_id = $1", desk.center
    )
    assert [row["about_id"] for row in noted] == [resident_id]


async def test_residents_see_no_sheet_not_even_their_own(desk: Desk) -> None:
    survey, resident = await desk.opened(), desk.resident()
    sheet = (await desk.answer(survey, by=resident)).json()["id"]
    assert (await resident.get(f"{desk.surveys}/{survey}/sheets")).status_code == 403
    assert (await resident.get(f"{desk.surveys}/{survey}/sheets/{sheet}")).status_code == 403


async def test_a_sheet_is_found_only_in_its_own_survey(desk: Desk) -> None:
    survey, other = await desk.opened(), await desk.opened()
    sheet = (await desk.answer(survey)).json()["id"]
    assert (await desk.manager.get(f"{desk.surveys}/{other}/sheets/{sheet}")).status_code == 404
