"""Indicators as they are answered: every number with what it is made of, and hidden ones said to be hidden."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.city.indicators.model import Unit
from shared.contracts.codes import HostType


class WordsRead(BaseModel):
    """One thing said in both languages."""

    model_config = ConfigDict(from_attributes=True)

    ru: str
    en: str


class PartRead(BaseModel):
    """One number of a breakdown."""

    code: str
    title: WordsRead
    number: int | None = Field(description="absent where it is hidden; 0 is a true zero")
    hidden: bool


class RowRead(BaseModel):
    """The numbers of one center or of the whole city."""

    numerator: int | None = Field(description="absent where it is hidden; 0 is a true zero")
    denominator: int | None = Field(description="absent where it is hidden; 0 is a true zero")
    value: float | None = Field(
        description="numerator ÷ denominator (× 1000 for `per_1000`); absent where hidden or of zero"
    )
    hidden: bool = Field(description="whether the numerator, or any number of a breakdown, is hidden")
    denominator_hidden: bool
    median_hours: int | None = Field(default=None, description="hours to the first match, rounded up")
    parts: list[PartRead] = Field(default=[], description="the numbers of a breakdown")


class CenterRowRead(RowRead):
    """The numbers of one center."""

    center_id: UUID
    host: HostType | None
    rank: int | None = Field(description="place by value; a center with a hidden number is never ranked")


class IndicatorRead(BaseModel):
    """One indicator with its definition and its numbers."""

    code: str
    unit: Unit
    title: WordsRead
    formula: WordsRead
    numerator: WordsRead
    denominator: WordsRead
    period: WordsRead
    coverage: WordsRead
    source: str
    threshold: int = Field(description="k: no published number stands for 1 to k-1 persons")
    taken_at: datetime | None = Field(description="when these numbers were published")
    version: int | None
    city: RowRead
    centers: list[CenterRowRead]


class PointRead(BaseModel):
    """The city's number in one period."""

    period: str
    closed: bool
    city: RowRead


class SeriesRead(BaseModel):
    """One indicator of the city, period after period."""

    code: str
    points: list[PointRead]


class IndicatorsRead(BaseModel):
    """All indicators of one period."""

    period: str
    begins: datetime
    ends: datetime
    closed: bool = Field(description="an open period is shown as it stands today")
    indicators: list[IndicatorRead]
