"""The three questionnaires that ship: whole, in two languages, and leading where they promise."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.questionnaires.service import CODES, all_ready_made, ready_made
from services.surveys.questions.model import Choice, Choices, Consent, Words
from shared.contracts.codes import Complaint, Skill


def _all_words(found: object) -> Iterator[Words]:
    if isinstance(found, Words):
        yield found
    elif isinstance(found, tuple):
        for one in found:
            yield from _all_words(one)
    elif hasattr(found, "__pydantic_fields__"):
        for _, value in found:  # type: ignore[attr-defined] # a pydantic model iterates over its fields
            yield from _all_words(value)


@pytest.fixture(params=CODES)
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return ready_made(request.param)


def test_three_questionnaires_ship_with_their_own_names() -> None:
    assert {one.title.ru for one in all_ready_made()} == {
        "Анкета жилищных претензий",
        "Соседские таланты",
        "Мне нужна помощь / я могу помочь",
    }


def test_every_word_stands_in_russian_and_in_english(questionnaire: Questionnaire) -> None:
    words = list(_all_words(questionnaire))
    assert len(words) > 50
    for one in words:
        assert one.en, one.ru
        assert re.search("[а-яё]", one.ru), one.ru
        assert not re.search("[а-яё]", one.en), one.en


def test_words_keep_the_habits_of_the_pages(questionnaire: Questionnaire) -> None:
    for one in _all_words(questionnaire):
        for said in (one.ru, one.en or ""):
            assert "!" not in said, said
            assert "  " not in said, said
            assert said[0].isupper() or not said[0].isalpha(), said
        assert not re.search(r"осуществ|данн(ый|ая|ое)|является", one.ru), one.ru


def test_a_single_question_fits_in_a_heading(questionnaire: Questionnaire) -> None:
    assert [q.code for q in questionnaire.questions if len(q.text.ru) > 80] == []


def test_nobody_has_to_consent_and_consent_is_asked_last(questionnaire: Questionnaire) -> None:
    asked = [q for q in questionnaire.questions if isinstance(q, Consent)]
    assert len(asked) == 1
    assert not asked[0].required
    assert questionnaire.questions[-1] == asked[0]
    assert "отозвать" in asked[0].help.ru if asked[0].help else False


@pytest.mark.parametrize(
    ("code", "consent"),
    [
        ("housing_complaints", "complaints/1"),
        ("neighbor_talents", "talents-bank/1"),
        ("help", "talents-bank/1"),
    ],
)
def test_each_consent_names_its_purpose_and_version(code: str, consent: str) -> None:
    found = next(one for one in all_ready_made() if one.code == code)
    assert found.questions[-1].model_dump()["consent"] == consent


@pytest.mark.parametrize(
    ("code", "meaning", "codes"),
    [("help", "offers", Skill), ("help", "needs", Skill), ("neighbor_talents", "offers", Skill),
     ("housing_complaints", "complaints", Complaint)],
)  # fmt: skip
def test_every_code_can_be_chosen(code: str, meaning: str, codes: object) -> None:
    found = next(one for one in all_ready_made() if one.code == code)
    offered = {
        option.code
        for question in found.questions
        if isinstance(question, Choices) and question.means == meaning
        for option in question.options
        if not option.alone
    }
    assert offered == set(get_args(codes))


def test_complaints_ask_about_cleaning_as_neighbors_see_it() -> None:
    asked = ready_made("housing_complaints").by_code["cleaning"]
    assert isinstance(asked, Choice)
    assert asked.text.ru == "Как часто в подъезде убирают?"
    assert [option.text.ru for option in asked.options] == [
        "Каждый день", "Раз в неделю", "Реже раза в неделю", "Не убирают", "Затрудняюсь ответить",
    ]  # fmt: skip


def test_complaints_have_ten_to_fourteen_questions_beside_the_consent() -> None:
    assert 10 <= len(ready_made("housing_complaints").questions) - 1 <= 14


@pytest.mark.parametrize("code", CODES)
def test_without_its_consent_a_questionnaire_can_be_anonymous(code: str) -> None:
    found = next(one for one in all_ready_made() if one.code == code).without_consents()
    assert not any(isinstance(q, Consent) for q in found.questions)
    assert "consent" not in {section.code for section in found.sections}
