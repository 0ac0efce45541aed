"""Brings one service's database to the newest version of its tables."""

import re
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

_ENVIRONMENT = Path(__file__).parent / "migrating"
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('sosedi.migrate'))")


async def migrate(dsn: str, versions: Path, owner: str) -> None:
    """Runs the migrations in the folder `versions` that the database has not seen, as the role `owner`.

    All of them happen or none; two callers wait for each other. `dsn` is of a role that may become `owner`.
    """
    if re.fullmatch("[a-z_]+", owner) is None:
        raise ValueError(f"{owner} is not the name of a role")
    engine = create_async_engine(dsn.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.execute(_ONE_AT_A_TIME)
            await connection.execute(text(f"set local role {owner}"))
            await connection.run_sync(_upgrade, versions)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, versions: Path) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _plain(_ENVIRONMENT))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", _plain(versions))
    command.upgrade(config, "head")


def _plain(path: Path) -> str:
    """A path as alembic's configuration takes it: there a per cent sign begins a reference."""
    return str(path).replace("%", "%%")
