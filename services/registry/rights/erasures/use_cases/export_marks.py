"""Writes down, outside of the database, the digests of everybody who was erased, for the day a backup is restored."""

import os
from datetime import timedelta
from pathlib import Path

from services.registry.rights.erasures.repository import erased_marks
from services.registry.settings import ErasedList
from shared.kit.database import Database
from shared.kit.tasks import Task


async def export_marks(database: Database) -> None:
    """Adds to the file what is committed and not in it yet; a line that is in it stays for ever."""
    file = ErasedList().erased_file
    if file is None:
        return
    async with database.transaction(None) as session:
        marks = await erased_marks(session)
    known = read_marks(file)
    fresh = [mark for mark in marks if mark not in known]
    if fresh:
        _append(file, fresh)


def read_marks(file: Path) -> set[str]:
    """The digests in a list; none where there is no list."""
    return set(file.read_text().split()) if file.is_file() else set()


def _append(file: Path, marks: list[str]) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write("".join(f"{mark}\n" for mark in marks))
        opened.flush()
        os.fsync(opened.fileno())


EXPORT_MARKS = Task("export_erased_marks", every=timedelta(seconds=2), run=export_marks)
