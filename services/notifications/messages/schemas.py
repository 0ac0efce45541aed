"""What is answered about messages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from services.notifications.wording.model import MessageCode
from shared.contracts.requests import Language
from shared.kit.paging import Page, PageQuery


class MessageQuery(PageQuery):
    """Which messages, and in which language; the resident's own where none is asked for."""

    language: Language | None = None


class MessageRead(BaseModel):
    """A message in words, with the code and the ids that it speaks of."""

    id: UUID
    code: MessageCode
    params: dict[str, Any] = Field(description="ids and coded values that the words are made of")
    title: str
    text: str
    created_at: datetime
    read_at: datetime | None


class MessagePage(Page[MessageRead]):
    """One page of a resident's messages."""

    unread: int = Field(description="how many of all messages have not been read")
