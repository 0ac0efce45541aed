"""Surveys as their service tells them, and what came of them."""

from datetime import datetime, timedelta
from uuid import UUID

from services.portal.visits.api import Read

_FRESH = timedelta(days=30)


class Words(Read):
    """The same in Russian and, where there is any, in English."""

    ru: str
    en: str | None = None

    def __str__(self) -> str:
        return self.ru

    def said(self, code: str) -> str:
        """In the language of the page."""
        return self.en if code == "en" and self.en else self.ru


class Summary(Read):
    """What somebody is told before answering."""

    code: str
    title: Words
    purpose: Words
    who_sees: Words
    minutes: int = 5
    questions: int = 0


class SheetCount(Read):
    """How many sheets there are."""

    total: int = 0
    by_channel: dict[str, int] = {}
    paper_received: int = 0
    paper_entered: int = 0

    @property
    def paper_left(self) -> int:
        """Paper sheets that lie on the table and are not entered."""
        return max(self.paper_received - self.paper_entered, 0)


class SurveyRead(Read):
    """A survey in a list."""

    id: UUID
    questionnaire: Summary
    state: str
    anonymous: bool = False
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    version: int = 1
    answered: bool | None = None
    sheets: SheetCount | None = None

    def is_fresh(self, now: datetime) -> bool:
        """Whether it was closed within the last month."""
        return self.closed_at is not None and now - self.closed_at < _FRESH


class Count(Read):
    """A number of persons; a hidden one is no zero."""

    total: int | None = None
    hidden: bool = False


class OptionCount(Read):
    """How many chose one answer."""

    code: str
    text: Words | None = None
    count: Count


class Numbers(Read):
    """What the numbers come to."""

    mean: float
    median: float


class QuestionTotal(Read):
    """What came of one question."""

    code: str
    kind: str
    text: Words
    answered: Count
    options: list[OptionCount] = []
    numbers: Numbers | None = None
    texts: list[str] | None = None


class Totals(Read):
    """What came of a survey, over all channels."""

    sheets: Count
    questions: list[QuestionTotal] = []
    hidden_below: int = 5
