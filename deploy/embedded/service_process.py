"""One service as a process that is forked from the fork server."""

from collections.abc import Mapping
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from deploy.embedded import children
from deploy.embedded.process import NotStarted, ended_as

_STOP_SECONDS = 12
"""Longer than a service takes to end whose servers both hang (`shared/kit/bus.py`, `database.py`)."""


class ServiceProcess:
    """A service under uvicorn; `start` again after it has ended gives it a new process on the same port."""

    def __init__(
        self, context: ForkServerContext, name: str, environment: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self.log = log
        self._context = context
        self._environment = environment
        self._process: ForkServerProcess | None = None

    @property
    def url(self) -> str:
        """Where it answers on this machine."""
        return f"http://127.0.0.1:{self._environment['SOSEDI_PORT']}"

    @property
    def pid(self) -> int:
        if self._process is None or self._process.pid is None:
            raise NotStarted(f"{self.name} is not started")
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def ended(self) -> str:
        """How the last process ended."""
        return ended_as(self._process.exitcode if self._process is not None else None)

    def start(self) -> None:
        """Forks the process; it answers a little later."""
        self._process = self._context.Process(
            target=children.serve, args=(self._environment, self.log), name=self.name
        )
        self._process.start()

    def stop(self) -> None:
        """Lets it finish what it is doing and end; ends it with SIGKILL where it has not in time."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(_STOP_SECONDS)
            if self._process.is_alive():
                self._process.kill()
                self._process.join(5)
