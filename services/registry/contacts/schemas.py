"""Contacts as they come from forms."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from services.registry.contacts.model import Contact, ContactUnclear, read_contact, read_mail, read_phone

_TYPED = StringConstraints(min_length=3, max_length=300)


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
