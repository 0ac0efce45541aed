"""Roles and databases: for each service an owner that migrates and an unprivileged role that serves."""

from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlsplit, urlunsplit

from deploy.topology import Part

if TYPE_CHECKING:
    import asyncpg

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

_TEXT = "encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"


def dsn_of(dsn: str, database: str, user: str | None = None, password: str | None = None) -> str:
    """The address `dsn` with another database, and with another role where one is given."""
    parts = urlsplit(dsn)
    address = parts.netloc
    if user is not None:
        address = f"{user}:{quote(password or '', safe='')}@{address.rpartition('@')[2]}"
    return urlunsplit(parts._replace(netloc=address, path=f"/{database}"))


async def ensure_roles(admin: Connection, part: Part, password: str) -> None:
    """Creates the two roles where they are missing, sets the service's password and takes every privilege."""
    for role in (part.owner, part.name):
        if not await admin.fetchval("select 1 from pg_roles where rolname = $1", role):
            await admin.execute(f"create role {role}")
    await admin.execute(f"alter role {part.owner} nologin nosuperuser nobypassrls nocreatedb nocreaterole")
    await admin.execute(
        f"alter role {part.name} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit"
        f" password {_literal(password)}"
    )
    if not await admin.fetchval("select pg_has_role(current_user, $1, 'set')", part.owner):
        await admin.execute(f"grant {part.owner} to current_user with set true")


async def ensure_database(admin: Connection, part: Part, database: str, template: str | None = None) -> None:
    """Creates the database where it is missing, empty or as a copy; only its own service may enter."""
    if not await admin.fetchval("select 1 from pg_database where datname = $1", database):
        source = f"template {template}" if template else f"template template0 {_TEXT}"
        await admin.execute(f"create database {database} owner {part.owner} {source}")
    await admin.execute(f"revoke all on database {database} from public")
    await admin.execute(f"grant connect on database {database} to {part.name}")


async def fill_database(admin_dsn: str, part: Part, database: str) -> None:
    """Sets what the service's role may do with tables to come, then migrates."""
    import asyncpg  # here, as the next: whoever only needs an address, as the supervisor does, stays small

    from shared.kit.migrate import migrate

    dsn = dsn_of(admin_dsn, database)
    connection = await asyncpg.connect(dsn)
    try:
        for statement in _privileges(part):
            await connection.execute(statement)
        await migrate(dsn, part.versions, part.owner)
        await connection.execute(f"revoke insert, update, delete on alembic_version from {part.name}")
    finally:
        await connection.close()


def _privileges(part: Part) -> list[str]:
    later = f"alter default privileges for role {part.owner} in schema public"
    return [
        f"grant usage on schema public to {part.name}",
        f"{later} grant select, insert, update, delete on tables to {part.name}",
        f"{later} grant usage, select on sequences to {part.name}",
    ]


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
