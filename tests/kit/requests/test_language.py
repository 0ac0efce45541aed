"""Whoever asks for English is refused in English; everybody else in Russian."""

from uuid import UUID

import pytest

from shared.kit.language import asked
from shared.testing.tokens import Tokens
from tests.kit.requests.conftest import Shelf


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ru"), ("*", "ru"), ("de, fr;q=0.5", "ru"), ("ru", "ru"), ("en", "en"), ("en-GB,en;q=0.9", "en"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"), ("de, en;q=0.7, ru;q=0.3", "en"), ("en;q=0, ru", "ru"),
        ("en;q=lots", "ru"), (";;q=,,", "ru"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_wished_for_most(header: str, language: str) -> None:
    assert asked(header) == language


async def test_a_wrong_value_is_told_in_english(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(
        f"/centers/{center}/things", json={"name": "x" * 21}, headers={"accept-language": "en-US,en;q=0.9"}
    )
    (wrong,) = answer.json()["errors"]
    assert (answer.headers["content-language"], answer.json()["title"]) == (
        "en",
        "Check what you have entered",
    )
    assert wrong["message"] == "At most 20 characters"


async def test_without_a_wish_it_is_russian(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    answer = await shelf.api.as_(tokens.manager(center)).post(f"/centers/{center}/things", json={})
    assert (answer.headers["content-language"], answer.json()["title"]) == ("ru", "Проверьте, что введено")


async def test_a_sentence_without_english_stays_as_it_is(shelf: Shelf, center: UUID, tokens: Tokens) -> None:
    api = shelf.api.as_(tokens.manager(center))
    for _ in range(2):
        answer = await api.post(
            f"/centers/{center}/things", json={"name": "лампа"}, headers={"accept-language": "en"}
        )
    assert (answer.status_code, answer.json()["title"]) == (409, "Такая вещь уже есть")
