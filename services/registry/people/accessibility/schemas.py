"""Accessibility needs as they are sent and answered."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from services.registry.people.accessibility.model import AccessNeed
from shared.kit.bodies import StrictModel

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class NeedsWrite(StrictModel):
    """What to arrange for somebody."""

    needs: list[AccessNeed] = Field([], max_length=10)
    note: Note | None = Field(None, description="in their own words; no diagnosis")


class NeedsRead(NeedsWrite):
    """What is kept; version 0 where nothing was said."""

    model_config = ConfigDict(from_attributes=True)

    version: int
