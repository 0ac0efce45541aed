"""A list on its way in, as the pages show it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from services.portal.api import Read
from services.portal.language import phrase

Kind = Literal["residents", "houses"]
State = Literal["queued", "checking", "ready", "applying", "applied", "failed", "cancelled"]

KIND = {"residents": phrase("Жители"), "houses": phrase("Дома")}
STATE = {
    "queued": phrase("проверяем"),
    "checking": phrase("проверяем"),
    "ready": phrase("проверен, ждёт вас"),
    "applying": phrase("вносим"),
    "applied": phrase("внесён"),
    "failed": phrase("нужна ваша помощь"),
    "cancelled": phrase("остановлен"),
}
ENCODING = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1251": phrase("Windows (cp1251)")}
DELIMITER = {";": phrase("точка с запятой"), ",": phrase("запятая"), "\t": phrase("табуляция")}
THINGS: dict[str, dict[str, str]] = {
    "residents": {
        "full_name": phrase("Фамилия, имя и отчество вместе"),
        "family_name": phrase("Фамилия"),
        "given_name": phrase("Имя"),
        "patronymic": phrase("Отчество"),
        "phone": phrase("Телефон"),
        "mail": phrase("Почта"),
        "street": phrase("Улица отдельно"),
        "house": phrase("Адрес дома"),
        "flat": phrase("Квартира"),
        "birth_year": phrase("Год или дата рождения"),
        "adult": phrase("Взрослый"),
        "way": phrase("Как связаться"),
        "language": phrase("Язык"),
    },
    "houses": {
        "street": phrase("Улица отдельно"),
        "address": phrase("Адрес"),
        "kind": phrase("Вид дома"),
        "flats": phrase("Число квартир"),
    },
}
NEEDED = {
    "residents": phrase("Нужны фамилия и имя: вместе в одной колонке или в двух"),
    "houses": phrase("Нужна колонка с адресом"),
}
TWIN = {
    "phone": phrase("тот же телефон"),
    "mail": phrase("та же почта"),
    "name": phrase("то же имя в том же доме"),
    "address": phrase("тот же адрес"),
}


class Listed(Read):
    """A line of the list of lists."""

    id: UUID
    kind: Kind
    state: State
    file_name: str
    rows: int
    accepted: int = 0
    applied: int = 0
    made_at: datetime


class Import(Read):
    """One list."""

    id: UUID
    kind: Kind
    state: State
    file_name: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    headings: list[str] = []
    mapping: dict[str, int] | None = None
    missing: list[str] = []
    code: str | None = None
    rows: int
    checked: int
    accepted: int
    rejected_rows: int
    duplicates: int
    applied: int
    made_at: datetime

    @property
    def is_busy(self) -> bool:
        """Whether it changes by itself."""
        return self.state in ("queued", "checking", "applying")

    @property
    def is_unclear(self) -> bool:
        """Whether somebody has to say what the columns hold."""
        return self.state == "failed" and self.code == "imports.columns-unclear"

    @property
    def share(self) -> float:
        """How much of what is being done is done."""
        if self.state == "applying":
            return self.applied / self.accepted if self.accepted else 0.0
        return self.checked / self.rows if self.rows else 0.0

    def known(self) -> list[tuple[str, str]]:
        """What is known, and the heading of its column."""
        return [
            (thing, self.headings[column])
            for thing, column in sorted((self.mapping or {}).items(), key=lambda known: known[1])
            if column < len(self.headings)
        ]


class Problem(Read):
    """What is wrong in one cell."""

    column: str
    message: str


class Row(Read):
    """One row of the list."""

    row: int
    state: str
    cells: list[str] = []
    understood: dict[str, Any] | None = None  # Any: JSON
    problems: list[Problem] = []
    twin_row: int | None = None
    twin_id: UUID | None = None
    twin_by: str | None = None

    @property
    def said(self) -> str:
        """The row as one knows it again: its first filled cells."""
        return " · ".join(cell for cell in self.cells if cell.strip())[:120]


class Rows(Read):
    """One part of the rows."""

    items: list[Row] = []
    next: int | None = None
