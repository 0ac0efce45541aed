"""Tests of one city are dealt to one worker, and what is dealt together is there."""

from pathlib import Path

import pytest

from shared.testing.dealing import TOGETHER, dealt_with

ROOT = Path(__file__).parents[2]


def test_tests_of_one_city_are_dealt_together_and_others_one_by_one() -> None:
    commands = dealt_with("tests/embedded/test_commands.py::test_backup")
    assert dealt_with("tests/embedded/test_erased_bytes.py::test_bytes") == commands
    walked = dealt_with("tests/journeys/test_help_given.py::test_walk")
    assert walked not in (commands, dealt_with("tests/journeys/test_traces.py::test_traces"))
    alone = ["tests/talents/test_offers.py::test_offer[1]", "tests/talents/test_offers.py::test_offer[2]"]
    assert [dealt_with(test) for test in alone] == alone


@pytest.mark.parametrize("start", TOGETHER)
def test_what_is_dealt_together_is_there(start: str) -> None:
    assert (ROOT / start).exists()
