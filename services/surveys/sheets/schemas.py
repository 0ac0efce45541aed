"""Sheets as they are sent and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from services.surveys.questions.model import Answer
from shared.contracts.codes import Channel
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

_ANSWERS: JsonDict = {
    "type": "object",
    "description": "by the question's code: an option, a list of options, a number, words, or yes and no",
    "additionalProperties": {
        "anyOf": [
            {"type": "string"},
            {"type": "integer"},
            {"type": "boolean"},
            {"type": "array", "items": {"type": "string"}},
        ]
    },
}
_Short = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$"),
]
_Number = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Za-zА-Яа-яЁё/-]{1,40}$")]


class SheetCreate(StrictModel):
    """One person's answers."""

    answers: dict[str, object] = Field(json_schema_extra=_ANSWERS)
    channel: Channel = "web"
    resident_id: UUID | None = Field(None, description="whose answers a manager enters, where it is known")
    number: _Number | None = Field(None, description="what a paper sheet is numbered with; entered once")
    ground: _Short | None = Field(
        None, description="why a manager speaks for somebody; the channel if absent"
    )


class SheetTaken(BaseModel):
    """That the answers were taken. For an anonymous survey `id` is a receipt that leads to no sheet."""

    id: UUID
    survey_id: UUID
    anonymous: bool


class SheetQuery(PageQuery):
    """Which sheets are wanted."""

    channel: Channel | None = None


class SheetRead(BaseModel):
    """A sheet in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    resident_id: UUID | None
    channel: Channel
    number: str | None
    entered_by: UUID | None
    answered_at: datetime = Field(description="in an anonymous survey only the day")
    consents: list[str]


class SheetWhole(SheetRead):
    """A sheet with its answers."""

    answers: dict[str, Answer]
