"""`sosedi status`: what runs, since when, how often it had to be started again, and whether it is ready."""

import urllib.request
from datetime import UTC, datetime
from urllib.error import URLError

import typer
from rich.console import Console
from rich.table import Table

from deploy.cli.place import Place, data_folder, here
from deploy.embedded import recorded


def status() -> None:
    """Say what runs and whether it is ready; the exit status is 1 where something is not."""
    place = here()
    console = Console()
    entries = recorded.read(data_folder() / "processes.json")
    alive = {process.pid for process in recorded.living(entries)}
    table = Table("part", "state", "pid", "since", "restarts", "last ended")
    all_ready = bool(entries)
    for entry in entries:
        runs = entry.pid in alive and entry.state == "running"
        ready = runs and _ready(place, entry.name)
        all_ready = all_ready and ready
        state = "ready" if ready else "not ready" if runs else entry.state
        since = (
            datetime.fromtimestamp(entry.created, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")
            if runs
            else ""
        )
        table.add_row(entry.name, state, str(entry.pid), since, str(entry.restarts), entry.ended or "")
    console.print(table)
    console.print(str(place.run["url"]))
    if not all_ready:
        raise typer.Exit(1)


def _ready(place: Place, name: str) -> bool:
    """Whether a part says that it can be used; PostgreSQL speaks no HTTP, the services answer for it."""
    if name == "postgres":
        return True
    url = f"{place.monitor}/healthz" if name == "nats" else f"{place.url(name)}/health/ready"
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 our own address
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
