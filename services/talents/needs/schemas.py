"""Needs as they travel."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.talents.needs.model import NeedState
from services.talents.words.schemas import Ground, SaidCreate, SaidUpdate
from shared.contracts.codes import Channel, Skill, TimeOfDay, UnmetReason
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

ClosingReason = Literal["nobody_can", "no_common_time", "too_far", "declined", "withdrawn"]
"""What people say; that a need has expired only the clock says."""


class NeedCreate(SaidCreate):
    """«Мне нужна помощь»."""


class NeedUpdate(SaidUpdate):
    """What is absent stays as it is."""


class NeedClose(StrictModel):
    """Why nobody helped."""

    reason: ClosingReason
    ground: Ground | None = Field(None, description="for a manager: how one knows")


class NeedRead(BaseModel):
    """A need as its author and the center's managers see it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    resident_id: UUID
    skill: Skill
    details: str
    free: list[TimeOfDay]
    channel: Channel
    state: NeedState
    reason: UnmetReason | None
    candidates: int = Field(description="how many neighbors were found who suit also in time")
    stated_at: AwareDatetime
    closed_at: AwareDatetime | None
    version: int


class NeedQuery(PageQuery):
    """Which needs; a resident gets only their own, whatever is asked."""

    resident_id: UUID | None = None
    skill: Skill | None = None
    state: NeedState | None = None
