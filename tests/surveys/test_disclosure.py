"""What may be shown of a total: no small group, and nothing to reckon one from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.results.model import (
    FEWEST,
    ByChannel,
    Tally,
    Totals,
    for_everyone,
    totals,
    which_hidden,
)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([3, 12, 20], [None, None, 20]),
        ([10, 20, 30], [10, 20, 30]),
        ([4, 4, 20], [None, None, 20]),
        ([1, 2, 20, 0], [None, None, None, 0]),
        ([1, 1, 0], [None, None, None]),
        ([40, 0, 0], [None, None, None]),
        ([0, 0], [0, 0]),
        ([5, 5], [5, 5]),
        ([4, 100], [None, None]),
    ],
)
def test_small_cells_take_others_with_them(cells: list[int], shown: list[int | None]) -> None:
    hidden = which_hidden(cells)
    assert [None if hide else cell for cell, hide in zip(cells, hidden, strict=True)] == shown


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8))
def test_what_the_total_leaves_for_a_hidden_cell_is_wide(cells: list[int]) -> None:
    hidden = [cell for cell, hide in zip(cells, which_hidden(cells), strict=True) if hide]
    shown = [cell for cell, hide in zip(cells, which_hidden(cells), strict=True) if not hide]
    assert not [cell for cell in shown if 0 < cell < FEWEST]
    if hidden and len(hidden) < len(cells):
        assert len(hidden) >= 2
        assert sum(hidden) >= FEWEST


def options(*codes: str) -> list[dict[str, object]]:
    return [{"code": code, "text": code.title()} for code in codes]


ASKED = Questionnaire.model_validate(
    {
        "code": "own", "version": 1, "title": "А", "purpose": "А", "who_sees": "А", "minutes": 1,
        "questions": [
            {"code": "one", "kind": "choice", "text": "Одно?", "options": options("a", "b", "c")},
            {"code": "why", "kind": "choice", "text": "Почему?", "options": options("x", "y"),
             "show_if": {"question": "one", "any_of": ["a"]}},
            {"code": "many", "kind": "choices", "text": "Что?", "options": options("k", "l", "m")},
            {"code": "mark", "kind": "scale", "text": "Оценка?"},
            {"code": "age", "kind": "number", "text": "Сколько лет?"},
            {"code": "words", "kind": "text", "text": "Что ещё?"},
            {"code": "agree", "kind": "consent", "text": "Согласны?", "consent": "bank/1"},
        ],
    }
)  # fmt: skip


def counted(people: int, **given: dict[str, int]) -> Tally:
    web: dict[str, dict[str, ByChannel]] = {
        question: {answer: {"web": number} for answer, number in answers.items()}
        for question, answers in given.items()
    }
    answered: dict[str, ByChannel] = {question: {"web": people} for question in given}
    return Tally({"web": people}, answered, web, {"words": ["Лавочку Петровым"]})


def shown(found: Totals, code: str) -> list[int | None]:
    question = next(one for one in found.questions if one.code == code)
    return [option.count.total for option in question.options]


def test_managers_see_everything_by_channel() -> None:
    tally = Tally(
        {"web": 2, "paper": 1}, {"one": {"web": 2, "paper": 1}, "age": {"web": 2, "paper": 1}},
        {"one": {"a": {"web": 1, "paper": 1}, "b": {"web": 1}}, "age": {"30": {"web": 2}, "61": {"paper": 1}}},
        {"words": ["Лавочку"]},
    )  # fmt: skip
    found = totals(ASKED, tally)
    assert (found.sheets.total, found.sheets.by_channel) == (3, {"web": 2, "paper": 1})
    assert shown(found, "one") == [2, 1, 0]
    assert found.questions[0].options[0].count.by_channel == {"web": 1, "paper": 1}
    age = found.questions[4].numbers
    assert age is not None
    assert (age.mean, age.median, age.smallest, age.largest) == (Decimal("40.33"), Decimal(30), 30, 61)
    assert found.questions[5].texts == ("Лавочку",)


def test_everybody_sees_one_total_without_channels_words_and_consents() -> None:
    whole = totals(ASKED, counted(60, one={"a": 20, "b": 20, "c": 20}, words={}, agree={"true": 60}))
    found = for_everyone(ASKED, whole)
    assert shown(found, "one") == [20, 20, 20]
    assert found.questions[0].options[0].count.by_channel is None
    assert found.sheets.by_channel is None
    assert {question.code for question in found.questions}.isdisjoint({"agree"})
    assert all(question.texts is None for question in found.questions)


def test_a_group_of_four_is_nobody() -> None:
    found = for_everyone(ASKED, totals(ASKED, counted(4, one={"a": 2, "b": 2})))
    assert found.sheets.total is None
    assert shown(found, "one") == [None, None, None]


def test_of_many_choices_those_are_hidden_that_few_made_or_few_left_out() -> None:
    found = for_everyone(ASKED, totals(ASKED, counted(50, many={"k": 25, "l": 3, "m": 47})))
    assert shown(found, "many") == [25, None, None]


def test_a_mean_does_not_tell_what_cells_hide() -> None:
    hiding = for_everyone(ASKED, totals(ASKED, counted(30, mark={"1": 3, "5": 27})))
    open_ = for_everyone(ASKED, totals(ASKED, counted(30, mark={"1": 10, "5": 20})))
    assert [one.questions[3].numbers is None for one in (hiding, open_)] == [True, False]


def test_the_oldest_and_the_youngest_are_not_told() -> None:
    numbers = for_everyone(ASKED, totals(ASKED, counted(30, age={"30": 29, "99": 1}))).questions[4].numbers
    assert numbers is not None
    assert (numbers.smallest, numbers.largest) == (None, None)


def test_a_question_asked_because_of_a_hidden_answer_is_hidden() -> None:
    few = counted(30, one={"a": 3, "b": 20, "c": 7}, why={"x": 10, "y": 20})
    many = counted(30, one={"a": 10, "b": 10, "c": 10}, why={"x": 10, "y": 20})
    assert shown(for_everyone(ASKED, totals(ASKED, few)), "why") == [None, None]
    assert shown(for_everyone(ASKED, totals(ASKED, many)), "why") == [10, 20]
