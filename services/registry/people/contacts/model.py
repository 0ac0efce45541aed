"""How to reach a person: a telephone number or a mail address, in the one form in which they are compared."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import idna
import phonenumbers

from services.registry.people.names.model import tidy

ContactKind = Literal["phone", "mail"]

REGION = "RU"
_LOCAL_PART = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f]{1,64}")
_LONGEST = 254  # RFC 5321, 4.5.3.1.3
_LONGEST_NAME = 100


class ContactUnclear(ValueError):
    """The text is neither a telephone number nor a mail address."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone number in E.164, or a mail address in lower case with its domain in ASCII."""

    kind: ContactKind
    value: str


def read_contact(text: str) -> Contact:
    """The contact that a person typed: whatever holds an `@` is mail. Raises ContactUnclear."""
    return read_mail(text) if "@" in _plain(text) else read_phone(text)


def read_phone(text: str) -> Contact:
    """A telephone number as people write it, Russian where no country is named. Raises ContactUnclear."""
    try:
        number = phonenumbers.parse(_plain(text), REGION)
    except phonenumbers.NumberParseException as error:
        raise ContactUnclear("Не похоже на номер телефона") from error
    if not phonenumbers.is_valid_number(number):
        raise ContactUnclear("Не похоже на номер телефона")
    return Contact("phone", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def read_aloud(contact: str) -> str:
    """A telephone number in the groups in which people read it, +7 916 123-45-67; what is none stays as it is."""
    try:
        number = phonenumbers.parse(contact)
    except phonenumbers.NumberParseException:
        return contact
    said = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def read_mail(text: str) -> Contact:
    """A mail address; a domain may be written in Russian letters. Raises ContactUnclear."""
    local, _, domain = _plain(text).rpartition("@")
    if not _LOCAL_PART.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        raise ContactUnclear("Не похоже на адрес почты")
    try:
        host = idna.encode(domain, uts46=True).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise ContactUnclear("Не похоже на адрес почты") from error
    value = f"{local.lower()}@{host.lower()}"
    if "." not in host or len(value) > _LONGEST:
        raise ContactUnclear("Не похоже на адрес почты")
    return Contact("mail", value)


def read_messenger(text: str) -> str:
    """A name or an address in a messenger, as people give it to each other. Raises ContactUnclear."""
    name = tidy(text)
    if not 2 <= len(name) <= _LONGEST_NAME:
        raise ContactUnclear("Напишите имя или адрес в мессенджере, от 2 до 100 знаков")
    return name


def _plain(text: str) -> str:
    """Without the invisible marks that come along when a number is copied from a telephone's address book."""
    shown = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf" and c != "\0")
    return "".join(shown).strip()
