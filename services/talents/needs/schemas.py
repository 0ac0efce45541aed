"""Needs as they travel."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.talents.needs.model import NeedState
from services.talents.offers.schemas import Details, Ground, Times
from shared.contracts.codes import Channel, Skill, TimeOfDay, UnmetReason
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

ClosingReason = Literal["nobody_can", "no_common_time", "too_far", "declined", "withdrawn"]
"""What people say; that a need has expired only the clock says."""


class NeedCreate(StrictModel):
    """«Мне нужна помощь»."""

    skill: Skill
    details: Details = Field("", description="in one's own words; stays in this service")
    free: Times = Field([], description="when help would suit; empty where nothing was said about it")
    channel: Channel | None = Field(None, description="how it reached the center; a resident's own is `web`")
    resident_id: UUID | None = Field(None, description="whose words these are, where a manager enters them")
    ground: Ground | None = Field(None, description="for a manager: how one knows, as «звонила сама»")


class NeedUpdate(StrictModel):
    """What is absent stays as it is."""

    skill: Skill | None = None
    details: Details | None = None
    free: Times | None = None


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
