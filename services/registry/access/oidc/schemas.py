"""Signing in elsewhere as it is sent and answered."""

from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.access.sign_in.schemas import Browser
from shared.kit.bodies import StrictModel


class Ways(BaseModel):
    """Where codes go, and how staff can sign in here besides by a code."""

    telephones: bool = Field(description="codes go to telephones too, not to mail addresses alone")
    passkeys: bool = Field(description="passkeys work at the city's address")
    passkey_origins: list[str] = Field([], description="at these addresses")
    provider: str | None = Field(None, description="what the sign-in provider is called, where there is one")


class ElsewhereBegin(StrictModel):
    """A sign-in elsewhere begins in this browser."""

    browser: Browser
    redirect_uri: str = Field(max_length=300, description="where the provider sends the browser back to")
    anew: bool = Field(
        False, description="the provider is to ask who it is, even of somebody signed in there"
    )


class ElsewhereBegun(BaseModel):
    """Where the browser goes, and what it brings back."""

    challenge_id: UUID
    url: str


class ElsewhereDone(StrictModel):
    """What the provider sent the browser back with."""

    challenge_id: UUID
    browser: Browser
    state: str = Field(max_length=200)
    code: str = Field(max_length=4000)
    redirect_uri: str = Field(max_length=300)
