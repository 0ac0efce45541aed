"""Offers as they travel."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict

from services.talents.offers.model import OfferState
from services.talents.words.schemas import SaidCreate, SaidUpdate
from shared.contracts.codes import Channel, Skill, TimeOfDay
from shared.kit.paging import PageQuery


class OfferCreate(SaidCreate):
    """«Я могу помочь»."""


class OfferUpdate(SaidUpdate):
    """What is absent stays as it is."""


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
