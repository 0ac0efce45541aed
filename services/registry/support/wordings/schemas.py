"""Synonyms as they are sent and answered."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.registry.people.names.schemas import Line
from shared.kit.bodies import StrictModel


class SynonymCreate(StrictModel):
    """«заплатить за квартиру» means «субсидия ЖКХ»."""

    said: Line
    means: Line


class SynonymRead(BaseModel):
    """One line of the list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    said: str
    means: str
