"""What residents read: right plurals, dates as people say them, every message in both languages."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.wording.model import MessageCode, words_of
from services.notifications.wording.service import Params, Worded, letter_around, word, word_code
from services.notifications.wording.use_cases.say_count import say_count
from services.notifications.wording.use_cases.say_when import say_when
from shared.contracts.codes import EventKind, QuestionnaireCode, Skill
from shared.contracts.requests import Language, Warned

MONDAY = datetime(2026, 5, 25, 9, 0, tzinfo=UTC)
LANGUAGES: tuple[Language, ...] = get_args(Language)


def plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Ответили 0 человек."),
        (1, "Ответил 1 человек."),
        (2, "Ответили 2 человека."),
        (5, "Ответили 5 человек."),
        (11, "Ответили 11 человек."),
        (12, "Ответили 12 человек."),
        (21, "Ответил 21 человек."),
        (34, "Ответили 34 человека."),
        (111, "Ответили 111 человек."),
        (1204, "Ответили 1 204 человека."),
    ],
)
def test_russian_count_agrees_with_its_words(count: int, said: str) -> None:
    assert plain(say_count(count, words_of("ru").people, "ru")) == said


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 person answered."), (2, "2 people answered."), (21, "21 people answered.")]
)
def test_english_count_agrees_with_its_words(count: int, said: str) -> None:
    assert plain(say_count(count, words_of("en").people, "en")) == said


def test_number_and_its_word_stay_on_one_line() -> None:
    assert "21\N{NO-BREAK SPACE}человек" in say_count(21, words_of("ru").people, "ru")


@pytest.mark.parametrize(
    ("moment", "russian", "english"),
    [
        (datetime(2026, 5, 24, 15, 0, tzinfo=UTC), "вчера в 18:00", "yesterday at 18:00"),
        (datetime(2026, 5, 25, 15, 0, tzinfo=UTC), "сегодня в 18:00", "today at 18:00"),
        (datetime(2026, 5, 26, 15, 0, tzinfo=UTC), "завтра в 18:00", "tomorrow at 18:00"),
        (
            datetime(2026, 5, 28, 15, 0, tzinfo=UTC),
            "в четверг, 28 мая, в 18:00",
            "on Thursday, 28 May, at 18:00",
        ),
        (
            datetime(2026, 5, 26, 21, 30, tzinfo=UTC),
            "в среду, 27 мая, в 00:30",
            "on Wednesday, 27 May, at 00:30",
        ),
        (datetime(2026, 6, 1, 15, 0, tzinfo=UTC), "1 июня в 18:00", "on 1 June at 18:00"),
        (datetime(2027, 1, 2, 9, 5, tzinfo=UTC), "2 января 2027 года в 12:05", "on 2 January 2027 at 12:05"),
        (datetime(2026, 5, 4, 15, 0, tzinfo=UTC), "4 мая в 18:00", "on 4 May at 18:00"),
    ],
    ids=str,
)
def test_moment_is_said_as_people_say_it(moment: datetime, russian: str, english: str) -> None:
    assert plain(say_when(moment, MONDAY, "ru")) == russian
    assert plain(say_when(moment, MONDAY, "en")) == english


def test_tuesday_takes_its_own_preposition() -> None:
    tuesday = datetime(2026, 6, 2, 15, 0, tzinfo=UTC)
    assert plain(say_when(tuesday, tuesday - timedelta(days=3), "ru")) == "во вторник, 2 июня, в 18:00"


def test_day_and_time_never_break_over_a_line() -> None:
    said = say_when(datetime(2026, 5, 28, 15, 0, tzinfo=UTC), MONDAY, "ru")
    assert "28\N{NO-BREAK SPACE}мая" in said
    assert "в\N{NO-BREAK SPACE}18:00" in said


@given(st.integers(-800, 800))
def test_lasting_words_never_say_tomorrow(hours: int) -> None:
    said = say_when(MONDAY + timedelta(hours=hours), MONDAY, "ru", lasting=True)
    assert not {"вчера", "сегодня", "завтра"} & set(plain(said).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_words_and_no_place_left_empty(language: Language) -> None:
    params: Params = {
        "skill": "phones",
        "kind": "club",
        "starts_at": "2026-05-28T15:00:00+00:00",
        "sheets": 3,
    }
    for code in get_args(MessageCode):
        said = word(code, params, language, MONDAY)
        assert said.title
        assert "{" not in said.title + said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_other_services_speak_has_words(language: Language) -> None:
    words = words_of(language)
    assert set(get_args(Skill)) == set(words.help)
    assert set(get_args(EventKind)) <= set(words.event)
    assert set(get_args(QuestionnaireCode)) <= set(words.survey)
    warnings = {f"warning_{what}" for what in get_args(Warned)}
    assert set(words.message) == {*get_args(MessageCode), *warnings, "sign_in_code"}


@pytest.mark.parametrize("code", get_args(MessageCode))
def test_message_says_something_sensible_of_what_it_does_not_know(code: MessageCode) -> None:
    said = word(code, {}, "ru", MONDAY)
    assert "None" not in said.text
    assert "{" not in said.text


def test_russian_words_shout_at_nobody_and_keep_the_small_you() -> None:
    for phrase in words_of("ru").message.values():
        assert "!" not in phrase.title + phrase.text
        inside = (sentence.strip() for sentence in phrase.text.replace(":", ".").split("."))
        assert not any(" Вы" in sentence or " Вас" in sentence for sentence in inside)


def test_match_says_what_help_was_asked_for() -> None:
    said = word("match_proposed_to_asking", {"skill": "phones"}, "ru", MONDAY)
    assert said.text.startswith("Вы просили помочь с телефоном.")


def test_code_says_how_long_it_lasts() -> None:
    assert "Ваш код: 123456. Он действует 1 минуту." in plain(word_code("123456", 1, "ru").text)
    assert "Он действует 10 минут." in plain(word_code("123456", 10, "ru").text)


def test_letter_greets_by_name_where_there_is_one() -> None:
    worded = Worded("Тема", "Текст.")
    assert letter_around(worded, "Анна Ивановна", "ru").startswith("Здравствуйте, Анна Ивановна.\n\nТекст.")
    assert letter_around(worded, None, "ru").startswith("Здравствуйте.\n\n")
