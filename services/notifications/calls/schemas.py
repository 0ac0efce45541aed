"""What is sent and answered about calls and visits."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.notifications.wording.model import MessageCode
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Spoken = Literal["phone", "visit"]


class CallsQuery(PageQuery):
    """Which of them are wanted."""

    at_meeting: bool = Field(
        False,
        description="what waits until a manager meets the resident anyway, instead of calls and visits; that somebody"
        " was entered into the center's list is among it only where `resident_id` says of whom",
    )
    resident_id: UUID | None = None


class CallMade(StrictModel):
    """How a resident was told."""

    way: Spoken | None = Field(None, description="the way that was preferred, where it is left out")
    on: date | None = Field(None, description="today, where it is left out")


class AtMeeting(BaseModel):
    """How much waits until people meet."""

    people: int
    since: datetime | None = Field(description="when the longest waiting thing was done")


class CallRead(BaseModel):
    """A call or a visit to be made, and what to say."""

    id: UUID
    way: Spoken
    resident_id: UUID
    message_id: UUID
    code: MessageCode
    title: str
    text: str = Field(description="what to say, in the resident's language")
    not_before: datetime = Field(description="the end of the resident's quiet hours")
    created_at: datetime
    at_meeting: bool = Field(description="no reason to call; to be told when they meet anyway")
    done_at: datetime | None
    told_way: Spoken | None
    told_on: date | None
