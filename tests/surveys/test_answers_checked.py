"""What counts as an answered sheet, and everything that is said about one that does not."""

import pytest
from pydantic import ValidationError

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.questionnaires.service import ready_made


def make_questionnaire(**overrides: object) -> Questionnaire:
    words = {"title": "Двор весной", "purpose": "Решить, что сделать", "who_sees": "Менеджеры центра"}
    return Questionnaire.model_validate({**words, "code": "own", "version": 1, "minutes": 2, **overrides})


def options(*codes: str, alone: str = "") -> list[dict[str, object]]:
    return [{"code": code, "text": code.title(), "alone": code == alone} for code in codes]


YARD = make_questionnaire(
    questions=[
        {"code": "want", "kind": "choices", "text": "Что поставить?", "required": True, "at_most": 2,
         "options": options("bench", "swing", "lamp", "nothing", alone="nothing")},
        {"code": "where", "kind": "choice", "text": "Где?", "required": True,
         "options": options("gate", "middle"), "show_if": {"question": "want", "any_of": ["bench", "lamp"]}},
        {"code": "mood", "kind": "scale", "text": "Как вам во дворе?"},
        {"code": "children", "kind": "number", "text": "Сколько у вас детей?", "largest": 20},
        {"code": "words", "kind": "text", "text": "Что ещё?", "longest": 10},
    ]
)  # fmt: skip


def codes_of(given: dict[str, object], blanks_allowed: bool = False) -> dict[str, str]:
    checked = YARD.check(given, blanks_allowed=blanks_allowed)
    return {wrong.pointer: wrong.code for wrong in checked.wrong}


def test_a_whole_sheet_is_taken_as_it_is() -> None:
    given = {"want": ["bench"], "where": "gate", "mood": 5, "children": 0, "words": "  Клумбу "}
    checked = YARD.check(given)
    assert checked.wrong == ()
    assert checked.answers == {**given, "words": "Клумбу"}


def test_everything_wrong_is_said_at_once() -> None:
    assert codes_of({"want": ["bench", "moon"], "mood": 6, "children": -1, "words": "я" * 11, "x/y": 1}) == {
        "/answers/want": "unknown-option",
        "/answers/mood": "out-of-range",
        "/answers/children": "out-of-range",
        "/answers/words": "too-long",
        "/answers/x~1y": "unknown-question",
    }


@pytest.mark.parametrize(
    ("code", "given", "wrong"),
    [
        ("want", "bench", "unknown-option"),
        ("want", [{}], "unknown-option"),
        ("want", ["bench", "bench"], "chosen-twice"),
        ("want", ["bench", "swing", "lamp"], "too-many"),
        ("want", ["bench", "nothing"], "not-alone"),
        ("want", [], "required"),
        ("mood", 0, "out-of-range"),
        ("mood", True, "out-of-range"),
        ("mood", 2.5, "out-of-range"),
        ("mood", "3", "out-of-range"),
        ("children", 21, "out-of-range"),
        ("children", 10**40, "out-of-range"),
        ("words", 7, "not-text"),
        ("words", "а\x00б", "not-text"),
        ("words", "\ud800", "not-text"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_refused(code: str, given: object, wrong: str) -> None:
    assert codes_of({"want": ["swing"], code: given}) == {f"/answers/{code}": wrong}


def test_a_required_question_is_asked_only_where_its_condition_is_met() -> None:
    assert codes_of({"want": ["swing"]}) == {}
    assert codes_of({"want": ["lamp"]}) == {"/answers/where": "required"}


def test_an_answer_left_from_a_changed_mind_is_left_out() -> None:
    checked = YARD.check({"want": ["swing"], "where": "gate"})
    assert checked.wrong == ()
    assert checked.answers == {"want": ["swing"]}


def test_a_paper_sheet_may_have_blanks_but_not_be_empty() -> None:
    assert codes_of({"mood": 3}, blanks_allowed=True) == {}
    assert codes_of({"words": "  "}, blanks_allowed=True) == {"/answers": "nothing-answered"}
    assert codes_of({"mood": 9}, blanks_allowed=True) == {"/answers/mood": "out-of-range"}


def test_on_paper_an_answer_counts_where_its_condition_was_left_blank() -> None:
    assert YARD.check({"where": "gate"}, blanks_allowed=True).answers == {"where": "gate"}
    assert YARD.check({"want": ["swing"], "where": "gate"}, blanks_allowed=True).answers == {
        "want": ["swing"]
    }


def test_a_sheet_of_thousand_strange_answers_is_refused_in_short() -> None:
    assert len(YARD.check({f"q{n}": n for n in range(1000)}).wrong) == 100


@pytest.mark.parametrize(
    "questions",
    [
        [],
        [{"code": "a", "kind": "text", "text": "А"}, {"code": "a", "kind": "text", "text": "А"}],
        [{"code": "a", "kind": "choice", "text": "А", "options": options("x", "x")}],
        [{"code": "a", "kind": "choice", "text": "А", "options": options("x")}],
        [{"code": "a", "kind": "text", "text": "А", "section": "nowhere"}],
        [{"code": "a", "kind": "text", "text": "А", "show_if": {"question": "b", "any_of": ["x"]}},
         {"code": "b", "kind": "choice", "text": "Б", "options": options("x", "y")}],
        [{"code": "b", "kind": "choice", "text": "Б", "options": options("x", "y")},
         {"code": "a", "kind": "text", "text": "А", "show_if": {"question": "b", "any_of": ["z"]}}],
        [{"code": "a", "kind": "choices", "text": "А", "means": "offers", "options": options("x", "y")}],
        [{"code": "a", "kind": "number", "text": "А", "smallest": 5, "largest": 5}],
        [{"code": "a", "kind": "consent", "text": "А", "consent": "bank/1", "required": True}],
        [{"code": "a", "kind": "consent", "text": "А", "consent": "bank"}],
        [{"code": "a", "kind": "poem", "text": "А"}],
        [{"code": "a", "kind": "text", "text": " "}],
        [{"code": "Я", "kind": "text", "text": "А"}],
    ],
)  # fmt: skip
def test_a_questionnaire_that_does_not_hang_together_is_refused(questions: list[object]) -> None:
    with pytest.raises(ValidationError):
        make_questionnaire(questions=questions)


def test_what_a_sheet_offers_and_needs_is_read_by_meaning() -> None:
    help_survey = ready_made("help")
    given = {"sides": ["need", "offer"], "needs": ["escort"], "needs_when": ["weekend"],
             "offers": ["knitting", "other"], "offers_other": "Пою", "consent_bank": True}  # fmt: skip
    checked = help_survey.check(given)
    assert checked.wrong == ()
    assert help_survey.meaning(checked.answers, "offers") == ["knitting", "other"]
    assert help_survey.meaning(checked.answers, "needs") == ["escort"]
    assert help_survey.meaning(checked.answers, "free_to_be_helped") == ["weekend"]
    assert help_survey.meaning(checked.answers, "free_to_help") == []
    assert help_survey.consents(checked.answers) == ["talents-bank/1"]


def test_nothing_of_the_kind_is_no_complaint() -> None:
    complaints = ready_made("housing_complaints")
    answers = complaints.check(
        {"cleaning": "daily", "troubles": ["nothing"], "consent_complaints": False}
    ).answers
    assert complaints.meaning(answers, "complaints") == []
    assert complaints.consents(answers) == []
