"""Lists that people keep elsewhere: what a file may be, and the table in it as texts with their places."""

from dataclasses import dataclass, field
from typing import Literal

Format = Literal["csv", "xlsx"]

MOST_ROWS = 100_000
MOST_COLUMNS = 100
LONGEST_CELL = 1000
LONGEST_FILE_NAME = 200


class Unreadable(ValueError):
    """The file is no list that can be read; `code` is stable, `message` says to people what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = f"imports.{code}"
        self.message = message


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: its number in the file, its cells, and which of them hold formulas."""

    number: int
    cells: list[str]
    formulas: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it was read: the headings and the lines below them that are not empty."""

    format: Format
    headings: list[str]
    lines: list[Line]
    encoding: str | None = None
    delimiter: str | None = None
    name: str | None = None
