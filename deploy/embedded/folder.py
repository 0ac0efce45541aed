"""The data folder of an embedded city: what it is told by the environment, its files, its secrets, its lock."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_LONGEST_LOG = 10_000_000


class AlreadyRunning(RuntimeError):
    """Another supervisor works with this data folder."""


@dataclass(frozen=True)
class Options:
    """What `SOSEDI_PORT`, `SOSEDI_DATA` and `SOSEDI_DEMO` say."""

    port: int
    data: Path
    demo: bool

    @classmethod
    def of_environment(cls) -> "Options":
        """Raises ValueError, in words for people, where a value cannot be used."""
        port = os.environ.get("SOSEDI_PORT", "8080")
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise ValueError(f"SOSEDI_PORT is {port!r}, it should be a number from 1 to 65535")
        data = Path(os.environ.get("SOSEDI_DATA") or ".sosedi").absolute()
        demo = os.environ.get("SOSEDI_DEMO", "1")
        if demo not in {"0", "1"}:
            raise ValueError(f"SOSEDI_DEMO is {demo!r}, it should be 0 or 1")
        return cls(int(port), data, demo == "1")


class DataFolder:
    """Where one embedded city keeps everything; files with secrets are readable by their owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.run_file = path / "run.json"
        self.processes_file = path / "processes.json"
        self.logs = path / "logs"
        self._secrets = path / "secrets"
        self._lock: int | None = None

    def open(self) -> None:
        """Creates the folder where it is missing and locks it; raises AlreadyRunning."""
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"a city already runs with the data in {self.path}") from None
        self.run_file.unlink(missing_ok=True)
        self.logs.mkdir(exist_ok=True)
        self._secrets.mkdir(mode=0o700, exist_ok=True)

    def close(self) -> None:
        """Lets another supervisor have the folder."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def password(self, of: str) -> str:
        """The password of a role or user, made when first asked for."""
        return self._secret(f"{of}.password", lambda: secrets.token_urlsafe(24).encode()).read_text()

    @property
    def signing_key(self) -> Path:
        """The registry's Ed25519 key (PEM)."""
        return self._secret("signing.pem", new_signing_key)

    @property
    def portal_secret(self) -> Path:
        """The portal's key for its cookies."""
        return self._secret("portal.key", lambda: secrets.token_hex(32).encode())

    @property
    def erased(self) -> Path:
        """The digests of erased ids: beside the folder, so that neither a backup nor a lost folder takes them along."""
        return self.path.with_name(f"{self.path.name}.erased")

    def log(self, name: str) -> Path:
        """Where the process `name` writes."""
        return self.logs / f"{name}.log"

    def trim_logs(self) -> None:
        """Keeps every log within two files of ten megabytes; the processes go on writing where they were."""
        for log in (*self.logs.glob("*.log"), *self.path.glob("*/*.log")):
            if log.stat().st_size > _LONGEST_LOG:
                shutil.copy(log, log.with_suffix(".old"))
                os.truncate(log, 0)

    def write(self, file: Path, content: object) -> None:
        """Replaces a JSON file in one step, so that a reader sees the old or the new one; mode 0600."""
        arriving = file.with_suffix(".new")
        with open(arriving, "w", opener=_private) as opened:
            json.dump(content, opened, ensure_ascii=False, indent=2)
        arriving.rename(file)

    def _secret(self, name: str, make: Callable[[], bytes]) -> Path:
        file = self._secrets / name
        if not file.is_file():
            arriving = file.with_suffix(".new")
            with open(arriving, "wb", opener=_private) as opened:
                opened.write(make())
            arriving.rename(file)
        return file


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def new_signing_key() -> bytes:
    """A private Ed25519 key as PEM (PKCS #8)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,  # 7 MB, wanted once in the life of a city
    )
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
