"""One row of a list as cells by what they hold, with whatever is wrong in them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from services.registry.exchange.spreadsheets.model import LONGEST_CELL
from services.registry.people.names.model import tidy
from services.registry.places.houses.model import House, address_key
from shared.kit.language import Said
from shared.kit.problem_words import explain
from shared.kit.problems import Wrong

Problem = dict[str, Any]  # Any: JSON; `column`, `code`, and `message` with the `values` of its places
Houses = Mapping[str, House | None]
"""By the words of the address; None where two houses of the center have the same words."""

NO_VALUES: Mapping[str, object] = {}
Code = TypeVar("Code", bound=str)

YES = frozenset({"да", "д", "yes", "y", "true", "1", "+"})
NO = frozenset({"нет", "н", "no", "n", "false", "0"})
_NOTHING = frozenset({"", "-", "–", "—", "нет", "н/д", "не указан", "не указано", "n/a", "none", "null"})
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_APART = re.compile(r"[;|\r\n]+|,(?!\s*доб)", re.IGNORECASE)
_LINES = re.compile(r"[;|\r\n]+")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d.%m.%y")


@dataclass(slots=True)
class Cells:
    """The cells of one row; `problems` gathers what is to be mended, each with its heading."""

    cells: Sequence[str]
    headings: Sequence[str]
    mapping: Mapping[str, int]
    formulas: Sequence[int] = ()
    problems: list[Problem] = field(default_factory=list)

    def text(self, thing: str) -> str:
        """What stands in the cell, tidied; empty where nothing does or what stands there cannot be taken."""
        tidied = tidy(self._typed(thing))
        return "" if tidied.casefold() in _NOTHING else tidied

    def lines(self, thing: str) -> str:
        """The same with its lines apart."""
        return "\n".join(filter(None, map(tidy, self._typed(thing).splitlines())))

    def several(self, thing: str) -> list[tuple[str, str]]:
        """The things in a cell that holds several, and in the columns `thing_2`, `thing_3` beside it, each with the
        column in which it stands."""
        places = [thing, *(one for one in self.mapping if one.startswith(f"{thing}_"))]
        return [(place, part) for place in places for part in self.apart(place, _APART)]

    def apart(self, thing: str, between: re.Pattern[str] = _LINES) -> list[str]:
        """The things in a cell that holds several with commas of their own: addresses, services."""
        parts = map(tidy, between.split(self._typed(thing)))
        return [part for part in parts if part.casefold() not in _NOTHING]

    def number(self, thing: str, most: int) -> int | None:
        """A whole number from 1 on."""
        typed = self.text(thing)
        if typed and not (typed.isdecimal() and 1 <= int(typed) <= most):
            self.wrong(thing, "imports.number", "Нужно число от 1 до {most}", most=most)
            return None
        return int(typed) if typed else None

    def coded(self, thing: str, known: Mapping[str, Code], code: str, message: str) -> Code | None:
        """What the word in the cell stands for; None where there is none, or one that nobody knows."""
        typed = self.text(thing).casefold().replace("ё", "е")
        if typed and typed not in known:
            self.wrong(thing, code, message)
        return known.get(typed)

    def said_yes(self, thing: str, *, yes: frozenset[str] = YES, no: frozenset[str] = NO) -> bool | None:
        """«Да» or «нет»; None where nothing is said."""
        typed = self._bare(thing).strip().casefold()
        if typed in no:
            return False
        if typed in yes:
            return True
        if self.text(thing):
            self.wrong(thing, "imports.yes-or-no", "Напишите «да» или «нет» или оставьте пусто")
        return None

    def day(self, thing: str) -> date | None:
        """A day in one of the usual ways of writing it."""
        typed = self.text(thing)
        for written in _DAYS if typed else ():
            try:
                return datetime.strptime(typed, written).date()  # noqa: DTZ007 a day has no zone
            except ValueError:
                continue
        if typed:
            self.wrong(thing, "imports.day", "Не похоже на дату. Напишите, например, 31.12.2025")
        return None

    def has(self, thing: str) -> bool:
        """Whether a column was chosen for it."""
        return thing in self.mapping

    def wrong(self, thing: str, code: str, message: str, **values: object) -> None:
        """Notes an error; one a cell is enough. It is said in the language of whoever reads it."""
        heading = self.heading(thing)
        if not any(one["column"] == heading for one in self.problems):
            self.problems.append(problem_of(code, message, heading, values))

    def note(self, thing: str, wrong: Wrong) -> None:
        """Notes what a rule of the registry has found wrong."""
        message, values = _as_said(wrong)
        self.wrong(thing, wrong.code, message, **values)

    def address(self) -> str:
        """Where a house stands, as one line, also where its street has a column of its own."""
        return ", ".join(filter(None, (self.text("street"), self.text("house"))))

    def house(self, address: str, houses: Houses) -> House | None:
        """The center's house at this address, which the row says; where there is none, or two, that is noted."""
        place, key = "house" if self.has("house") else "street", address_key(address)
        if key not in houses:
            self.wrong(
                place,
                "imports.house-unknown",
                "Такого дома в центре нет. Проверьте адрес или сначала внесите дом",
            )
        elif houses[key] is None:
            self.wrong(place, "imports.house-twice", "Таких домов в центре два. Уточните адрес")
        return houses.get(key)

    def note_all(self, error: ValidationError, cells: Mapping[str, str], whole: str) -> None:
        """Notes what a form refuses, each in the cell of its field; what is about no field goes to `whole`."""
        for one in error.errors():
            thing = str(one["loc"][0]) if one["loc"] else whole
            self.note(cells.get(thing, thing), Wrong("", one["type"], explain(one)))

    def refused(self, thing: str) -> bool:
        """Whether this cell has an error already."""
        column = self.mapping.get(thing)
        heading = self.heading(thing)
        return column is not None and any(one["column"] == heading for one in self.problems)

    def _typed(self, thing: str) -> str:
        typed = self._bare(thing)
        if self.mapping.get(thing) in self.formulas:
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
        return typed

    def _bare(self, thing: str) -> str:
        column = self.mapping.get(thing)
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def heading(self, thing: str) -> str:
        """What the column of this thing is called in the file."""
        column = self.mapping.get(thing)
        heading = self.headings[column] if column is not None and column < len(self.headings) else thing
        return heading or f"№ {(column or 0) + 1}"

    def _refuse(self, thing: str, code: str, message: str) -> str:
        self.wrong(thing, f"imports.{code}", message)
        return ""


def by_spelling(words: Mapping[Code, Sequence[str]]) -> Mapping[str, Code]:
    """What each spelling stands for; codes themselves are understood too."""
    return {
        str(one).replace("ё", "е"): code for code, spellings in words.items() for one in (code, *spellings)
    }


def problem_of(
    code: str, message: str, column: str = "", values: Mapping[str, object] = NO_VALUES
) -> Problem:
    """An error as it is kept: its sentence as the source says it, and what fills its places."""
    found: Problem = {"column": column, "code": code, "message": message}
    return {**found, "values": {name: str(value) for name, value in values.items()}} if values else found


def as_problem(wrong: Wrong) -> Problem:
    """What a rule of the registry has found wrong, as it is kept."""
    message, values = _as_said(wrong)
    return problem_of(wrong.code, message, values=values)


def _as_said(wrong: Wrong) -> tuple[str, Mapping[str, object]]:
    said = wrong.message
    return (said.text, said.values) if isinstance(said, Said) else (said, {})


def _has_controls(text: str) -> bool:
    if text.isprintable():
        return "\ufffd" in text
    return "\ufffd" in text or any(
        unicodedata.category(sign) in ("Cc", "Co", "Cn") and sign not in "\r\n\t" for sign in text
    )
