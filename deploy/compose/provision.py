"""`python -m deploy.compose.provision`: roles, databases, migrations, streams and consumers, then ends.

Whoever was erased since a backup was made, and came back with it, is forgotten again before any service starts.
"""

import asyncio
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy import provision
from deploy.erased import forget_again, marks_in
from deploy.topology import parts
from services.registry.settings import ErasedList

SECRETS = Path("/run/secrets")
MONITOR = "http://nats:8222"
NODE = "city"


async def main() -> None:
    """Brings everything to the newest version; safe to run at every start."""
    with_database = [part for part in parts() if part.database]
    passwords = {part.name: _password(part.name) for part in with_database}
    await asyncio.gather(
        provision.databases(_secret("admin.database"), with_database, passwords),
        provision.streams(_secret("admin.nats"), MONITOR, NODE, parts()),
    )
    dsns = {part.name: _secret(f"{part.name}.database") for part in with_database}
    erased = ErasedList().erased_file
    await forget_again(dsns, marks_in([erased] if erased else []))


def _secret(name: str) -> str:
    return (SECRETS / name).read_text()


def _password(service: str) -> str:
    """The password in the service's own DSN, so that it is written down once."""
    return unquote(urlsplit(_secret(f"{service}.database")).password or "")


if __name__ == "__main__":
    asyncio.run(main())
