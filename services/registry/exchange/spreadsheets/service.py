"""Reads a file in a process of its own, with bounds of memory and time: a malicious one harms nothing but itself."""

import asyncio
import resource
import sys
from pathlib import Path

import orjson

from services.registry.exchange.spreadsheets.model import Line, Sheet, Unreadable
from services.registry.exchange.spreadsheets.use_cases.read_csv import read_csv
from services.registry.exchange.spreadsheets.use_cases.read_xlsx import must_be_harmless, read_xlsx

_ROOT = Path(__file__).parents[4]
_SECONDS = 60
_MEMORY = 2 * 1024**3
_AT_ONCE = asyncio.Semaphore(2)
_OTHERS = {
    b"%PDF": Unreadable(
        "not-a-list",
        "Это PDF. Из него список не взять: откройте исходную таблицу и сохраните её как XLSX или CSV",
    ),
    b"\xd0\xcf\x11\xe0": Unreadable(
        "not-a-list", "Это книга старого Excel (XLS) или под паролем. Сохраните её как XLSX"
    ),
    b"\x89PNG": Unreadable("not-a-list", "Это картинка. Нужна таблица: XLSX или CSV"),
    b"\xff\xd8\xff": Unreadable("not-a-list", "Это фотография. Нужна таблица: XLSX или CSV"),
    b"{\\rtf": Unreadable("not-a-list", "Это текстовый документ. Нужна таблица: XLSX или CSV"),
    b"7z\xbc\xaf": Unreadable("not-a-list", "Это архив. Распакуйте его и выберите таблицу"),
    b"Rar!": Unreadable("not-a-list", "Это архив. Распакуйте его и выберите таблицу"),
}


async def read_sheet(content: bytes) -> Sheet:
    """The list in a file, whatever its name says. Raises Unreadable."""
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Unreadable("empty", "Файл пустой. Выберите файл со списком")
    for signature, other in _OTHERS.items():
        if content.startswith(signature):
            raise Unreadable("not-a-list", other.message)
    if _is_archive(content):
        must_be_harmless(content)
    async with _AT_ONCE:
        return _as_sheet(await _read_apart(content))


def _is_archive(content: bytes) -> bool:
    return content.startswith(b"PK")


async def _read_apart(content: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.registry.exchange.spreadsheets.service",
        cwd=_ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(content), _SECONDS)
    except (TimeoutError, asyncio.CancelledError) as error:
        process.kill()
        await process.wait()
        if isinstance(error, asyncio.CancelledError):
            raise
        raise _too_much() from error
    if process.returncode != 0:
        raise _too_much()
    return said


def _as_sheet(said: bytes) -> Sheet:
    found = orjson.loads(said)
    if "refused" in found:
        code, message = found["refused"]
        raise Unreadable(code.removeprefix("imports."), message)
    return Sheet(**{**found, "lines": [Line(*line) for line in found["lines"]]})


def _too_much() -> Unreadable:
    return Unreadable(
        "unreadable", "Файл не получилось разобрать: он слишком сложный. Скопируйте список в новую книгу"
    )


def main() -> None:
    """Reads the standard input, says what was found as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    content = sys.stdin.buffer.read()
    try:
        sheet = read_xlsx(content) if _is_archive(content) else read_csv(content)
    except Unreadable as refused:
        said: dict[str, object] = {"refused": [refused.code, refused.message]}
    else:
        said = {
            "format": sheet.format, "headings": sheet.headings, "encoding": sheet.encoding,
            "delimiter": sheet.delimiter, "name": sheet.name,
            "lines": [[line.number, line.cells, line.formulas] for line in sheet.lines],
        }  # fmt: skip
    sys.stdout.buffer.write(orjson.dumps(said))


if __name__ == "__main__":
    main()
