"""Centers as they are sent and answered."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.registry.names.schemas import Line
from shared.contracts.codes import HostType

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=40)]


class CenterCreate(BaseModel):
    """A center to be opened."""

    slug: Slug = Field(description="its short name in addresses of pages, forever")
    name: Line
    host: HostType
    address: Line


class CenterUpdate(BaseModel):
    """What is to be corrected; what is left out stays."""

    name: Line | None = None
    host: HostType | None = None
    address: Line | None = None


class CenterRead(BaseModel):
    """A center."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    slug: str
    name: str
    host: HostType
    address: str
    version: int
