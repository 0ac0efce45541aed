"""Copies as they are sent and answered."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.people.names.schemas import Line
from services.registry.rights.copies.model import PartState, State
from shared.contracts.requests import CopySection
from shared.kit.bodies import StrictModel


class CopyCreate(StrictModel):
    """Somebody wants to know what is known of them."""

    ground: Line | None = Field(None, description="the person's paper, where a manager asks for them")


class CopyListed(BaseModel):
    """A request in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    resident_id: UUID
    state: State
    asked_at: datetime
    expires_at: datetime = Field(description="it is deleted then")


class CopyPartRead(BaseModel):
    """One service's part: here, late, or still waited for."""

    model_config = ConfigDict(from_attributes=True)

    service: str
    title: str
    state: PartState
    late: bool
    tries: int
    came_at: datetime | None
    sections: list[CopySection] = []


class CopyRead(CopyListed):
    """Everything that has come; as JSON, or as PDF by `Accept: application/pdf`."""

    parts: list[CopyPartRead]
