"""`docker compose run --rm ops …`: the command line `sosedi` inside a compose city."""

import json
import os
from pathlib import Path

from deploy.topology import parts

SECRETS = Path("/run/secrets")
FOLDER = Path("/tmp/sosedi")  # noqa: S108 the container's own memory


def main() -> None:
    """Writes down where everything is, as the embedded city does, then becomes the command line."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "run.json").write_text(json.dumps(_run()))
    os.environ["SOSEDI_DATA"] = str(FOLDER)
    os.environ["SOSEDI_SIGNING_KEY_FILE"] = str(SECRETS / "signing.pem")
    os.environ["SOSEDI_ADMIN_DATABASE"] = (SECRETS / "admin.database").read_text()
    from deploy.cli.main import app

    app()


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
