"""Contacts as they come from forms."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from services.registry.people.contacts.model import (
    Contact,
    ContactUnclear,
    read_contact,
    read_mail,
    read_phone,
)
from services.registry.people.names.schemas import Line
from services.registry.people.residents.model import KindOfContact, OpenTo
from shared.contracts.codes import Channel
from shared.kit.bodies import StrictModel

_TYPED = StringConstraints(min_length=3, max_length=300)
TypedCode = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Typed = Annotated[str, StringConstraints(min_length=2, max_length=300)]


def _read_by(read: Callable[[str], Contact]) -> AfterValidator:
    def value_of(typed: str) -> str:
        try:
            return read(typed).value
        except ContactUnclear as error:
            raise PydanticCustomError("contact_unclear", "{said}", {"said": str(error)}) from error

    return AfterValidator(value_of)


PhoneNumber = Annotated[str, _TYPED, _read_by(read_phone)]
"""A telephone number as people write it; answered in E.164."""

MailAddress = Annotated[str, _TYPED, _read_by(read_mail)]
"""A mail address; answered in lower case."""

AnyContact = Annotated[str, _TYPED, _read_by(read_contact)]
"""Either of the two."""


class ContactCreate(StrictModel):
    """A contact to be added."""

    kind: KindOfContact
    value: Typed
    open_to: OpenTo = Field("center", description="center: managers; lists: also neighbors; sign_in: nobody")
    preferred: bool = Field(False, description="use this one first; one contact of a person is preferred")
    shared: bool = Field(
        False, description="somebody else's too, as a manager was told; it opens no card of this person"
    )
    channel: Channel | None = Field(None, description="how a manager was told")
    ground: Line | None = Field(None, description="who told it; needed from a manager")
    request_id: UUID | None = Field(None, description="POST /sign-in/codes with this contact; from its owner")
    code: TypedCode | None = Field(None, description="the code that arrived there")
    browser: str | None = Field(None, max_length=200, description="what was said there about the browser")


class ContactUpdate(StrictModel):
    """What is to be changed; what is left out stays."""

    value: Typed | None = None
    open_to: OpenTo | None = None
    preferred: bool | None = None
    shared: bool | None = Field(None, description="said by a manager only")
    channel: Channel | None = Field(None, description="how a manager was told")
    ground: Line | None = Field(None, description="who told it; needed from a manager")


class ContactRead(BaseModel):
    """One contact; of one that serves sign-in alone nobody but its owner sees the value."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: KindOfContact
    value: str | None
    open_to: OpenTo
    preferred: bool
    shared: bool
    verified_at: datetime | None
    added_at: datetime
    version: int


class ContactList(BaseModel):
    """All contacts of a resident, the preferred one first."""

    items: list[ContactRead]
