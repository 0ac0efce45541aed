"""Wishes to take part as they are sent and answered."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.communities.joining.model import JoinAnswer
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class JoinRequestCreate(StrictModel):
    """Where somebody would like to take part."""

    organisation_id: UUID
    resident_id: UUID | None = Field(
        None, description="the child for whom the caller answers; left out by whoever asks for themselves"
    )


class JoinRequestRead(BaseModel):
    """A wish, with the name for those who may answer it."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    resident_id: UUID
    name: str
    asked_at: datetime
    answer: JoinAnswer | None
    answered_at: datetime | None


class JoinRequestQuery(PageQuery):
    """Which wishes are wanted."""

    organisation_id: UUID | None = None
    waiting: bool | None = Field(None, description="those that nobody has answered, or only the others")
