"""The worker of lists in a process of its own, so that a test can kill it and start it again."""

import asyncio
import multiprocessing
import signal
from multiprocessing.context import ForkServerProcess

from services.registry.exchange.imports.service import work_on_imports
from shared.kit import logs
from shared.kit.database import Database


class ListWorker:
    """Checks and applies the lists of one database."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._process: ForkServerProcess | None = None

    def start(self) -> None:
        """Starts it, or another one after the last was killed."""
        context = multiprocessing.get_context("forkserver")
        self._process = context.Process(target=_run, args=(self._dsn,), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """SIGKILL, as the kernel does when memory runs out."""
        if self._process is None:
            return
        self._process.kill()
        self._process.join(30)
        assert self._process.exitcode == -signal.SIGKILL, "it had ended before"
        self._process.close()
        self._process = None


def _run(dsn: str) -> None:
    logs.set_up("registry", "ERROR")
    asyncio.run(_work(dsn))


async def _work(dsn: str) -> None:
    database = Database(dsn)
    while True:
        await work_on_imports(database)
        await asyncio.sleep(0.01)
