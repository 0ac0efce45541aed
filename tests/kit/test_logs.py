"""A failure is logged with its trail, and without the words that may quote somebody's data."""

import logging

import pytest
import structlog

from shared.kit.logs import set_up, trail

PHONE = "+79160000000"


def test_a_trail_names_place_and_kind_of_each_failure_and_quotes_none() -> None:
    try:
        try:
            raise ValueError(f"Key (phone)=({PHONE}) already exists")
        except ValueError as failed:
            raise RuntimeError("Иванова") from failed
    except RuntimeError as failed:
        told = trail((RuntimeError, failed, failed.__traceback__))
    assert "builtins.RuntimeError" in told
    assert "builtins.ValueError" in told
    assert told.count("test_logs.py") == 2
    assert PHONE not in told


def test_neither_our_own_lines_nor_those_of_libraries_quote_a_failure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = logging.getLogger().handlers[:]
    set_up("trial")
    try:
        name = "Ива" + "нова"
        try:
            raise ValueError(name)
        except ValueError:
            logging.getLogger("library").exception("not shown")
            structlog.get_logger().exception("failed")
    finally:
        logging.getLogger().handlers[:] = before
        structlog.reset_defaults()
    written = capsys.readouterr().out
    assert written.count("builtins.ValueError") == 2
    assert name not in written
