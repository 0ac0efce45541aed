"""`python -m deploy.compose.provision`: roles, databases, migrations, streams and consumers, then ends."""

import asyncio
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy import provision
from deploy.topology import parts

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


def _secret(name: str) -> str:
    return (SECRETS / name).read_text()


def _password(service: str) -> str:
    """The password in the service's own DSN, so that it is written down once."""
    return unquote(urlsplit(_secret(f"{service}.database")).password or "")


if __name__ == "__main__":
    asyncio.run(main())
