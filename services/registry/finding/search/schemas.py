"""A search as it is asked and answered."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from services.registry.finding.search.model import How, Kind
from services.registry.people.names.model import tidy


def _tidied(value: object) -> object:
    return tidy(value) if isinstance(value, str) else value


class SearchQuery(BaseModel):
    """What is looked for."""

    q: Annotated[str, BeforeValidator(_tidied), StringConstraints(max_length=200)] = Field(
        description="words of a name, an address, an organisation; a telephone or its last four digits; a mail"
    )
    kind: Kind | None = Field(None, description="only things of this kind")
    limit: int = Field(20, ge=1, le=100, description="at most so many of each kind")


class ReasonRead(BaseModel):
    """Why something was found."""

    model_config = ConfigDict(from_attributes=True)

    typed: str
    word: str = Field(description="the word that it has; of a telephone only what was typed is said")
    how: How


class FoundRead(BaseModel):
    """One thing that was found."""

    model_config = ConfigDict(from_attributes=True)

    kind: Kind
    id: UUID
    title: str
    note: str = Field(description="what tells it from others of the same name: an address, a form")
    reasons: list[ReasonRead]


class SearchRead(BaseModel):
    """What was found, the surest first."""

    items: list[FoundRead]
