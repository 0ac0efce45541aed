"""The day of the city begins at its own midnight."""

from datetime import UTC, date, datetime

import pytest

from shared.kit import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 26, 20, 59, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 26, 21, 0, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 27, 2, 0, tzinfo=UTC), date(2026, 11, 27)),
    ],
)
def test_today_is_the_day_in_the_city(monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert clock.today() == day
