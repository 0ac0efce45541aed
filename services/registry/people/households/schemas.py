"""Households as they are sent and answered."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from services.registry.people.names.schemas import Line
from shared.kit.bodies import StrictModel


class HouseholdJoin(StrictModel):
    """Nothing: begins a household. A word: joins the one whose word it is. A manager names the other and a ground."""

    word: str | None = Field(None, min_length=1, max_length=40)
    with_resident: UUID | None = Field(None, description="entered by a manager; both live in one flat")
    ground: Line | None = Field(None, description="who told it; needed from a manager")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.word is not None and self.with_resident is not None:
            raise ValueError("Укажите или слово, или человека")
        return self


class HouseholdMemberRead(BaseModel):
    """A member; residents are told how each other is called and no more, managers also who it is."""

    resident_id: UUID | None
    name: str
    since: datetime


class HouseholdRead(BaseModel):
    """A household as one of its members, or a manager, sees it."""

    id: UUID
    word: str | None = Field(description="to be told at home; managers are not told it")
    members: list[HouseholdMemberRead]
