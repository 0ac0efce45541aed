"""Lists as people send them, and what becomes of them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from services.registry.exchange.imports.service import work_on_imports
from shared.testing.polling import eventually
from tests.registry.making import Center, Json

DONE = ("ready", "applied", "failed", "cancelled")


def csv_of(*rows: Sequence[object], delimiter: str = ";") -> bytes:
    """A list as text."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()


def xlsx_of(*rows: Sequence[Any], formulas: Sequence[tuple[int, int, str]] = ()) -> bytes:  # Any: cells
    """A list as a workbook."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet("Жители")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write(number, column, cell)
        for number, column, formula in formulas:
            sheet.write_formula(number, column, formula, value="Анна")
    return book.getvalue()


async def send(
    home: Center,
    content: bytes,
    kind: str = "residents",
    name: str = "list.csv",
    expect: int = 202,
    **also: str,
) -> Json:
    """Sends a list; what was answered."""
    answer = await home.manager.post(
        f"{home.path}/imports", files={"file": (name, content)}, data={"kind": kind, **also}
    )
    assert answer.status_code == expect, answer.text
    said: Json = answer.json()
    return said


async def look(home: Center, made: Json) -> Json:
    """The import as it is now."""
    answer = await home.manager.get(f"{home.path}/imports/{made['id']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def settled(home: Center, made: Json, *states: str) -> Json:
    """The import once nothing is done with it any more, or once it is in one of these states.

    The service's clock works on lists twice a second; so long nobody waits here.
    """
    await work_on_imports(home.api.app.state.database)
    found: Json = {}

    async def there() -> bool:
        nonlocal found
        found = await look(home, made)
        assert found["code"] != "imports.broken", found
        return found["state"] in (states or DONE)

    await eventually(there)
    return found


async def checked(home: Center, content: bytes, **also: Any) -> Json:  # Any: as for send
    """Sends a list and waits until it is checked."""
    return await settled(home, await send(home, content, **also))


async def apply(home: Center, made: Json) -> Json:
    """Has it entered, and waits for the end."""
    answer = await home.manager.post(f"{home.path}/imports/{made['id']}/apply")
    assert answer.status_code == 202, answer.text
    return await settled(home, made, "applied")


async def people(home: Center) -> list[Json]:
    """Everybody in the center, by name."""
    answer = await home.manager.get(f"{home.path}/residents?limit=100")
    assert answer.status_code == 200, answer.text
    return sorted(answer.json()["items"], key=lambda one: str(one["name"]))
