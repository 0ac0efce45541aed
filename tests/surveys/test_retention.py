"""A year after its closing a survey keeps what was chosen, and nobody's name or words."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from services.surveys.personal.model import TERMS
from shared.kit.retention import sweep_once

if TYPE_CHECKING:
    from tests.surveys.conftest import Desk, Join

Rows = Callable[..., Awaitable[list[Any]]]  # Any: a record


@pytest.mark.parametrize(("days", "left"), [(366, 0), (364, 1)])
async def test_sheets_lose_the_person_a_year_after_the_closing(
    desk: "Desk", rows: Rows, joined: "Join", days: int, left: int
) -> None:
    resident = await joined()
    survey = await desk.opened()
    answers = {"want": ["bench"], "words": "У нас тихо"}
    assert (await desk.answer(survey, by=desk.resident(resident), answers=answers)).status_code == 201
    await desk.close(survey)
    await rows("update surveys set closed_at = closed_at - make_interval(days => $1)", days)
    await sweep_once(desk.api.app.state.database, TERMS)
    assert len(await rows("select 1 from sheets where resident_id = $1", resident)) == left
    (row,) = await rows("select answers from sheets")
    kept = orjson.loads(row["answers"])
    assert kept["want"] == ["bench"]
    assert ("words" in kept) is bool(left)


async def test_a_survey_that_runs_keeps_its_sheets(desk: "Desk", rows: Rows, joined: "Join") -> None:
    resident = await joined()
    survey = await desk.opened()
    assert (await desk.answer(survey, by=desk.resident(resident))).status_code == 201
    await rows("update sheets set answered_at = answered_at - interval '900 days'")
    await sweep_once(desk.api.app.state.database, TERMS)
    assert len(await rows("select 1 from sheets where resident_id = $1", resident)) == 1
