"""What is answered about the local mailbox."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.kit.paging import PageQuery


class MailQuery(PageQuery):
    """Which letters; `address` is compared as it was written."""

    address: str | None = None


class MailRead(BaseModel):
    """A letter that would have gone out."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    address: str
    title: str
    text: str
    at: datetime
