"""What is said and answered about preferences."""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from shared.contracts.requests import Language
from shared.kit.bodies import StrictModel


def _of_the_city(moment: time) -> time:
    if moment.tzinfo is not None:
        raise ValueError("Время тишины пишется по часам города, без часового пояса")
    return moment


LocalTime = Annotated[time, AfterValidator(_of_the_city)]


class PreferencesWrite(StrictModel):
    """How and when a resident wants to be told things."""

    way: Literal["site", "mail", "phone", "visit"] = Field(
        "site", description="`phone`: позвонить, `visit`: зайти; both make a task for the center's managers"
    )
    quiet_from: LocalTime | None = Field(None, description="from this time on nothing is sent")
    quiet_to: LocalTime | None = Field(None, description="until this time, also over midnight")
    language: Language = "ru"

    @model_validator(mode="after")
    def _both_bounds(self) -> Self:
        if (self.quiet_from is None) != (self.quiet_to is None):
            raise ValueError("Укажите и начало, и конец тихих часов")
        return self


class PreferencesRead(PreferencesWrite):
    """The preferences in force; version 0 are the usual ones of somebody who has not chosen."""

    model_config = ConfigDict(from_attributes=True)

    version: int
