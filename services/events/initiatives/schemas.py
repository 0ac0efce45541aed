"""Ideas as they are sent and answered."""

from datetime import datetime
from typing import Self, cast
from uuid import UUID

from pydantic import BaseModel, Field

from services.events.calendar.schemas import Line, Words
from services.events.initiatives.model import Idea, State
from services.events.initiatives.repository import Supports
from services.events.initiatives.service import Changes
from shared.contracts.codes import Channel
from shared.kit.access import Caller
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class IdeaCreate(StrictModel):
    """A resident's own idea, or one that a manager writes down."""

    title: Line
    words: Words = ""
    house_id: UUID | None = None
    resident_id: UUID | None = Field(None, description="for a manager: whose; the center's own if left out")
    channel: Channel | None = Field(None, description="for a manager: paper, phone or visit (the default)")
    ground: Line | None = Field(None, description="for a manager: how one knows, as «звонила сама»")


class IdeaUpdate(StrictModel):
    """What changes; whatever is left out, or is null without being able to be empty, stays."""

    title: Line | None = None
    words: Words | None = None
    house_id: UUID | None = None

    def changes(self) -> Changes:
        """What was said."""
        said = self.model_dump(exclude_unset=True)
        return cast(Changes, {k: v for k, v in said.items() if v is not None or k == "house_id"})


class IdeaRead(BaseModel):
    """An idea; whose it is, managers and its author alone learn."""

    id: UUID
    title: str
    words: str
    house_id: UUID | None
    resident_id: UUID | None
    mine: bool
    channel: Channel
    state: State
    supports: int = Field(description="how many neighbors would have it so")
    supported: bool = Field(description="whether the caller does")
    offered_at: datetime
    withdrawn_at: datetime | None
    version: int

    @classmethod
    def of(cls, idea: Idea, supports: Supports, caller: Caller) -> Self:
        """An idea as this caller sees it."""
        mine = caller.role == "resident" and idea.resident_id == caller.id
        seen = {column.key: getattr(idea, column.key) for column in Idea.__table__.columns}
        if caller.role == "resident" and not mine:
            seen["resident_id"] = None
        return cls(**seen, mine=mine, supports=supports.count, supported=supports.mine)


class IdeaQuery(PageQuery):
    """Which ideas; of whose, only managers may ask, and a resident of their own."""

    state: State | None = None
    house_id: UUID | None = None
    mine: bool = Field(False, description="for a resident: their own alone")
    resident_id: UUID | None = Field(None, description="for a manager")
