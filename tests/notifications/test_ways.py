"""Which way a message goes, when it may go, and that it goes once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.deliveries.model import BACKOFF, POSTPONED, Delivery
from services.notifications.preferences.model import end_of_quiet
from services.notifications.preferences.service import way_as_registered
from shared.contracts.requests import Way
from shared.kit.ids import new_id

NOON = datetime(2026, 5, 25, 9, 0, tzinfo=UTC)
"""12:00 by the city's clock."""


@pytest.mark.parametrize(
    ("at", "quiet", "allowed"),
    [
        ((18, 59), (22, 8), (0, 18, 59)),
        ((19, 0), (22, 8), (1, 5, 0)),
        ((22, 30), (22, 8), (1, 5, 0)),
        ((4, 59), (22, 8), (0, 5, 0)),
        ((5, 0), (22, 8), (0, 5, 0)),
        ((10, 30), (13, 15), (0, 12, 0)),
        ((12, 0), (13, 15), (0, 12, 0)),
    ],
    ids=str,
)
def test_message_waits_for_the_end_of_the_quiet_hours(
    at: tuple[int, int], quiet: tuple[int, int], allowed: tuple[int, int, int]
) -> None:
    moment = datetime(2026, 5, 25, *at, tzinfo=UTC)
    day, hour, minute = allowed
    expected = datetime(2026, 5, 25 + day, hour, minute, tzinfo=UTC)
    assert end_of_quiet(moment, time(quiet[0]), time(quiet[1])) == expected


def test_no_quiet_hours_keep_nobody_waiting() -> None:
    assert end_of_quiet(NOON, None, None) == NOON
    assert end_of_quiet(NOON, time(9), time(9)) == NOON


@given(st.times(), st.times(), st.integers(0, 100_000))
def test_end_of_the_quiet_hours_is_never_quiet_itself(quiet_from: time, quiet_to: time, minutes: int) -> None:
    at = NOON + timedelta(minutes=minutes)
    end = end_of_quiet(at, quiet_from, quiet_to)
    assert at <= end <= at + timedelta(days=1)
    assert end_of_quiet(end, quiet_from, quiet_to) == end


@pytest.mark.parametrize(
    ("registered", "urgent", "way"),
    [
        ("mail", True, "mail"),
        ("mail", False, "mail"),
        ("phone", True, "phone"),
        ("phone", False, "site"),
        ("visit", True, "visit"),
        ("visit", False, "site"),
        ("site", True, "site"),
        ("messenger", True, "site"),
    ],
)
def test_managers_call_and_visit_only_for_what_waits_for_an_answer(
    registered: Way, urgent: bool, way: Way
) -> None:
    assert way_as_registered(registered, urgent=urgent) == way


def delivery() -> Delivery:
    return Delivery(
        message_id=new_id(), resident_id=new_id(), way="mail", state="due", attempts=0, due_at=NOON
    )


def test_failed_delivery_waits_longer_each_time_and_then_stays_on_the_site() -> None:
    one = delivery()
    for wait in BACKOFF:
        one.take(NOON)
        assert not one.failed(NOON)
        assert (one.state, one.due_at) == ("due", NOON + wait)
    one.take(NOON)
    assert one.failed(NOON)
    assert one.state == "left_on_site"


def test_postponed_delivery_loses_no_attempt() -> None:
    one = delivery()
    one.take(NOON)
    one.postpone(NOON)
    assert (one.state, one.attempts, one.due_at) == ("due", 0, NOON + POSTPONED)
