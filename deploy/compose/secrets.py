"""`python -m deploy.compose.secrets`: makes the secret files of a compose city, once; what exists is kept."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

from deploy.accounts import ADMIN, city_account
from deploy.embedded.folder import new_signing_key
from deploy.embedded.nats import configuration
from deploy.topology import parts

FOLDER = Path(__file__).parent / "secrets"


class _Hosts(NamedTuple):
    postgres: str = "postgres:5432"
    nats: str = "nats:4222"


def make(folder: Path = FOLDER, hosts: _Hosts = _Hosts()) -> None:
    """Writes every file that is missing. Containers mount single files, so the folder may stay closed."""
    folder.mkdir(mode=0o700, exist_ok=True)
    names = [part.name for part in parts()]
    postgres = _kept(folder / "postgres.password", _password())
    passwords = {name: _kept(folder / f"nats.{name}.password", _password()) for name in [ADMIN, *names]}
    for name in [ADMIN, *names]:
        _kept(folder / f"{name}.nats", f"nats://{name}:{passwords[name]}@{hosts.nats}")
    _kept(folder / f"{ADMIN}.database", f"postgresql://postgres:{postgres}@{hosts.postgres}/postgres")
    for part in parts():
        if part.database:
            _kept(
                folder / f"{part.name}.database",
                f"postgresql://{part.name}:{_password()}@{hosts.postgres}/{part.name}",
            )
    account = city_account(names, lambda name: passwords[name])
    _kept(
        folder / "nats.conf",
        configuration([account], listen="0.0.0.0:4222", monitor="0.0.0.0:8222", store="/data"),
    )
    _kept(folder / "signing.pem", new_signing_key().decode())
    _kept(folder / "portal.key", secrets.token_hex(32))
    _kept(folder / "grafana.password", _password())


def _password() -> str:
    return secrets.token_urlsafe(24)


def _kept(file: Path, content: str) -> str:
    """What the file says; it is written with `content` where it is missing."""
    if not file.exists():
        # Readable by the containers' users, who are not the owner; nobody else gets into the folder.
        with open(file, "w", opener=lambda path, flags: os.open(path, flags, 0o644)) as written:
            written.write(content)
    return file.read_text()


if __name__ == "__main__":
    make()
