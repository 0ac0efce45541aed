"""A list as comma, semicolon or tab separated text, in UTF-8, UTF-16 or the Cyrillic of Windows."""

import codecs
import csv
import io
from collections.abc import Iterator

from services.registry.exchange.exports.model import DANGEROUS
from services.registry.exchange.spreadsheets.model import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Sheet,
    Unreadable,
)

_DELIMITERS = (";", ",", "\t")
_SAMPLE = 20
_FEW = 10
"""So many odd signs are a matter of their cells, however short the list."""


def read_csv(content: bytes) -> Sheet:
    """The list. Raises Unreadable."""
    text, encoding = _decoded(content)
    if not text.strip():
        raise Unreadable("empty", "В файле ничего нет. Выберите файл со списком")
    delimiter = _delimiter(text)
    lines = list(_lines(text, delimiter))
    if len(lines) < 2:
        raise Unreadable("no-rows", "В файле одна строка. Нужны строка с названиями колонок и строки под ней")
    return Sheet("csv", lines[0].cells, lines[1:], encoding, delimiter)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return _try(content, encoding), "utf-16"
    try:
        return _believable(content.decode("utf-8-sig")), "utf-8"
    except UnicodeDecodeError:
        return _believable(_try(content, "cp1251")), "cp1251"


def _try(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        raise Unreadable(
            "encoding", "Не получилось понять буквы в файле. Сохраните его как CSV UTF-8 или как XLSX"
        ) from error


def _believable(text: str) -> str:
    """Bytes of anything may be letters of some kind, so that a picture must be told from a list."""
    odd = sum(1 for sign in text[:20_000] if not sign.isprintable() and sign not in "\r\n\t\xa0\xad")
    if odd > _FEW and odd * 50 > min(len(text), 20_000):
        raise Unreadable("not-text", "Это не список, а файл другого вида. Выберите файл CSV или XLSX")
    return text


def _delimiter(text: str) -> str:
    """The one that cuts the first lines into the same, and the largest, number of cells."""
    sample = text.splitlines()[:_SAMPLE]

    def fitness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        first = widths[0] if widths else 1
        return (sum(1 for width in widths if width == first) if first > 1 else 0, first)

    try:
        return max(_DELIMITERS, key=fitness)
    except csv.Error as error:
        raise _broken() from error


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    csv.field_size_limit(1_000_000)
    kept = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            kept += 1
            if kept > MOST_ROWS + 1:
                raise Unreadable("too-many-rows", "В файле больше 100 000 строк. Разделите его на части")
            if len(cells) > MOST_COLUMNS:
                raise Unreadable("too-many-columns", "В файле больше 100 колонок. Оставьте только нужные")
            yield _line(reader.line_num, cells)
    except csv.Error as error:
        raise _broken() from error


def _line(number: int, cells: list[str]) -> Line:
    formulas = [at for at, cell in enumerate(cells) if cell.lstrip().startswith(("=", "@"))]
    return Line(number, [_plain(cell)[: LONGEST_CELL + 1] for cell in cells], formulas)


def _plain(cell: str) -> str:
    """The cell without the apostrophe that our own lists put before what would be a formula."""
    protected = cell.startswith("'") and cell.lstrip("'").startswith(DANGEROUS)
    return cell[1:] if protected else cell


def _broken() -> Unreadable:
    return Unreadable("broken", "Файл CSV повреждён: не закрыты кавычки. Сохраните его заново")
