"""Cards as they are answered; what is printed on one is answered as paper alone, once."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class CardRead(BaseModel):
    """A card that was given out."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    issued_at: datetime
    issued_by: UUID | None
    ended_at: datetime | None


class Cards(BaseModel):
    """Every card of a resident, the newest first."""

    items: list[CardRead]
