"""Showing anew who one is, as it is answered."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.access.sign_in.schemas import Browser
from shared.contracts.requests import Language
from shared.kit.bodies import StrictModel


class AgainAsk(StrictModel):
    """The caller asks for a code to their own contact."""

    browser: Browser | None = None
    language: Language = "ru"


class AgainAsked(BaseModel):
    """POST /sign-in/tokens with this request, the code and `choice` gives a session that has just begun."""

    request_id: UUID
    expires_at: datetime
    choice: UUID = Field(description="the caller, so that no other of the person's roles is meant")
    contact: str = Field(description="where the code went, as much of it as its owner needs to recognise it")
