"""Centers as the city sees them: an id, a host and counts."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from shared.contracts.codes import HostType


class CountRead(BaseModel):
    """A number, or that it is hidden."""

    number: int | None = Field(description="absent where it is hidden; 0 is a true zero")
    hidden: bool


class CenterRead(BaseModel):
    """One center; its name is known to the registry."""

    id: UUID
    host: HostType
    residents: CountRead
    participants: CountRead = Field(description="adult residents who took part in anything this year")
    offers: CountRead = Field(description="offers of help that stand")
    needs: CountRead = Field(description="needs stated this year")
    events: CountRead = Field(description="events of this year that took place")


class CentersRead(BaseModel):
    """Every center, and the city as a whole."""

    period: str
    taken_at: datetime | None
    items: list[CenterRead]
    city: dict[str, CountRead]
    hosts: dict[HostType, int] = Field(description="how many centers each kind of host has")
