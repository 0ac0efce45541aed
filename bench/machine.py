"""Servers for a benchmark: a real PostgreSQL that syncs to disk, a real NATS, provisioned databases; then nothing."""

import asyncio
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

from deploy import provision
from deploy.embedded.nats import Account, NatsServer, User
from deploy.embedded.postgres import PostgresServer
from deploy.embedded.process import free_port
from deploy.roles import dsn_of
from deploy.topology import part
from shared.testing.tokens import Tokens

NODE = "bench"
ROOT = Path(__file__).parent.parent


@dataclass
class Machine:
    """Where everything of one benchmark is."""

    folder: Path
    postgres: PostgresServer
    nats: NatsServer
    tokens: Tokens = field(default_factory=Tokens)
    passwords: dict[str, str] = field(default_factory=dict)

    def prepare(self, *services: str) -> None:
        """Databases, streams and consumers of these services."""
        wanted = [part(name) for name in services]
        for name in services:
            self.passwords.setdefault(name, secrets.token_urlsafe(12))
        url, monitor = self.nats.url("bench"), self.nats.monitor

        async def both() -> None:
            await provision.databases(self.postgres.dsn(), wanted, self.passwords)
            await provision.streams(url, monitor, NODE, wanted)

        asyncio.run(both())

    def dsn(self, service: str) -> str:
        """A service's database under its own unprivileged role."""
        return dsn_of(self.postgres.dsn(), service, service, self.passwords[service])

    def admin(self, database: str) -> str:
        """The same for the administrator, whom row-level security does not bind."""
        return dsn_of(self.postgres.dsn(), database)

    @contextmanager
    def serving(self, service: str, *, bus: bool) -> Iterator["Served"]:
        """One service as a process of one worker, with or without its bus."""
        settings = {
            "SOSEDI_SERVICE": service,
            "SOSEDI_DATABASE": self.dsn(service),
            "SOSEDI_NODE": NODE,
            "SOSEDI_LOG_LEVEL": "WARNING",
            **({"SOSEDI_NATS": self.nats.url("bench")} if bus else {}),
        }
        with self.process("bench.serve", [service, json.dumps(self.tokens.jwks)], settings) as served:
            yield served

    @contextmanager
    def bare(self) -> Iterator["Served"]:
        """The bare FastAPI and asyncpg application, in the same kind of process."""
        with self.process("bench.serve", ["bare", self.admin("postgres")], {}) as served:
            yield served

    @contextmanager
    def process(self, module: str, arguments: list[str], settings: Mapping[str, str]) -> Iterator["Served"]:
        """A module as a process that listens on the port in its first argument."""
        port = free_port()
        with self._running(module, [str(port), *arguments], settings) as (running, log):
            _wait_until_up(port, running, log)
            yield Served(port, running.pid)

    @contextmanager
    def background(self, module: str, arguments: list[str]) -> Iterator[int]:
        """A module as a process that does its work until the block ends; its pid."""
        with self._running(module, arguments, {}) as (running, log):
            yield running.pid
            if running.poll() is not None:
                raise RuntimeError(f"ended: {log.read_text(errors='replace')[-3000:]}")

    @contextmanager
    def _running(
        self, module: str, arguments: list[str], settings: Mapping[str, str]
    ) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
        log = self.folder / f"{module}-{secrets.token_hex(3)}.log"
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
        with log.open("wb") as written:
            running = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=ROOT, env={**kept, **settings}, stdout=written, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            yield running, log
        finally:
            running.terminate()
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait(5)


@dataclass(frozen=True)
class Served:
    """A process that answers."""

    port: int
    pid: int


@contextmanager
def machine() -> Iterator[Machine]:
    """PostgreSQL and NATS in a folder of their own, for as long as the block runs."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="sosedi-bench-"))
        folder.chmod(0o711)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        postgres = PostgresServer(folder / "postgres", free_port(), secrets.token_urlsafe(12))
        stack.callback(shutil.rmtree, postgres.placement.cluster.parent, ignore_errors=True)
        user = User("bench", secrets.token_urlsafe(12))
        nats = NatsServer(folder / "nats", free_port(), free_port(), [Account("BENCH", (user,))])
        for server in (postgres, nats):
            stack.callback(server.stop)
            server.start()
        yield Machine(folder, postgres, nats)


def _wait_until_up(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pass
        if running.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"not up: {log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.05)
