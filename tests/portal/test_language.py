"""Russian as it must be said, and English for everything."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from services.portal import pages
from services.portal.language import language
from tests.portal.conftest import Center

_PORTAL = Path(pages.__file__).parent
_KEYWORDS = {"_": None, "say": None, "rich": None, "phrase": None, "many": (2, 4)}
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 дел"), (1, "1 дело"), (2, "2 дела"), (4, "4 дела"), (5, "5 дел"), (11, "11 дел"), (12, "12 дел"),
        (14, "14 дел"), (21, "21 дело"), (22, "22 дела"), (25, "25 дел"), (111, "111 дел"), (1001, "1 001 дело"),
    ],
)  # fmt: skip
def test_counts_are_correct_russian(number: int, said: str) -> None:
    found = language("ru").many(number, "{n} дело", "{n} дела", "{n} дел")
    assert found.replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 questions"), (1, "1 question"), (2, "2 questions"), (21, "21 questions")]
)
def test_counts_are_correct_english(number: int, said: str) -> None:
    assert language("en").many(number, "{n} вопрос", "{n} вопроса", "{n} вопросов") == said


def test_short_words_stay_with_the_next_one() -> None:
    said = language("ru").say("Имя и адрес видят только менеджеры, а не все в доме")
    assert "и\N{NO-BREAK SPACE}адрес" in said
    assert "в\N{NO-BREAK SPACE}доме" in said


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert language("ru").percent(0.142, 1) == "14,2\N{NO-BREAK SPACE}%"
    assert language("en").percent(0.142, 1) == "14.2%"
    assert language("ru").number(129590) == "129\N{NO-BREAK SPACE}590"


def test_values_cannot_bring_markup_along() -> None:
    assert language("ru").rich("<b>{name}</b>", name="<script>") == "<b>&lt;script&gt;</b>"


def test_every_text_has_its_english() -> None:
    known = {
        message.id for message in read_po(BytesIO((_PORTAL / "locale/en.po").read_bytes())) if message.id
    }
    found = extract_from_dir(str(_PORTAL), _METHODS, keywords=_KEYWORDS)
    said = {text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found if text}
    missing = {text for text in said if text not in known}
    assert not missing
    assert not {text for text in known if text not in said}, "texts that nobody says any more"


async def test_the_language_is_switched_and_kept(center_pages: Center) -> None:
    visitor = center_pages.visitor()
    page = await visitor.open("/language/en?back=/sign-in")
    assert visitor.here == "/sign-in"
    assert "No password is needed" in page.text
    assert "Get a code" in (await visitor.open("/sign-in")).text


async def test_no_russian_is_left_on_english_pages(center_pages: Center) -> None:
    person = await center_pages.person("Maria", "Ivanova")
    for visitor, paths in (
        (
            center_pages.resident(person),
            ("/", "/help/need/what", "/help/offer/when", "/matters", "/me", "/me/ways"),
        ),
        (
            center_pages.manager(),
            ("/desk", "/desk/people/new", "/desk/talents", "/desk/events/new"),
        ),
        (center_pages.visitor(), ("/", "/sign-in")),
    ):
        await visitor.open("/language/en")
        for path in paths:
            text = (await visitor.open(path)).text.replace("Русский", "").replace("Дом на углу", "")
            text = text.replace("Садовая", "")
            assert not [word for word in text.split() if any("а" <= letter <= "я" for letter in word)], path
