"""What breaks is logged with its place, and without the words that a person may have typed."""

from uuid import UUID

import pytest

from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


async def test_place_of_a_failure_is_logged_and_its_words_are_not(
    shelf: Shelf, center: UUID, tokens: Tokens, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/broken-things", json={})
    logged = capsys.readouterr().out
    assert answer.status_code == 500
    assert "request.broke" in logged
    assert "shelf.py:" in logged
    assert "on purpose" not in logged + answer.text
