"""On what a card is kept, as it is sent and answered."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.people.names.schemas import Line
from services.registry.rights.bases.model import Basis, Stated
from services.registry.rights.consents.schemas import SheetNumber
from shared.kit.bodies import StrictModel


class EntryBasis(StrictModel):
    """How whoever is being entered has agreed to be kept on record, or on what else the card rests."""

    how: Literal["paper", "aloud", "web", "stated", "awaited"] = Field(
        description="paper and aloud: a consent; web: a guardian agrees themselves for the child; stated: another"
        " basis of the law; awaited: the sheet is still to be signed"
    )
    version: int | None = Field(
        None, ge=1, description="of the text that was read; the present one where left out"
    )
    number: SheetNumber | None = Field(None, description="of the signed sheet")
    signed_on: date | None = Field(None, description="the date on the signed sheet")
    witness: Line | None = Field(None, description="who else heard it")
    ground: Line | None = Field(None, description="why aloud, or in which words the other basis is stated")
    basis: Stated | None = Field(None, description="where it is stated")


class BasisStated(StrictModel):
    """Another basis than a consent; `awaited` takes a stated one back."""

    basis: Stated | Literal["awaited"]
    words: Line | None = Field(
        None, description="which agreement, which law, what happened; needed with a basis"
    )


class BasisRead(BaseModel):
    """On what a card is kept."""

    model_config = ConfigDict(from_attributes=True)

    basis: Basis
    legal_basis: str
    since: datetime
    words: str | None
    consent_id: UUID | None
    overdue: bool = Field(description="the consent has been awaited for more than seven days")


class AwaitedRead(BaseModel):
    """Somebody whose consent is still awaited."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    house_id: UUID | None
    joined_at: datetime


class AwaitedCount(BaseModel):
    """How many they are; `more` where there are more than were counted."""

    awaited: int
    more: bool
    since: datetime | None
