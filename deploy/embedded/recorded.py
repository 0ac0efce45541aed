"""Processes that a city has started, as they are written down, and the end of those that outlived it."""

import json
from collections.abc import Callable, Iterable
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


def living(recorded: Iterable[Recorded]) -> list[psutil.Process]:
    """Those of the recorded processes that still run, and are the same ones."""
    found = []
    for entry in recorded:
        try:
            process = psutil.Process(entry.pid)
            if (
                abs(process.create_time() - entry.created) < _SAME
                and process.status() != psutil.STATUS_ZOMBIE
            ):
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def end(processes: Iterable[psutil.Process], seconds: float = 10) -> None:
    """Asks them to end, and kills those that have not in time."""
    asked = list(processes)
    for process in asked:
        _signal(process.terminate)
    _, left = psutil.wait_procs(asked, timeout=seconds)
    for process in left:
        _signal(process.kill)
    psutil.wait_procs(left, timeout=5)


def _signal(send: Callable[[], None]) -> None:
    try:
        send()
    except psutil.NoSuchProcess:
        return
