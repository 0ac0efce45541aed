"""The page of terms says what the services do."""

import pytest

from deploy.retention_page import PAGE, main, retention_page


def test_the_page_is_what_the_services_declare() -> None:
    assert PAGE.read_text(encoding="utf-8") == retention_page(), "python -m deploy.retention_page write"


def test_wrong_arguments_are_answered_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wirte"]) == 2
    assert "write|check" in capsys.readouterr().err
