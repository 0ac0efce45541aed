"""Russian as it must be said, and English for everything."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from services.portal import pages
from services.portal.wording.language import language
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


def test_a_number_stays_with_what_it_counts() -> None:
    said = language("ru").many(2, "в очереди {n} человек", "в очереди {n} человека", "в очереди {n} человек")
    assert said.endswith("2\N{NO-BREAK SPACE}человека")
    assert language("ru").say("Очередь: {place}", place="дом у леса") == "Очередь: дом у леса"


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


async def test_switching_the_language_keeps_the_whole_address(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/people?q=нет%20таких&house=")
    (other,) = (link for link in page.links if link.startswith("/language/"))
    await visitor.open(other)
    assert visitor.here == "/desk/people?q=%D0%BD%D0%B5%D1%82%20%D1%82%D0%B0%D0%BA%D0%B8%D1%85&house="


async def test_switching_it_after_a_form_leads_to_where_the_form_stood(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/talks/new?kind=need")
    visitor.headers["referer"] = "http://sosedi.test/desk/talks/new?kind=need"
    page = await visitor.submit(page, {"words": ""}, expect=422)
    assert "/language/en?back=/desk/talks/new%3Fkind%3Dneed" in page.links


@pytest.mark.parametrize(
    ("wishes", "title"),
    [
        ("en-GB,en;q=0.9", "Sign in"),
        ("ru-RU,en;q=0.8", "Вход"),
        ("tt-RU, de;q=0.5", "Вход"),
        ("en;q=0", "Вход"),
    ],
)
async def test_pages_speak_the_language_that_the_browser_wishes(
    center_pages: Center, wishes: str, title: str
) -> None:
    visitor = center_pages.visitor()
    visitor.headers["accept-language"] = wishes
    assert (await visitor.open("/sign-in")).title.startswith(title)


async def test_what_was_switched_to_goes_before_what_the_browser_wishes(center_pages: Center) -> None:
    visitor = center_pages.visitor()
    visitor.headers["accept-language"] = "en"
    await visitor.open("/language/ru?back=/sign-in")
    assert (await visitor.open("/sign-in")).title.startswith("Вход")


OF_EVERY_RESIDENT = (
    "/", "/help/need/what", "/help/offer/when", "/matters", "/me", "/me/ways", "/me/edit", "/me/copy", "/me/erase",
    "/me/seen", "/me/household", "/me/children/new", "/me/contacts/new", "/me/accessibility", "/me/consents", "/lists",
    "/lists/new", "/organisations", "/security", "/ideas", "/ideas/new", "/appeals/new",
)  # fmt: skip
OF_EVERY_MANAGER = (
    "/desk", "/desk/calls", "/desk/windows", "/desk/contests", "/desk/devices", "/desk/erasures", "/desk/people",
    "/desk/people/new", "/desk/people/activists", "/desk/people/duplicates", "/desk/people/merges", "/desk/lists",
    "/desk/lists/new", "/desk/imports", "/desk/places", "/desk/places/map", "/desk/places/territories",
    "/desk/places/territories/new", "/desk/places/houses/new", "/desk/center/rooms/new", "/desk/organisations",
    "/desk/organisations/new", "/desk/organisations/councils", "/desk/organisations/councils/new",
    "/desk/organisations/maps", "/desk/organisations/maps/new", "/desk/talents", "/desk/talks", "/desk/talks/new",
    "/desk/surveys", "/desk/surveys/new", "/desk/events", "/desk/events/new", "/desk/appeals", "/desk/appeals/new",
    "/desk/ideas", "/desk/ideas/new", "/desk/partners", "/desk/partners/new",
    "/desk/directory/new", "/desk/directory/exchange", "/desk/articles/new", "/desk/search?q=Ivanova", "/security",
)  # fmt: skip
THEIR_OWN = ("Русский", "Дом на углу", "Садовая", "пришла сама")
"""Words on English pages that people wrote themselves, and the name of the other language."""


def russian(text: str) -> list[str]:
    """The Russian words that are left when what is somebody's own is taken out."""
    for own in THEIR_OWN:
        text = text.replace(own, "")
    return [word for word in text.split() if any("а" <= letter <= "я" for letter in word.casefold())]


async def test_no_russian_is_left_on_english_pages(center_pages: Center) -> None:
    person = await center_pages.person("Maria", "Ivanova")
    left: dict[str, list[str]] = {}
    for visitor, paths in (
        (center_pages.resident(person), OF_EVERY_RESIDENT),
        (center_pages.manager(), OF_EVERY_MANAGER),
        (center_pages.visitor(), ("/", "/sign-in")),
    ):
        await visitor.open("/language/en")
        left |= {path: words for path in paths if (words := russian((await visitor.open(path)).text))}
    assert left == {}
