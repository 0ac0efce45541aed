"""Texts of several lines as they are kept: composed letters, no control characters, no marks that nobody sees."""

import re
import unicodedata

from pydantic import BeforeValidator

_ENDS_OF_LINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_TURNS = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def tidy_lines(text: str) -> str:
    """The text with its lines; marks of direction, NUL and other control characters are gone."""
    composed = unicodedata.normalize("NFC", _ENDS_OF_LINES.sub("\n", text)).replace("\t", "    ")
    kept = "".join(one for one in composed if _stays(one))
    lines = (line.rstrip() for line in kept.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _stays(character: str) -> bool:
    if character == "\n":
        return True
    return character not in _TURNS and unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")


def _come(value: object) -> object:
    return tidy_lines(value) if isinstance(value, str) and "\0" not in value else value


Tidied = BeforeValidator(_come)
"""For a field of what people write, before its length is looked at; NUL is left for the field to refuse."""
