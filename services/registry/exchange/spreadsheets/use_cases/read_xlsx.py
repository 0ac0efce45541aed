"""A list as a workbook: looked at before it is unpacked, read by calamine, cells as texts."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from services.registry.exchange.headings.model import KNOWN, understood
from services.registry.exchange.spreadsheets.model import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Sheet,
    Unreadable,
)

_MOST_UNPACKED = 200 * 1024 * 1024
_SMALL = 20 * 1024 * 1024
_DENSEST = 150
"""So many times larger than packed is no list: what people type does not repeat like that."""
_MOST_PARTS = 2000
_LOOKED_AT = 10
"""Above the headings there may stand a title and a date."""

_SHEET = re.compile(rb"<sheet\b[^>]*\bname=\"([^\"]*)\"[^>]*\br:id=\"([^\"]*)\"")
_FORMULA = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>\s*<f\b")
Cell = object


def must_be_harmless(content: bytes) -> None:
    """Raises Unreadable for what would unpack to far more than it is, from the directory of the archive alone."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _broken() from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    dense = unpacked > _SMALL and unpacked > packed * _DENSEST
    if unpacked > _MOST_UNPACKED or dense or len(parts) > _MOST_PARTS:
        raise Unreadable(
            "bomb",
            "Файл при распаковке становится слишком большим. Скопируйте список в новую книгу и сохраните её",
        )
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Unreadable("not-a-workbook", "Это не книга Excel. Сохраните список как XLSX или CSV")


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet with anything in it. Raises Unreadable."""
    must_be_harmless(content)
    name, rows = _first_sheet(content)
    at = _headings_at(rows)
    formulas = _formulas(content, name)
    lines = [
        Line(number, [_text(cell) for cell in row], sorted(formulas.get(number, ())))
        for number, row in enumerate(rows[at + 1 :], at + 2)
        if any(_text(cell).strip() for cell in row) or number in formulas
    ]
    if not lines:
        raise Unreadable("no-rows", "Под названиями колонок нет ни одной строки")
    return Sheet("xlsx", [_text(cell) for cell in rows[at]], lines, name=name)


def _first_sheet(content: bytes) -> tuple[str, Sequence[Sequence[Cell]]]:
    import python_calamine as calamine  # only the process that reads needs it

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in book.sheets_metadata:
            if about.visible is not calamine.SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.height == 0:
                continue
            if sheet.total_width > MOST_COLUMNS:
                raise Unreadable("too-many-columns", "На листе больше 100 колонок. Оставьте только нужные")
            if sheet.total_height > MOST_ROWS + _LOOKED_AT:
                raise Unreadable("too-many-rows", "На листе больше 100 000 строк. Разделите список на части")
            return about.name, sheet.to_python(skip_empty_area=False)
    except calamine.PasswordError as error:
        raise Unreadable("password", "Книга закрыта паролем. Снимите пароль и сохраните её") from error
    except calamine.CalamineError as error:
        raise _broken() from error
    raise Unreadable("empty", "В книге нет ни одного заполненного листа")


def _headings_at(rows: Sequence[Sequence[Cell]]) -> int:
    """The line among the first in which most headings are understood; else the first that is not empty."""
    filled = [at for at, row in enumerate(rows[:_LOOKED_AT]) if any(_text(cell).strip() for cell in row)]
    if not filled:
        raise Unreadable("empty", "Начало листа пустое. Названия колонок должны стоять в первых строках")

    def known(at: int) -> int:
        texts = [_text(cell) for cell in rows[at]]
        return max(len(understood(kind, texts)) for kind in KNOWN)

    best = max(filled, key=lambda at: (known(at), -at))
    return best if known(best) > 1 else filled[0]


def _formulas(content: bytes, name: str) -> Mapping[int, list[int]]:
    """The columns that hold formulas, by the number of the line."""
    found: dict[int, list[int]] = defaultdict(list)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part_of(archive, name)
        if part is None:
            return found
        for letters, number in _FORMULA.findall(archive.read(part)):
            found[int(number)].append(_column(letters))
    return found


def _part_of(archive: zipfile.ZipFile, name: str) -> str | None:
    """Where in the archive the sheet of this name lies."""
    by_name = {_unescaped(found): id_ for found, id_ in _SHEET.findall(archive.read("xl/workbook.xml"))}
    id_ = by_name.get(name)
    if id_ is None or "xl/_rels/workbook.xml.rels" not in archive.namelist():
        return None
    for relation in re.findall(rb"<Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")):
        if b'Id="' + id_ + b'"' in relation and (target := re.search(rb'Target="([^"]*)"', relation)):
            path = target[1].decode().lstrip("/")
            path = path if path.startswith("xl/") else f"xl/{path}"
            return path if path in archive.namelist() else None
    return None


def _unescaped(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    for escaped, sign in (("&quot;", '"'), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(escaped, sign)
    return text


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _text(cell: Cell) -> str:
    """A cell as a person reads it: a number without a tail, a day as a date."""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)[: LONGEST_CELL + 1]


def _broken() -> Unreadable:
    return Unreadable("broken", "Файл повреждён или это не книга Excel. Откройте его и сохраните заново")
