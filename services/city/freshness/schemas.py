"""How fresh the city's numbers are."""

from datetime import datetime

from pydantic import BaseModel, Field


class FreshnessRead(BaseModel):
    """What the city has heard last."""

    facts: int = Field(description="facts applied since the beginning, or since the last rebuild")
    last_fact_at: datetime | None = Field(description="when the last applied fact happened in its center")
    applied_at: datetime | None = Field(description="when it was applied here")
    delay_seconds: float | None = Field(description="the time between the two")
    lag_facts: int | None = Field(
        description="facts in the stream not heard yet; absent while that is not known"
    )
    lag_seconds: float | None = Field(
        description="how old the last applied fact is while others wait; 0 where none does"
    )
    as_of: datetime
