"""One-time sign-in codes: six digits, kept only as a keyed digest that belongs to one request."""

import hmac
import secrets
import unicodedata
from datetime import timedelta
from uuid import UUID

LENGTH = 6
LIFETIME = timedelta(minutes=10)
TRIES = 5

_LOOK_ALIKES = str.maketrans("OoОоЗзбlIІі", "00003361111")
_SEPARATORS = frozenset("-.,_–—·")


def make_code() -> str:
    """Six digits that nobody can foresee."""
    return f"{secrets.randbelow(10**LENGTH):0{LENGTH}}"


def clean_code(typed: str) -> str:
    """The digits a person meant: spaces and dashes fall away, letters that look like digits become them."""
    plain = unicodedata.normalize("NFKC", typed).translate(_LOOK_ALIKES)
    return "".join(_digit(character) for character in plain if _counts(character))


def _counts(character: str) -> bool:
    return not (character.isspace() or character in _SEPARATORS or unicodedata.category(character) == "Cf")


def _digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def digest_code(pepper: bytes, request: UUID, code: str) -> bytes:
    """What is kept of a code: useless without the pepper, and for any other request."""
    return hmac.digest(pepper, request.bytes + code.encode(), "sha256")


def same_digest(left: bytes, right: bytes) -> bool:
    """Compares in a time that does not tell how much is alike."""
    return hmac.compare_digest(left, right)
