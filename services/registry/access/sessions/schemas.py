"""Sessions and sign-in history as the person they belong to sees them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.access.sessions.model import Method


class SessionRead(BaseModel):
    """One session; `device` is the kind of it, as `android/chrome`."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    method: Method
    device: str
    opened_at: datetime
    used_at: datetime = Field(description="when it was last gone on with, to fifteen minutes")
    expires_at: datetime = Field(description="when it ends by itself if nobody comes back")
    current: bool = False


class SessionsRead(BaseModel):
    """Every session of the caller, the last used first."""

    items: list[SessionRead]


class SignInRead(BaseModel):
    """One sign-in of the last ninety days."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    method: Method
    device: str
    at: datetime
