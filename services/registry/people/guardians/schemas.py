"""Guardians and wards as they are sent and answered."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.people.guardians.model import Bond, Guardianship
from services.registry.people.names.schemas import Line, NamePart
from services.registry.people.residents.model import Resident, Source
from services.registry.people.residents.schemas import BirthYear
from services.registry.rights.bases.schemas import EntryBasis
from shared.contracts.codes import Channel
from shared.kit.bodies import StrictModel


class WardCreate(StrictModel):
    """A child to be entered by their guardian, or by a manager in the guardian's words."""

    family_name: NamePart
    given_name: NamePart
    patronymic: NamePart | None = None
    birth_year: BirthYear | None = None
    bond: Bond = "parent"
    same_home: bool = Field(True, description="the child lives where the guardian lives")
    source: Source | None = None
    channel: Channel = Field(
        "visit", description="how the guardian told it; `web` where they enter it themselves"
    )
    ground: Line | None = Field(None, description="who told it; needed from a manager")
    consent: EntryBasis | None = Field(
        None, description="on what the card is kept; where nothing is said, a consent is awaited"
    )


class GuardianCreate(StrictModel):
    """One more grown-up for a child."""

    bond: Bond = "parent"
    ground: Line = Field(description="whose words or which document it rests on")


class Relative(BaseModel):
    """The other side of a guardianship."""

    resident_id: UUID
    name: str
    bond: Bond
    birth_year: int | None
    since: datetime

    @classmethod
    def of(cls, bond: Guardianship, person: Resident) -> Self:
        """The other side as the family and the center's managers see it."""
        return cls(
            resident_id=person.id,
            name=person.name,
            bond=bond.kind,
            birth_year=person.birth_year,
            since=bond.since,
        )


class Relatives(BaseModel):
    """All of them."""

    items: list[Relative]
