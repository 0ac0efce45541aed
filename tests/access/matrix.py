"""The committed matrix: for every operation, how each caller is answered."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.access.callers import CALLERS

FILE = Path(__file__).with_name("matrix.csv")
ADMITTED = "in"
"""The caller may do this; the empty call itself then lacked something, or was carried out."""

_ADMITTED_ANSWERS = frozenset({200, 201, 202, 204, 400, 409, 412, 422, 428, 429})

Row = tuple[str, ...]


def said(status: int) -> str:
    """A status as the matrix writes it."""
    return ADMITTED if status in _ADMITTED_ANSWERS else str(status)


def committed() -> Mapping[str, Row]:
    """Each operation with its answers, in the order of CALLERS."""
    with FILE.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    if tuple(head) != ("operation", *CALLERS):
        raise ValueError(f"{FILE.name} has other columns than the callers")
    return {name: tuple(answers) for name, *answers in rows}


def as_text(rows: Mapping[str, Sequence[str]]) -> str:
    """Rows as they stand in the file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([name, *answers] for name, answers in rows.items())
    return text.getvalue()
