"""A bus in a process of its own, so that a test can kill it, stop it and start it again."""

import asyncio
import multiprocessing
import os
import signal
from multiprocessing.context import ForkServerContext, ForkServerProcess

from shared.kit import logs
from shared.kit.bus import Bus
from shared.kit.database import Database
from shared.kit.settings import Settings
from shared.testing.things import Declared, note_steps


class WorkerProcess:
    """One service's process; `listens` makes it react to moved things, else it only relays."""

    def __init__(self, service: str, dsn: str, nats_url: str, node: str, *, listens: bool) -> None:
        self._arguments = (service, dsn, nats_url, node, listens)
        self._process: ForkServerProcess | None = None

    def another(self) -> "WorkerProcess":
        """A second copy of the same service, not yet started."""
        service, dsn, nats_url, node, listens = self._arguments
        return WorkerProcess(service, dsn, nats_url, node, listens=listens)

    def start(self) -> None:
        """Starts the process, or another one after the last was killed."""
        self._process = _context().Process(target=_run, args=self._arguments, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        """The running process."""
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL, as the kernel does when memory runs out."""
        self._end(signal.SIGKILL)

    def end(self) -> int:
        """SIGTERM; returns the exit code."""
        return self._end(signal.SIGTERM)

    def send(self, number: signal.Signals) -> None:
        """Any other signal, such as SIGSTOP."""
        os.kill(self.pid, number)

    def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        if self._process.is_alive():
            self.send(number)
        self._process.join(30)
        code = self._process.exitcode
        assert code is not None, "the process does not end"
        self._process.close()
        self._process = None
        return code

    def close(self) -> None:
        """Ends what still runs."""
        if self._process is not None:
            self.kill()


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["shared.testing.worker_process"])
    return context


def _run(service: str, dsn: str, nats_url: str, node: str, listens: bool) -> None:
    logs.set_up(service, "ERROR")
    asyncio.run(_serve(service, dsn, nats_url, node, listens))


async def _serve(service: str, dsn: str, nats_url: str, node: str, listens: bool) -> None:
    asked_to_stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked_to_stop.set)
    database = Database(dsn)
    declared = Declared(service, (note_steps(),) if listens else ())
    bus = Bus(declared, Settings(service=service, nats=nats_url, node=node), database)
    await bus.start()
    await asked_to_stop.wait()
    await bus.stop()
    await database.close()
