"""Rules as they are sent and answered."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from services.registry.communities.rules.model import Bound, RuleCode
from services.registry.people.names.schemas import Line
from shared.kit.bodies import StrictModel


class RuleWritten(StrictModel):
    """What holds from a day on."""

    bound: Bound
    numerator: int = Field(ge=0, le=1_000_000)
    denominator: int = Field(1, ge=1, le=1_000_000)
    legal_basis: Line = Field(description="the law, its article and part")


class RuleRead(RuleWritten):
    """A rule with the day from which it holds: more than 1/2, at least 16/1, exactly 2/1."""

    model_config = ConfigDict(from_attributes=True)

    code: RuleCode
    valid_from: date
    version: int


class RulesRead(BaseModel):
    """Every rule of every day, by code and day."""

    items: list[RuleRead]
