"""The real servers behind the tests: started once a run, or those that the environment names."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.embedded.nats import Account, NatsServer, User
from deploy.embedded.postgres import PostgresServer
from deploy.embedded.process import free_port

WORKERS = ("main", *(f"gw{number}" for number in range(32)))


@dataclass(frozen=True)
class Servers:
    """Where the servers of this run are. Every xdist worker has a NATS account of its own."""

    run: str
    """Sets this run's databases apart from those of another on the same server."""
    postgres: str
    """The administrator's DSN."""
    nats: str
    """The address; `{worker}` in it stands for the worker's name."""
    monitor: str
    """The address of NATS' monitoring."""

    def nats_of(self, worker: str) -> str:
        """The NATS address for one worker; raises where two would share their streams."""
        if worker != "main" and "{worker}" not in self.nats:
            raise RuntimeError("TEST_NATS_URL needs {worker} in it when tests run in parallel (-n)")
        return self.nats.replace("{worker}", worker)

    def as_dict(self) -> dict[str, str]:
        """What is handed to xdist workers."""
        return asdict(self)


@contextmanager
def serving() -> Iterator[Servers]:
    """The servers for as long as the block runs. A server that cannot be had raises; nothing is skipped."""
    with ExitStack() as stack:
        backend = os.environ.get("TEST_BACKEND", "wheels")
        postgres = os.environ.get("TEST_POSTGRES_DSN")
        nats = os.environ.get("TEST_NATS_URL")
        monitor = os.environ.get("TEST_NATS_MONITOR")
        if backend == "containers":
            from shared.testing import containers  # needs the Docker client, which most runs do not

            if postgres is None:
                postgres = stack.enter_context(containers.postgres(_password()))
            if nats is None:
                password = _password()
                place, monitor = stack.enter_context(containers.nats(_accounts(password)))
                nats = f"nats://{{worker}}:{password}@{place}"
        if postgres is None:
            postgres = stack.enter_context(_wheel_postgres())
        if nats is None:
            nats, monitor = stack.enter_context(_wheel_nats())
        if monitor is None:
            raise RuntimeError("TEST_NATS_URL needs TEST_NATS_MONITOR beside it (http://host:8222)")
        yield Servers(secrets.token_hex(3), postgres, nats, monitor)


@contextmanager
def _wheel_postgres() -> Iterator[str]:
    with _folder() as folder:
        server = PostgresServer(folder, free_port(), _password(), durable=False)
        server.start()
        try:
            yield server.dsn()
        finally:
            server.stop()
            shutil.rmtree(server.placement.cluster.parent, ignore_errors=True)


@contextmanager
def _wheel_nats() -> Iterator[tuple[str, str]]:
    password = _password()
    with _folder() as folder:
        server = NatsServer(folder, free_port(), free_port(), _accounts(password))
        server.start()
        try:
            yield f"nats://{{worker}}:{password}@127.0.0.1:{server.port}", server.monitor
        finally:
            server.stop()


def _accounts(password: str) -> list[Account]:
    return [Account(name.upper(), (User(name, password),)) for name in WORKERS]


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of our own that the database's account may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="sosedi-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _password() -> str:
    return secrets.token_urlsafe(16)
