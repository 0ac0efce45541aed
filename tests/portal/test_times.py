"""Times as people say them."""

from datetime import UTC, date, datetime

import pytest

from services.portal.wording.language import language
from services.portal.wording.times import day_said, moment_said

_THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 25), "вчера"),
        (date(2026, 11, 26), "сегодня"),
        (date(2026, 11, 27), "завтра"),
        (date(2026, 11, 28), "в субботу"),
        (date(2026, 12, 1), "во вторник"),
        (date(2026, 12, 2), "в среду"),
        (date(2026, 12, 3), "3 декабря"),
        (date(2026, 10, 26), "26 октября"),
        (date(2027, 5, 28), "28 мая 2027"),
    ],
)
def test_days_are_said_from_today(day: date, said: str) -> None:
    assert day_said(language("ru"), day, _THURSDAY).replace("\N{NO-BREAK SPACE}", " ") == said


def test_moments_are_told_by_the_clocks_of_the_city() -> None:
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    late = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
    assert moment_said(language("ru"), late, now) == "завтра, 01:30"


def test_english_days_are_english() -> None:
    assert day_said(language("en"), date(2026, 11, 28), _THURSDAY) == "on Saturday"
