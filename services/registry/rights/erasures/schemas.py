"""Erasures as they are sent and answered."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.rights.erasures.model import Ground, State
from services.registry.rights.mentions.model import Place
from shared.contracts.codes import Channel
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class ErasureCreate(StrictModel):
    """Somebody asks to be forgotten."""

    ground: Literal["request", "withdrawal", "moved", "died", "mistake"] = "request"
    immediate: bool = Field(False, description="the person insists on no days to think it over")
    wards: Literal["erase"] | None = Field(
        None, description="what becomes of children nobody else answers for"
    )
    channel: Channel | None = Field(None, description="how a manager was told; a resident leaves it empty")


class ErasureQuery(PageQuery):
    """Which erasures are wanted."""

    state: State | None = None
    resident_id: UUID | None = Field(None, description="of whom; by the id that they have, or had")


class ConfirmationRead(BaseModel):
    """One service's confirmation, or that it is waited for."""

    model_config = ConfigDict(from_attributes=True)

    service: str
    confirmed_at: datetime | None
    counts: dict[str, int] | None


class MentionRead(BaseModel):
    """A text of the center in which the name stood, and whether somebody has looked at it since."""

    model_config = ConfigDict(from_attributes=True)

    place: Place
    thing_id: UUID
    cleared_at: datetime | None


class ErasureListed(BaseModel):
    """A line of the list; whoever it was is not in it once it was carried out."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    number: str
    state: State
    ground: Ground
    channel: Channel
    resident_id: UUID | None = Field(description="only while it waits")
    asked_at: datetime
    due_at: datetime
    carried_out_at: datetime | None
    done_at: datetime | None
    cancelled_at: datetime | None
    overdue: bool = Field(False, description="some service has not confirmed in time")


class ErasureRead(ErasureListed):
    """An erasure with its confirmations; the act is at `/act`, or here by `Accept: application/pdf`."""

    counts: dict[str, int] = Field(description="what the registry itself held, by kind")
    confirmations: list[ConfirmationRead]
    mentions: list[MentionRead] = Field(
        description="texts in which people wrote the name: to be looked at by hand"
    )
