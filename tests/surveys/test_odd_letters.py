"""Letters that no database keeps: they are refused where they stand, and never break an answer."""

import pytest

from tests.surveys.conftest import Desk, Rows

ODD = ['"\\ud800"', '"\\u0000"', '{"a": [1]}', "1e400", "[[]]", "null"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("code", ["want", "words", "mood", "children"])
async def test_an_odd_value_is_refused(desk: Desk, odd: str, code: str) -> None:
    survey = await desk.opened()
    sheet = f'{{"answers": {{"want": ["bench"], "{code}": {odd}}}}}'
    refused = await desk.resident().post(
        f"{desk.surveys}/{survey}/answers", content=sheet, headers={"Content-Type": "application/json"}
    )
    left_blank = odd == "null" and code != "want"
    assert refused.status_code == (201 if left_blank else 422), refused.text


@pytest.mark.parametrize("odd", ["\\ud800", "\\u0000", "a" * 5000, "", "~/", "q\\n"])
async def test_an_odd_question_is_refused(desk: Desk, odd: str) -> None:
    survey = await desk.opened()
    refused = await desk.resident().post(
        f"{desk.surveys}/{survey}/answers",
        content=f'{{"answers": {{"want": ["bench"], "{odd}": 1}}}}',
        headers={"Content-Type": "application/json"},
    )
    assert refused.status_code == 422
    assert len(refused.content) < 1500


@pytest.mark.parametrize("field", ["ground", "number"])
@pytest.mark.parametrize("odd", ["\\ud800", "\\u0000", "а\\nб", " "])
async def test_an_odd_note_is_refused(desk: Desk, rows: Rows, field: str, odd: str) -> None:
    survey = await desk.opened()
    refused = await desk.manager.post(
        f"{desk.surveys}/{survey}/answers",
        content=f'{{"answers": {{"want": ["bench"]}}, "channel": "paper", "{field}": "{odd}"}}',
        headers={"Content-Type": "application/json"},
    )
    assert refused.status_code == 422
    assert await rows("select from sheets where center_id = $1", desk.center) == []
