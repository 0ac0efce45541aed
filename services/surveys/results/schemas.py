"""The totals of a survey as they are answered."""

from pydantic import BaseModel, ConfigDict, Field

from services.surveys.questions.model import Words
from services.surveys.results.model import FEWEST
from shared.contracts.codes import Channel


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CountRead(_Read):
    """A number of persons; a hidden one is no zero."""

    total: int | None = Field(description="null where it is hidden, because so few could be recognised")
    hidden: bool
    by_channel: dict[Channel, int] | None = Field(description="for managers")


class OptionCountRead(_Read):
    """How many chose one answer."""

    code: str
    text: Words | None
    count: CountRead


class NumbersRead(_Read):
    """What the numbers come to."""

    mean: float
    median: float
    smallest: int | None = Field(description="for managers")
    largest: int | None = Field(description="for managers")


class QuestionTotalRead(_Read):
    """What came of one question."""

    code: str
    kind: str
    text: Words
    answered: CountRead
    options: list[OptionCountRead]
    numbers: NumbersRead | None
    texts: list[str] | None = Field(description="own words, newest first, at most a hundred; for managers")


class TotalsRead(_Read):
    """What came of a survey, over all channels."""

    sheets: CountRead
    questions: list[QuestionTotalRead]
    hidden_below: int = Field(FEWEST, description="groups of fewer persons are hidden from residents")
