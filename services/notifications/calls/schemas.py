"""What is answered about calls and visits."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.notifications.wording.model import MessageCode


class CallRead(BaseModel):
    """A call or a visit to be made, and what to say."""

    id: UUID
    way: Literal["phone", "visit"]
    resident_id: UUID
    message_id: UUID
    code: MessageCode
    title: str
    text: str = Field(description="what to say, in the resident's language")
    not_before: datetime = Field(description="the end of the resident's quiet hours")
    created_at: datetime
    done_at: datetime | None
