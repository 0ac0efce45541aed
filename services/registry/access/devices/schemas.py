"""A center's devices as they are sent and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.kit.bodies import StrictModel


class DeviceEnrol(StrictModel):
    """The device at which the manager stands becomes the center's."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class DeviceRead(BaseModel):
    """One device."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    enrolled_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class DeviceEnrolled(DeviceRead):
    """A new device with its key, which is shown this once."""

    key: str = Field(description="the device keeps it; whoever has it may try cards at the center's door")
