"""How long the law gives whoever answers an appeal: days with their source and the day from which they hold.

The rules are the registry's, which the operator keeps up to date; this is a copy of them. The program watches these
days; it files nothing. They bind bodies of state and of local self-government; what a company or anybody else has
promised stands with the appeal itself.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, get_args

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table

TermCode = Literal["register", "forward", "answer", "extend"]
CODES: tuple[TermCode, ...] = get_args(TermCode)


class Term(Table):
    """One number of the law, from one day on."""

    __tablename__ = "terms"

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int]
    legal_basis: Mapped[str]


class Terms:
    """Every number of every day."""

    def __init__(self, known: Iterable[Term]) -> None:
        self._known = sorted(known, key=lambda one: one.valid_from)

    def on(self, code: TermCode, day: date) -> Term:
        """The number that holds on that day; the first one for days before it."""
        of_code = [one for one in self._known if one.code == code]
        return next((one for one in reversed(of_code) if one.valid_from <= day), of_code[0])

    def last_day(self, code: TermCode, since: date) -> date:
        """The last day of a term that began on `since`; days of the calendar."""
        return since + timedelta(days=self.on(code, since).days)
