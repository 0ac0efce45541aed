"""The real PostgreSQL of the wheel, on the loopback address alone, with a password and without a socket."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from deploy.embedded import process
from deploy.embedded.placement import Placement, place

ADMIN = "postgres"

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",  # backups are logical, nothing streams from this cluster
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Values are people's data: statements, parameters and "Key (phone)=(…)" stay out of the log.
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class PostgresServer:
    """One cluster and its postmaster; `start` again after `stop` or `kill` continues with the data."""

    def __init__(self, folder: Path, port: int, password: str, *, durable: bool = True) -> None:
        self.host = "127.0.0.1"
        self.port = port
        self.password = password
        self.log = folder / "postgres.log"
        self.placement: Placement = place(folder)
        self._settings = _SETTINGS if durable else _SETTINGS | _FORGETFUL
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The postmaster's process."""
        if self._process is None:
            raise process.NotStarted("PostgreSQL is not started")
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def ended(self) -> str:
        """How the last process ended."""
        return process.ended_as(self._process.poll() if self._process is not None else None)

    def dsn(self, database: str = "postgres", user: str = ADMIN, password: str | None = None) -> str:
        """The address of a database of this cluster for one role."""
        secret = quote(self.password if password is None else password, safe="")
        return f"postgresql://{user}:{secret}@{self.host}:{self.port}/{database}"

    def start(self) -> None:
        """Creates the cluster where there is none, starts the server, returns when it takes connections."""
        if not (self.placement.cluster / "PG_VERSION").is_file():
            self._create_cluster()
        settings = self._settings | {"port": str(self.port)}
        self._process = process.start(
            [
                self._tool("postgres"),
                "-D",
                str(self.placement.cluster),
                *(f"--{name}={value}" for name, value in settings.items()),
            ],
            self.log,
            ending=signal.SIGINT,
            user=self.placement.user,
        )
        process.wait_until(self._takes_connections, self._process, self.log, seconds=60)

    def stop(self) -> None:
        """Ends sessions and writes everything down ("fast" shutdown)."""
        if self._process is not None:
            process.stop(self._process, signal.SIGINT, seconds=20)

    def kill(self) -> None:
        """Ends the postmaster as a power cut would; the server's other processes follow by themselves."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)

    def _tool(self, name: str) -> str:
        return str(self.placement.program / "bin" / name)

    def _create_cluster(self) -> None:
        cluster, user = self.placement.cluster, self.placement.user
        cluster.mkdir(mode=0o700)
        if user is not None:
            os.chown(cluster, user.uid, user.gid)
        with self._password_file() as secret:
            access = ["--username", ADMIN, "--pwfile", secret, "--auth", "scram-sha-256"]
            text = ["--encoding", "UTF8", "--locale-provider", "builtin", "--locale", "C.UTF-8"]
            initdb = process.start(
                [self._tool("initdb"), "-D", str(cluster), *access, *text, "--no-sync", "--no-instructions"],
                self.log,
                ending=signal.SIGKILL,
                user=user,
            )
            if initdb.wait(60) != 0:
                raise process.NotStarted(f"initdb ended with {initdb.returncode}: {process.tail(self.log)}")

    @contextmanager
    def _password_file(self) -> Iterator[str]:
        """The password in a file that only the server's account reads, for as long as initdb needs it."""
        descriptor, name = tempfile.mkstemp(prefix="sosedi-")
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(self.password)
            if self.placement.user is not None:
                os.chown(name, self.placement.user.uid, self.placement.user.gid)
            yield name
        finally:
            os.unlink(name)

    def _takes_connections(self) -> bool:
        """The postmaster writes its state into the eighth line of its pid file, as pg_ctl reads it."""
        try:
            lines = (self.placement.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(self.pid) and lines[7].strip() == "ready"
