"""Offers as they travel."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from services.talents.offers.model import OfferState
from shared.contracts.codes import Channel, Skill, TimeOfDay
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Details = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")]
Ground = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]*$")
]
Times = Annotated[list[TimeOfDay], Field(max_length=4)]


class OfferCreate(StrictModel):
    """«Я могу помочь»."""

    skill: Skill
    details: Details = Field("", description="in one's own words; stays in this service")
    free: Times = Field([], description="when; empty where nothing was said about it")
    channel: Channel | None = Field(None, description="how it reached the center; a resident's own is `web`")
    resident_id: UUID | None = Field(None, description="whose words these are, where a manager enters them")
    ground: Ground | None = Field(None, description="for a manager: how one knows, as «звонила сама»")


class OfferUpdate(StrictModel):
    """What is absent stays as it is."""

    skill: Skill | None = None
    details: Details | None = None
    free: Times | None = None


class OfferRead(BaseModel):
    """An offer as its author and the center's managers see it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    resident_id: UUID
    skill: Skill
    details: str
    free: list[TimeOfDay]
    channel: Channel
    state: OfferState
    made_at: AwareDatetime
    version: int


class OfferQuery(PageQuery):
    """Which offers; a resident gets only their own, whatever is asked."""

    resident_id: UUID | None = None
    skill: Skill | None = None
    state: OfferState | None = None
