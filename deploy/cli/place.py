"""Which city a command speaks to: the one whose `run.json` lies in the data folder, or where the environment says."""

import json
import os
import signal
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

NODE = "city"


@dataclass(frozen=True)
class Place:
    """A running city and its data folder."""

    data: Path
    run: dict[str, Any]  # Any: JSON, its shape is in deploy/embedded/run_file.py

    @property
    def nats(self) -> str:
        return str(self.run["nats"]["url"])

    @property
    def monitor(self) -> str:
        return str(self.run["nats"]["monitor"])

    def url(self, service: str) -> str:
        """Where a service answers."""
        return str(self.run["services"][service]["url"])

    def database(self, service: str) -> str:
        """The DSN of a service's database under its own role."""
        found = self.run["services"].get(service, {}).get("database")
        if found is None:
            raise typer.BadParameter(f"{service} has no database here")
        return str(found)

    @property
    def signing_key(self) -> Path:
        """The registry's private key."""
        told = os.environ.get("SOSEDI_SIGNING_KEY_FILE")
        return Path(told) if told else self.data / "secrets" / "signing.pem"

    @property
    def admin_database(self) -> str:
        """The administrator's DSN of PostgreSQL."""
        if told := os.environ.get("SOSEDI_ADMIN_DATABASE"):
            return told
        password = (self.data / "secrets" / "postgres.password").read_text()
        server = self.run["postgres"]
        return f"postgresql://postgres:{password}@{server['host']}:{server['port']}/postgres"

    def centers(self) -> list[dict[str, str]]:
        """Every center, as the registry says now."""
        url = f"{self.url('registry')}/api/registry/v1/centers?limit=100"
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 our own address
            items: list[dict[str, str]] = json.load(answer)["items"]
        return items

    def note_change(self) -> None:
        """Has an embedded city's supervisor write `run.json` anew; a compose city has none."""
        if (supervisor := self.run.get("pid")) is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(supervisor, signal.SIGUSR1)

    def center(self, slug: str) -> dict[str, str]:
        """A center by its short name or id."""
        centers = self.centers()
        for center in centers:
            if slug in (center["slug"], center["id"]):
                return center
        known = ", ".join(center["slug"] for center in centers) or "none yet"
        raise typer.BadParameter(f"there is no center {slug}; there are: {known}")


def data_folder() -> Path:
    """The folder that `SOSEDI_DATA` names."""
    return Path(os.environ.get("SOSEDI_DATA") or ".sosedi").absolute()


def here() -> Place:
    """The running city; ends the command with a plain sentence where there is none."""
    told = os.environ.get("SOSEDI_RUN_JSON")
    file = Path(told) if told else data_folder() / "run.json"
    try:
        return Place(file.parent, json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        typer.echo(f"No city runs here: there is no {file}. Start one with `make run`.", err=True)
        raise typer.Exit(1) from None
