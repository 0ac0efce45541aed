"""Management contracts as they are sent and answered."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.registry.people.names.schemas import Line
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Link = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=500)]
"""Where the paper can be read; http or https alone, so that a page may show it."""


class ContractCreate(StrictModel):
    """A management contract to be entered."""

    house_id: UUID
    company: Line = Field(description="as it stands in the contract")
    company_id: UUID | None = Field(
        None, description="the company among the organisations, where it is there"
    )
    number: Line
    starts_on: date
    ends_on: date | None = Field(None, description="its last day; absent where it runs on")
    document_link: Link | None = None


class ContractUpdate(StrictModel):
    """What is to be corrected. What is left out stays; null empties what may be empty and leaves the rest."""

    company: Line | None = None
    company_id: UUID | None = None
    number: Line | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    document_link: Link | None = None


class DocumentRead(BaseModel):
    """The paper that is kept, without its content."""

    name: str
    size: int


class ContractRead(BaseModel):
    """A management contract."""

    id: UUID
    house_id: UUID
    company: str
    company_id: UUID | None
    number: str
    starts_on: date
    ends_on: date | None
    document_link: str | None
    document: DocumentRead | None
    in_force: bool
    ends_soon: bool = Field(description="in force, and over within 60 days")
    version: int


class ContractQuery(PageQuery):
    """Which contracts are wanted."""

    house_id: UUID | None = None
    state: Literal["in_force", "ends_soon", "past", "future"] | None = None
