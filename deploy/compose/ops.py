"""`docker compose run --rm ops …`: the command line `sosedi` inside a compose city."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.topology import parts

if TYPE_CHECKING:
    from typer import Typer

SECRETS = Path("/run/secrets")
FOLDER = Path("/tmp/sosedi")  # noqa: S108 the container's own memory

ON_THE_MACHINE = {
    "run": "docker compose up --detach --wait",
    "status": "docker compose ps",
    "backup": "deploy/compose/backup",
    "restore": "deploy/compose/restore",
}
"""What no container can do for the others, and how it is done on the machine that runs them."""


def main() -> None:
    """Writes down where everything is, as the embedded city does, then becomes the command line."""
    refuse(sys.argv[1:])
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "run.json").write_text(json.dumps(_run()))
    os.environ["SOSEDI_DATA"] = str(FOLDER)
    os.environ["SOSEDI_SIGNING_KEY_FILE"] = str(SECRETS / "signing.pem")
    os.environ["SOSEDI_ADMIN_DATABASE"] = (SECRETS / "admin.database").read_text()
    from deploy.cli.main import app

    hide(app)
    app()


def refuse(said: Sequence[str]) -> None:
    """Ends the command, with another one, where it is none for a container."""
    if said and said[0] in ON_THE_MACHINE:
        sys.exit(f"A container cannot do this. On the machine itself: {ON_THE_MACHINE[said[0]]}")


def hide(app: "Typer") -> None:
    """Leaves what is refused out of the help."""
    for command in app.registered_commands:
        command.hidden = command.callback is not None and command.callback.__name__ in ON_THE_MACHINE


def _run() -> dict[str, object]:
    services = {
        part.name: {"url": f"http://{part.name}:8080", "pid": None, "database": _database(part.name)}
        for part in parts()
    }
    return {
        "url": os.environ["SOSEDI_PUBLIC_URL"],
        "pid": None,
        "services": services,
        "nats": {"url": (SECRETS / "admin.nats").read_text(), "monitor": "http://nats:8222", "pid": None},
        "postgres": {"pid": None, "host": "postgres", "port": 5432},
        "centers": [],
    }


def _database(service: str) -> str | None:
    file = SECRETS / f"{service}.database"
    return file.read_text() if file.exists() else None


if __name__ == "__main__":
    main()
