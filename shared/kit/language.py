"""The language of an answer: Russian as the source says it, English from `locale/en.po` of the kit and of a service.

`say` translates at the moment of speaking, by the language that the request asked for (`Accept-Language`).
"""

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from shared.contracts.requests import Language

spoken: ContextVar[Language] = ContextVar("spoken", default="ru")
"""The language of the request being answered."""

_KIT = Path(__file__).parent
_folders: list[Path] = [_KIT / "locale"]


def know(service: str) -> None:
    """Has `say` look into the texts of this service too."""
    folder = _KIT.parents[1] / "services" / service / "locale"
    if folder.is_dir() and folder not in _folders:
        _folders.append(folder)


class Said(str):
    """A text that was said, and what it was made of, so that it can be kept and said to others in their language."""

    __slots__ = ("text", "values")

    text: str
    values: Mapping[str, object]


def say(text: str, **values: object) -> str:
    """The text in the request's language, a `Said`, with its `{name}` places filled; unknown ones stay as they are."""
    found = text if spoken.get() == "ru" else _english(text)
    said = Said(found.format(**values) if values else found)
    said.text, said.values = text, values
    return said


def asked(header: str) -> Language:
    """The language that an `Accept-Language` header would rather have; Russian where it wants neither or anything."""
    wishes = [_wish(one) for one in header.split(",")]
    known = [(weight, tongue) for weight, tongue in wishes if weight > 0 and tongue in ("ru", "en")]
    return "en" if max(known, key=lambda one: one[0], default=(1.0, "ru"))[1] == "en" else "ru"


def _wish(part: str) -> tuple[float, str]:
    tongue, _, weight = part.strip().lower().partition(";q=")
    try:
        return float(weight or 1), tongue.partition("-")[0]
    except ValueError:
        return 0.0, tongue


def _english(text: str) -> str:
    for folder in _folders:
        if (found := english_of(folder).get(text)) is not None:
            return found
    return text


@cache
def english_of(folder: Path) -> Mapping[str, str]:
    """The English texts of a folder, by the Russian ones."""
    from babel.messages.pofile import read_po  # only who speaks English needs it

    with (folder / "en.po").open("rb") as file:
        catalog: Any = read_po(file, locale="en")  # Any: a catalog's ids may be plural, these are not
    return {str(one.id): str(one.string) for one in catalog if one.id and one.string}
