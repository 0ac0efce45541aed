"""Writes lists in a process of its own: a workbook of a hundred thousand lines must not hold up a service."""

import asyncio
import csv
import io
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, get_args

import orjson

from services.registry.exchange.exports.model import Format, harmless

_ROOT = Path(__file__).parents[4]
_SECONDS = 120
_WIDTH = 18


class ExportFailed(RuntimeError):
    """The list could not be written."""


async def write_list(
    format: Format,  # noqa: A002 the word of the API
    title: str,
    headings: Sequence[str],
    parts: AsyncIterator[Sequence[Sequence[str]]],
) -> tuple[bytes, int]:
    """The file, and how many lines it has below the headings. Raises ExportFailed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.registry.exchange.exports.service", format, title,
        cwd=_ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    reading = asyncio.create_task(process.stdout.read())
    count = 0
    try:
        async with asyncio.timeout(_SECONDS):
            process.stdin.write(orjson.dumps([headings]) + b"\n")
            async for part in parts:
                count += len(part)
                process.stdin.write(orjson.dumps(part) + b"\n")
                await process.stdin.drain()
            process.stdin.close()
            written = await reading
            code = await process.wait()
    except (TimeoutError, ConnectionError) as error:
        raise ExportFailed from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        reading.cancel()
    if code != 0:
        raise ExportFailed
    return written, count


def write_csv(rows: Iterator[Sequence[str]], into: BinaryIO) -> None:
    """Semicolons and a mark of UTF-8, as Russian Excel expects; no text begins as a formula."""
    text = io.TextIOWrapper(into, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    text.flush()
    text.detach()


def write_xlsx(title: str, rows: Iterator[Sequence[str]], into: BinaryIO) -> None:
    """A workbook in which every cell is a text, whatever it begins with."""
    import xlsxwriter  # only the process that writes needs it

    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        with xlsxwriter.Workbook(file.name, {"constant_memory": True, "strings_to_formulas": False}) as book:
            sheet = book.add_worksheet(title[:31])
            bold = book.add_format({"bold": True})
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell, bold if number == 0 else None)
                if number == 0:
                    sheet.set_column(0, len(row) - 1, _WIDTH)
            sheet.freeze_panes(1, 0)
        into.write(Path(file.name).read_bytes())


def main() -> None:
    """Reads lists of rows, a JSON line each, and writes the file."""
    format_, title = sys.argv[1], sys.argv[2]
    if format_ not in get_args(Format):
        raise SystemExit(2)
    rows = (row for line in sys.stdin.buffer for row in orjson.loads(line))
    if format_ == "csv":
        write_csv(rows, sys.stdout.buffer)
    else:
        write_xlsx(title, rows, sys.stdout.buffer)


if __name__ == "__main__":
    main()
