"""What PostgreSQL's own catalog says about the tables of a service."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import asyncpg

from deploy.topology import Part, parts

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

WITH_DATABASE: Sequence[Part] = [part for part in parts() if part.database]
NAMES = [part.name for part in WITH_DATABASE]

_TABLES = """
select c.relname as name, c.relrowsecurity as guarded, c.relforcerowsecurity as forced,
  pg_get_userbyid(c.relowner) as owner,
  exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'center_id' and not a.attisdropped
  ) as of_center
from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1
"""


@dataclass(frozen=True)
class Table:
    """One table and how it is guarded."""

    name: str
    guarded: bool
    forced: bool
    owner: str
    of_center: bool


async def tables(connection: Connection) -> Sequence[Table]:
    """Every table of the database."""
    return [Table(**dict(row)) for row in await connection.fetch(_TABLES)]


def unguarded() -> Mapping[str, Mapping[str, str]]:
    """By service (`every` for the frame's own): the tables without row-level security, each with its reason."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(
        Path(__file__).with_name("unguarded.toml").read_text(encoding="utf-8")
    )
    return found


def reasons_of(service: str) -> Mapping[str, str]:
    """The tables of one service that need no row-level security."""
    listed = unguarded()
    return {**listed["every"], **listed.get(service, {})}
