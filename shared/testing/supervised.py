"""A whole city started as `make run` starts it, for tests of what happens to it and for benchmarks."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psutil

from deploy.embedded.placement import SHARED
from deploy.embedded.process import end_with_parent, free_port
from shared.testing.polling import PATIENCE


class Supervisor:
    """`python -m deploy.embedded` on one data folder."""

    def __init__(self, data: Path, *, demo: bool = False, telling: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.port = free_port()
        self.demo = demo
        self.telling = telling or {}
        """Further variables of its environment."""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it in a session of its own, as a terminal would; it ends with this process at the latest."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "deploy.embedded"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
                preexec_fn=lambda: end_with_parent(signal.SIGTERM),
            )

    def run_until_ready(self, seconds: float = 90) -> dict[str, Any]:  # Any: JSON
        """Starts it where it does not run; what run.json says once it is there."""
        if self._process is None or self._process.poll() is not None:
            self.start()
        self.wait_for(lambda: self.process.poll() is not None or self._is_ready(), seconds)
        assert self._is_ready(), self.said
        return self.run

    def _is_ready(self) -> bool:
        """A supervisor that was killed leaves its run.json; the next one's names another process."""
        return self.run_file.is_file() and bool(self.run["pid"] == self.process.pid)

    @property
    def environment(self) -> dict[str, str]:
        """What the commands of this city need to know."""
        told = {
            "SOSEDI_PORT": str(self.port),
            "SOSEDI_DATA": str(self.data),
            "SOSEDI_DEMO": str(int(self.demo)),
        }
        return {**os.environ, **told, **self.telling}

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "not started"
        return self._process

    @property
    def run_file(self) -> Path:
        return self.data / "run.json"

    @property
    def run(self) -> dict[str, Any]:  # Any: JSON
        content: dict[str, Any] = json.loads(self.run_file.read_text())
        return content

    @property
    def said(self) -> str:
        """Everything it has printed since its last start."""
        return self._log.read_text()

    @property
    def _log(self) -> Path:
        return self.data.parent / f"{self.data.name}.out"

    def pids(self) -> list[int]:
        """Every process of the city but the supervisor, as it has written them down."""
        return [entry["pid"] for entry in json.loads((self.data / "processes.json").read_text())]

    def end(self, how: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
        """Ends it and returns the exit status."""
        self.process.send_signal(how)
        return self.process.wait(seconds)

    def forget(self) -> None:
        """Ends it if it still runs, and removes a cluster that it kept outside its data folder."""
        if self._process is not None and self._process.poll() is None:
            self.end()
        note = self.data / "postgres" / "elsewhere"
        if note.is_file():
            shutil.rmtree(SHARED / note.read_text().strip())

    def wait_for(self, check: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Polls until `check` is true; fails with what the supervisor said."""
        deadline = time.monotonic() + seconds
        while not check():
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)


def is_running(pid: int) -> bool:
    """Whether there is such a process; one that has ended and was not yet collected does not count."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
