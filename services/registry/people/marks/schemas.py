"""Marks as they are sent and answered."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.people.marks.model import MarkKind
from services.registry.people.names.schemas import Line
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class MarkCreate(StrictModel):
    """A mark to be made."""

    kind: MarkKind
    what_for: Line = Field(description="what the person does or is listened to for")


class MarkRead(BaseModel):
    """A mark."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: MarkKind
    what_for: str
    marked_by: UUID
    marked_at: datetime
    ended_at: datetime | None
    version: int


class Marks(BaseModel):
    """Every mark of a resident, the newest first."""

    items: list[MarkRead]


class Activist(BaseModel):
    """A line of the record of active residents."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    house_id: UUID | None
    premises_id: UUID | None
    flat: str | None = None
    marks: list[MarkRead] = []


class ActivistQuery(PageQuery):
    """Whose activists are wanted."""

    house_id: UUID | None = None
