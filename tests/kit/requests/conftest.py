"""The shelf, running on a database of its own under an unprivileged role."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import asyncpg
import pytest

from deploy.roles import dsn_of, ensure_database, ensure_roles
from deploy.topology import Part
from shared.kit.access import Keys
from shared.kit.app import build_app
from shared.kit.schema import create_kit, tenant_table
from shared.kit.settings import Settings
from shared.testing.running import Api
from shared.testing.servers import Servers
from shared.testing.tokens import Tokens
from tests.kit.requests.shelf import SERVICE

_THINGS = """create table things (
  center_id uuid not null, id uuid not null, name text not null, version int not null, primary key (center_id, id))"""


@dataclass(frozen=True)
class Shelf:
    """The running shelf, and its database for whoever looks behind it."""

    api: Api
    admin: "asyncpg.Connection[asyncpg.Record]"
    dsn: str


class _Script:
    """Collects statements as alembic's operations would run them."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def execute(self, statement: str) -> None:
        self.statements.append(statement)


@pytest.fixture(scope="session")
async def shelf_dsns(servers: Servers, worker: str) -> AsyncIterator[tuple[str, str]]:
    """The DSN of the service's role and of the superuser, of a database that is dropped at the end."""
    name, part = f"test_{servers.run}_{worker}_shelf", Part(f"shelf_{worker}")
    admin = await asyncpg.connect(servers.postgres)
    await ensure_roles(admin, part, "secret")
    await ensure_database(admin, part, name)
    as_admin = dsn_of(servers.postgres, name)
    connection = await asyncpg.connect(as_admin)
    for statement in _statements(part):
        await connection.execute(statement)
    await connection.close()
    yield dsn_of(servers.postgres, name, part.name, "secret"), as_admin
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()


@pytest.fixture(scope="session")
async def shelf(shelf_dsns: tuple[str, str], tokens: Tokens) -> AsyncIterator[Shelf]:
    """The shelf without a bus: what it says stays in its outbox, where the tests look."""
    dsn, as_admin = shelf_dsns
    app = build_app(SERVICE, Settings(service="shelf", database=dsn), Keys.of(tokens.jwks))
    admin = await asyncpg.connect(as_admin)
    async with app.router.lifespan_context(app), Api(app, "shelf") as api:
        yield Shelf(api, admin, dsn)
    await admin.close()


def _statements(part: Part) -> list[str]:
    script: Any = _Script()  # Any: stands where alembic's operations do
    create_kit(script)
    script.execute(_THINGS)
    tenant_table(script, "things")
    grant = f"alter default privileges in schema public grant select, insert, update, delete on tables to {part.name}"
    return [
        f"grant usage, create on schema public to {part.owner}",
        f"set role {part.owner}",
        grant,
        *script.statements,
    ]
