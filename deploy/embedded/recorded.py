"""Processes that a city has started, as they are written down, and the end of those that outlived it."""

import json
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

_SAME = 0.05
"""Seconds by which two readings of one process's start may differ."""


@dataclass
class Recorded:
    """One process of the city: how it is now, and how often it had to be started again."""

    name: str
    pid: int
    created: float
    """When it started (seconds since 1970): a pid is used again, a pid with its start is not."""
    restarts: int = 0
    ended: str | None = None
    """How and when it last ended by itself."""
    state: str = "running"

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def start_of(pid: int) -> float:
    """When the process started."""
    return float(psutil.Process(pid).create_time())


def read(file: Path) -> list[Recorded]:
    """What was written down; nothing where there is no readable file."""
    try:
        return [Recorded(**entry) for entry in json.loads(file.read_text())]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def living(entries: Iterable[Recorded]) -> list[psutil.Process]:
    """Those of the recorded processes that still run, and are the same ones."""
    found = []
    for entry in entries:
        try:
            process = psutil.Process(entry.pid)
            if abs(process.create_time() - entry.created) < _SAME and _runs(process):
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def end(processes: Iterable[psutil.Process], seconds: float = 10) -> None:
    """Asks them to end, and kills those that have not in time."""
    asked = list(processes)
    _send_all(asked, signal.SIGTERM)
    left = _still_running(asked, seconds)
    _send_all(left, signal.SIGKILL)
    _still_running(left, 5)


def _send_all(processes: Iterable[psutil.Process], how: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(how)


def _still_running(processes: Iterable[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those that have not ended after `seconds`."""
    deadline = time.monotonic() + seconds
    while (left := [process for process in processes if _runs(process)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def _runs(process: psutil.Process) -> bool:
    """One that has ended but was not collected by its parent does not run."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
