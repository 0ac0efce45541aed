"""Merges as they are sent and answered."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.finding.merges.model import Field as CardField
from services.registry.people.names.schemas import Line
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class MergeCreate(StrictModel):
    """The other card of the same person goes, and everything under it follows."""

    other_id: UUID = Field(description="the card that will be gone")
    take: list[CardField] = Field(
        [],
        max_length=20,
        description="fields that come from the other card; what this one lacks comes anyway",
    )
    reason: Line = Field(description="how the manager knows that it is one person")


class MergePreviewQuery(BaseModel):
    """How the two would be merged."""

    take: list[CardField] = Field([], max_length=20)


class ComparisonRead(BaseModel):
    """One field of both cards, and what it becomes."""

    model_config = ConfigDict(from_attributes=True)

    field: CardField
    kept: str | None
    other: str | None
    result: str | None
    takes_other: bool
    differs: bool


class MergePreview(BaseModel):
    """What the one card will be; nothing is changed yet."""

    fields: list[ComparisonRead]
    version: int = Field(description="of the card that is kept, for If-Match")
    contacts: list[str] = Field(description="all telephones and mail addresses that the one card will have")


class MergeUndo(StrictModel):
    """The two are two after all."""

    reason: Line | None = None


class MergeQuery(PageQuery):
    """Which merges are wanted."""

    resident_id: UUID | None = Field(None, description="the card that was kept")


class MergeRead(BaseModel):
    """That two cards became one."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kept_id: UUID
    gone_id: UUID
    gone_name: str = Field(description="empty once it can no longer be undone")
    reason: str
    made_by: UUID
    made_at: datetime
    until: datetime = Field(description="until then it can be undone")
    undone_at: datetime | None
    undone_by: UUID | None
    version: int
