"""The totals of a survey: one count over all channels, and what of it may be shown outside the center's desk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.questions.model import Choice, Choices, Consent, Number, Question, Scale, Text, Words
from shared.contracts.codes import Channel

FEWEST = 5
"""A group of fewer persons is not shown."""

ByChannel = Mapping[Channel, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: sheets, answers to each question, and each answer that was given."""

    sheets: ByChannel
    answered: Mapping[str, ByChannel]
    given: Mapping[str, Mapping[str, ByChannel]]
    texts: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons; `total` is None where it is hidden, which is not a zero."""

    total: int | None
    by_channel: ByChannel | None

    @property
    def hidden(self) -> bool:
        return self.total is None


HIDDEN = Count(None, None)


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose one answer."""

    code: str
    text: Words | None
    count: Count


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers written by people come to."""

    mean: Decimal
    median: Decimal
    smallest: int | None
    largest: int | None


@dataclass(frozen=True, slots=True)
class QuestionTotal:
    """What came of one question."""

    code: str
    kind: str
    text: Words
    answered: Count
    options: tuple[OptionCount, ...] = ()
    numbers: Numbers | None = None
    texts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What came of a survey."""

    sheets: Count
    questions: tuple[QuestionTotal, ...]


def totals(questionnaire: Questionnaire, tally: Tally) -> Totals:
    """Everything, as the center's managers see it."""
    return Totals(
        _count(tally.sheets), tuple(_question(question, tally) for question in questionnaire.questions)
    )


def for_everyone(questionnaire: Questionnaire, whole: Totals) -> Totals:
    """The same without small groups, own words, consents and channels, and nothing to reckon them from."""
    shown: dict[str, QuestionTotal] = {}
    for question, total in zip(questionnaire.questions, whole.questions, strict=True):
        if isinstance(question, Consent):
            continue
        told = _told(question, total)
        condition = question.show_if
        if condition is not None and _is_hidden(shown[condition.question], condition.any_of):
            told = _all_hidden(told)
        shown[question.code] = told
    return Totals(_large_enough(whole.sheets), tuple(shown.values()))


def which_hidden(cells: Sequence[int]) -> list[bool]:
    """Which cells of a row must be hidden when its total is known and each person is in one cell.

    Small cells are, and with them the next larger ones until at least two are hidden and what the total leaves
    for them is at least five wide; a row in which all answered the same is hidden whole.
    """
    total = sum(cells)
    if 0 < total < FEWEST or sum(cell > 0 for cell in cells) == 1:
        return [True] * len(cells)
    hidden = {place for place, cell in enumerate(cells) if 0 < cell < FEWEST}
    if not hidden:
        return [False] * len(cells)
    by_size = sorted((place for place, cell in enumerate(cells) if cell >= FEWEST), key=cells.__getitem__)
    while by_size and (len(hidden) < 2 or sum(cells[place] for place in hidden) < FEWEST):
        hidden.add(by_size.pop(0))
    return [place in hidden for place in range(len(cells))]


def _question(question: Question, tally: Tally) -> QuestionTotal:
    given = tally.given.get(question.code, {})
    options = tuple(
        OptionCount(code, text, _count(given.get(code, {}))) for code, text in _possible(question)
    )
    texts = tuple(tally.texts.get(question.code, ())) if isinstance(question, Text) else None
    return QuestionTotal(
        code=question.code,
        kind=question.kind,
        text=question.text,
        answered=_count(tally.answered.get(question.code, {})),
        options=options,
        numbers=_numbers(given) if isinstance(question, Scale | Number) else None,
        texts=texts,
    )


def _possible(question: Question) -> list[tuple[str, Words | None]]:
    match question:
        case Choice() | Choices():
            return [(option.code, option.text) for option in question.options]
        case Scale():
            words = {question.lowest: question.lowest_words, question.highest: question.highest_words}
            return [(str(n), words.get(n)) for n in range(question.lowest, question.highest + 1)]
        case Consent():
            return [("true", Words(ru="Да", en="Yes")), ("false", Words(ru="Нет", en="No"))]
        case _:
            return []


def _numbers(given: Mapping[str, ByChannel]) -> Numbers | None:
    counted = sorted((int(number), sum(by_channel.values())) for number, by_channel in given.items())
    people = sum(times for _, times in counted)
    if people == 0:
        return None
    mean = Decimal(sum(number * times for number, times in counted)) / people
    middle = [_at(counted, (people - 1) // 2), _at(counted, people // 2)]
    return Numbers(round(mean, 2), Decimal(sum(middle)) / 2, smallest=counted[0][0], largest=counted[-1][0])


def _at(counted: Sequence[tuple[int, int]], place: int) -> int:
    """The number at a place of the sorted row that `(number, times)` stand for."""
    for number, times in counted:
        if place < times:
            return number
        place -= times
    raise IndexError(place)


def _count(by_channel: ByChannel) -> Count:
    return Count(sum(by_channel.values()), dict(by_channel))


def _told(question: Question, total: QuestionTotal) -> QuestionTotal:
    """One question as everybody may see it, its condition aside."""
    answered = _large_enough(total.answered)
    if answered.hidden:
        return _all_hidden(total)
    cells = [option.count.total or 0 for option in total.options]
    if isinstance(question, Choices):
        hidden = [_tells_of_few(cell, answered.total or 0) for cell in cells]
    else:
        hidden = which_hidden(cells)
    options = tuple(
        replace(option, count=HIDDEN if hide else Count(option.count.total, None))
        for option, hide in zip(total.options, hidden, strict=True)
    )
    numbers = total.numbers
    if numbers is not None:
        numbers = None if any(hidden) else replace(numbers, smallest=None, largest=None)
    return replace(total, answered=answered, options=options, numbers=numbers, texts=None)


def _tells_of_few(chose: int, answered: int) -> bool:
    """Whether a count says something of fewer than five who chose an option, or who did not, or of all."""
    return 0 < chose < FEWEST or (chose > 0 and answered - chose < FEWEST)


def _is_hidden(asked: QuestionTotal, codes: Collection[str]) -> bool:
    return asked.answered.hidden or any(
        option.count.hidden for option in asked.options if option.code in codes
    )


def _all_hidden(total: QuestionTotal) -> QuestionTotal:
    options = tuple(replace(option, count=HIDDEN) for option in total.options)
    return replace(total, answered=HIDDEN, options=options, numbers=None, texts=None)


def _large_enough(count: Count) -> Count:
    small = count.total is None or 0 < count.total < FEWEST
    return HIDDEN if small else Count(count.total, None)
