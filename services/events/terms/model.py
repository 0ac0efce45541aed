"""How long the law gives whoever answers an appeal: days with their source and the day from which they hold.

The program watches these days; it files nothing. They bind bodies of state and of local self-government; what a
company or anybody else has promised stands with the appeal itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

TermCode = Literal["register", "forward", "answer", "extend"]


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the law, from one day on; a change of the law is another row with a later day."""

    code: TermCode
    days: int
    valid_from: date
    legal_basis: str


_IN_FORCE = date(2006, 11, 2)

TERMS: tuple[Term, ...] = (
    Term("register", 3, _IN_FORCE, "часть 2 статьи 8 № 59-ФЗ"),
    Term("forward", 7, _IN_FORCE, "часть 3 статьи 8 № 59-ФЗ"),
    Term("answer", 30, _IN_FORCE, "часть 1 статьи 12 № 59-ФЗ"),
    Term("extend", 30, _IN_FORCE, "часть 2 статьи 12 № 59-ФЗ"),
)


def term(code: TermCode, on: date) -> Term:
    """The number that holds on that day; the first one for days before it."""
    known = sorted((one for one in TERMS if one.code == code), key=lambda one: one.valid_from)
    return next((one for one in reversed(known) if one.valid_from <= on), known[0])


def last_day(code: TermCode, since: date) -> date:
    """The last day of a term that began on `since`; days of the calendar."""
    return since + timedelta(days=term(code, since).days)
