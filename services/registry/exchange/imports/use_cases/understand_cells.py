"""One row of a list as cells by what they hold, with whatever is wrong in them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.registry.exchange.spreadsheets.model import LONGEST_CELL
from services.registry.people.names.model import tidy

_NOTHING = frozenset({"", "-", "–", "—", "нет", "н/д", "не указан", "не указано", "n/a", "none", "null"})
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Cells:
    """The cells of one row; `wrong` gathers what is to be mended, each with its heading."""

    cells: Sequence[str]
    headings: Sequence[str]
    mapping: Mapping[str, int]
    formulas: Sequence[int] = ()
    problems: list[dict[str, str]] = field(default_factory=list)

    def text(self, thing: str) -> str:
        """What stands in the cell, tidied; empty where nothing does or what stands there cannot be taken."""
        column = self.mapping.get(thing)
        if column is None or column >= len(self.cells):
            return ""
        typed = self.cells[column]
        if column in self.formulas:
            return self._refuse(thing, "formula", "В ячейке формула. Замените её обычным текстом или числом")
        if _TURNING.search(typed):
            return self._refuse(
                thing, "hidden", "В тексте скрытые знаки, которые переставляют буквы. Наберите его заново"
            )
        if _has_controls(typed):
            return self._refuse(
                thing, "binary", "В ячейке знаки, которых не бывает в тексте. Наберите её заново"
            )
        if len(typed) > LONGEST_CELL:
            return self._refuse(thing, "too-long", "В ячейке больше 1000 знаков. Сократите текст")
        tidied = tidy(typed)
        return "" if tidied.casefold() in _NOTHING else tidied

    def has(self, thing: str) -> bool:
        """Whether a column was chosen for it."""
        return thing in self.mapping

    def wrong(self, thing: str, code: str, message: str) -> None:
        """Notes an error; one a cell is enough."""
        column = self.mapping.get(thing)
        heading = self.headings[column] if column is not None and column < len(self.headings) else thing
        heading = heading or f"№ {(column or 0) + 1}"
        if not any(one["column"] == heading for one in self.problems):
            self.problems.append({"column": heading, "code": code, "message": message})

    def _refuse(self, thing: str, code: str, message: str) -> str:
        self.wrong(thing, f"imports.{code}", message)
        return ""

    def refused(self, thing: str) -> bool:
        """Whether this cell has an error already."""
        column = self.mapping.get(thing)
        if column is None or column >= len(self.headings):
            return False
        heading = self.headings[column] or f"№ {column + 1}"
        return any(one["column"] == heading for one in self.problems)


def _has_controls(text: str) -> bool:
    if text.isprintable():
        return "\ufffd" in text
    return "\ufffd" in text or any(
        unicodedata.category(sign) in ("Cc", "Co", "Cn") and sign not in "\r\n\t" for sign in text
    )
