"""A whole embedded city as `make run` starts it, in a folder of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.machine import ROOT
from deploy.embedded.process import free_port
from services.registry.access.keys.model import SigningKeys
from shared.contracts.permissions import Role


@dataclass(frozen=True)
class Whole:
    """A running city."""

    data: Path
    run: dict[str, Any]  # Any: JSON, see deploy/embedded/run_file.py
    seconds: float
    """From the command to the word that it is ready."""

    def port(self, service: str) -> int:
        return int(self.run["services"][service]["url"].rpartition(":")[2])

    def pid(self, service: str) -> int:
        return int(self.run["services"][service]["pid"])

    def database(self, service: str) -> str:
        return str(self.run["services"][service]["database"])

    def token(self, role: Role, subject: UUID, *centers: UUID) -> str:
        """A token that the city's own registry would have signed."""
        return SigningKeys.read(self.data / "secrets" / "signing.pem").token(subject, role, centers)


@contextmanager
def folder() -> Iterator[Path]:
    """An empty data folder."""
    made = Path(tempfile.mkdtemp(prefix="sosedi-bench-"))
    made.chmod(0o711)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def city(data: Path, *, demo: bool) -> Iterator[Whole]:
    """The city in `data`, started and at the end stopped as by Ctrl-C."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    told = {"SOSEDI_PORT": str(free_port()), "SOSEDI_DATA": str(data), "SOSEDI_DEMO": "1" if demo else "0"}
    began = time.monotonic()
    running = subprocess.Popen(
        [sys.executable, "-m", "deploy.embedded"], cwd=ROOT, env={**kept, **told},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        _wait_until_ready(running)
        seconds = time.monotonic() - began
        yield Whole(data, json.loads((data / "run.json").read_text()), seconds)
    finally:
        running.send_signal(signal.SIGINT)
        try:
            running.wait(40)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait(5)


def _wait_until_ready(running: "subprocess.Popen[str]") -> None:
    assert running.stdout is not None
    said = []
    for line in running.stdout:
        said.append(line)
        if line.startswith("Sosedi is ready"):
            return
    raise RuntimeError("".join(said[-20:]))
