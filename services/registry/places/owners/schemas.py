"""Owners as they are sent and answered: a name and a share, no number of any paper."""

import re
from fractions import Fraction
from typing import Annotated, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from services.registry.people.names.schemas import Line
from services.registry.places.owners.model import OwnerKind, ShareWrong, read_share
from shared.kit.bodies import StrictModel
from shared.kit.paging import CountedQuery

_SNILS = re.compile(r"\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d{2}")
_PASSPORT = re.compile(r"\d{2} ?\d{2} ?(№ ?)?\d{6}")


def _share(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise PydanticCustomError("owners.share", "Напишите долю так: 1/2, 2/3 или 0,25")
    try:
        return read_share(value)
    except ShareWrong as wrong:
        raise PydanticCustomError("owners.share", "{said}", {"said": str(wrong)}) from wrong


def _without_numbers_of_papers(text: str) -> str:
    if _SNILS.search(text) or _PASSPORT.search(text):
        said = "Номера паспорта и СНИЛС здесь не хранятся: уберите их"
        raise PydanticCustomError("owners.paper-number", "{said}", {"said": said})
    return text


Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    WithJsonSchema(
        {"type": "string", "description": "`1/2`, `2/3`, `0.25` or `1`: more than 0, at most 1, exact"}
    ),
]
CleanLine = Annotated[Line, AfterValidator(_without_numbers_of_papers)]


class OwnerCreate(StrictModel):
    """An owner to be entered."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    premises_id: UUID
    kind: OwnerKind
    resident_id: UUID | None = Field(None, description="a resident of the center; for `resident` alone")
    name: CleanLine | None = Field(
        None, description="of an outsider or a legal entity; nothing else about them"
    )
    share: Share
    basis: CleanLine | None = Field(None, description="how it is known, as «реестр собственников 2026 года»")

    @model_validator(mode="after")
    def _names_its_owner(self) -> Self:
        if self.kind == "resident" and self.resident_id is None:
            raise PydanticCustomError("owners.resident-missing", "Выберите жителя")
        if self.kind in ("person", "organisation") and self.name is None:
            raise PydanticCustomError("owners.name-missing", "Напишите, как зовут собственника")
        if self.kind != "resident" and self.resident_id is not None:
            raise PydanticCustomError("owners.kind", "Житель записывается с видом resident")
        return self


class OwnerUpdate(StrictModel):
    """What is to be corrected. What is left out stays; null takes the basis away and leaves the rest."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: CleanLine | None = None
    share: Share | None = None
    basis: CleanLine | None = None


class OwnerRead(BaseModel):
    """An owner, for a center's managers alone."""

    id: UUID
    premises_id: UUID
    house_id: UUID
    number: str
    kind: OwnerKind
    resident_id: UUID | None
    name: str | None
    share: str
    numerator: int
    denominator: int
    basis: str | None
    version: int


class OwnerQuery(CountedQuery):
    """Whose owners are wanted."""

    premises_id: UUID | None = None
    house_id: UUID | None = None
    resident_id: UUID | None = None
