"""A process that is started again when it ends by itself, later each time."""

import time
from datetime import UTC, datetime
from typing import Protocol

from deploy.embedded.process import NotStarted
from deploy.embedded.recorded import Recorded, start_of

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
_STEADY = 60.0
"""Seconds of life after which the next end is a first one again."""


class Startable(Protocol):
    """What can be watched."""

    @property
    def pid(self) -> int: ...
    @property
    def alive(self) -> bool: ...
    @property
    def ended(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Watched:
    """One process, its record, and when it may be started again."""

    def __init__(self, name: str, process: Startable) -> None:
        self.name = name
        self.process = process
        self.record = Recorded(name, 0, 0.0)
        self._failures = 0
        self._started_at = 0.0
        self._start_at: float | None = None

    def start(self) -> None:
        """The first start; raises NotStarted."""
        self.process.start()
        self._note_start()

    def look(self) -> bool:
        """Notes an end, starts again when it is time; says whether anything has changed."""
        if self._start_at is None:
            return not self.process.alive and self._note_end()
        return time.monotonic() >= self._start_at and self._start_again()

    def _note_start(self) -> None:
        self._start_at = None
        self._started_at = time.monotonic()
        self.record.pid = self.process.pid
        self.record.created = start_of(self.process.pid)
        self.record.state = "running"

    def _note_end(self) -> bool:
        if time.monotonic() - self._started_at > _STEADY:
            self._failures = 0
        pause = min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE)
        self._failures += 1
        self._start_at = time.monotonic() + pause
        self.record.ended = f"{self.process.ended} at {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
        self.record.state = f"starts again in {pause:g} s"
        return True

    def _start_again(self) -> bool:
        try:
            self.process.start()
            self._note_start()
        except (NotStarted, OSError, ProcessLookupError) as error:
            self._note_end()
            self.record.ended = str(error).splitlines()[0]
        self.record.restarts += 1
        return True
