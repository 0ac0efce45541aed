"""Passkeys as they are sent and answered; `options` and `credential` are WebAuthn's own JSON."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.registry.access.sign_in.schemas import Browser
from shared.kit.bodies import StrictModel

KeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Json = dict[str, Any]  # Any: JSON, checked by the library that knows its shape


class PasskeyBegin(StrictModel):
    """A key is to be made or used in this browser."""

    browser: Browser | None = None


class PasskeyOptions(BaseModel):
    """What the browser's `navigator.credentials` is given; good once, for five minutes."""

    challenge_id: UUID
    options: Json


class PasskeyKeep(StrictModel):
    """The key that the browser has made."""

    challenge_id: UUID
    browser: Browser | None = None
    name: KeyName
    credential: Json


class PasskeyShow(StrictModel):
    """The answer of a key."""

    challenge_id: UUID
    browser: Browser | None = None
    credential: Json


class PasskeyRename(StrictModel):
    """Another name."""

    name: KeyName


class PasskeyRead(BaseModel):
    """One passkey."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    synced: bool = Field(description="a copy is kept by the device's maker")
    created_at: datetime
    used_at: datetime | None


class Passkeys(BaseModel):
    """The caller's passkeys, and where they can be used."""

    items: list[PasskeyRead]
    site: str | None = Field(description="the name that keys are bound to; absent where the city has none")
    origins: list[str] = Field([], description="the addresses at which keys work")
