"""A service's role is nobody special: it owns nothing and can switch nothing off."""

import asyncpg
import pytest

from deploy.topology import part
from tests.access.catalog import NAMES
from tests.registry.making import DatabaseOf

_ROLE = """
select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as special, rolinherit
from pg_roles where rolname = current_user
"""
_OWNS = """
select count(*) from (
  select relowner as owner from pg_class union all select proowner from pg_proc
  union all select nspowner from pg_namespace union all select datdba from pg_database
) as thing where owner = (select oid from pg_roles where rolname = current_user)
"""


@pytest.mark.parametrize("service", NAMES)
async def test_the_role_is_neither_owner_nor_superuser_nor_above_the_rules(
    service: str, database_of: DatabaseOf
) -> None:
    connection = await asyncpg.connect(await database_of(service))
    try:
        role = await connection.fetchrow(_ROLE)
        assert role is not None
        assert (role["special"], role["rolinherit"]) == (False, False)
        assert await connection.fetchval(_OWNS) == 0
        assert await connection.fetchval("select current_user") == service
        owner = part(service).owner
        assert not await connection.fetchval("select pg_has_role(current_user, $1, 'member')", owner)
        assert (
            await connection.fetchval(
                "select count(*) from pg_auth_members where member = current_user::regrole"
            )
            == 0
        )
    finally:
        await connection.close()


@pytest.mark.parametrize("service", NAMES)
@pytest.mark.parametrize(
    "statement",
    [
        "alter table outbox disable trigger all",
        "alter table audit disable row level security",
        "create table mine (id int)",
        "drop table outbox",
        "set role {owner}",
        "set session_replication_role = replica",
        "update audit set action = 'x'",
        "delete from audit",
        "truncate audit_seal",
        "insert into alembic_version values ('x')",
    ],
)
async def test_the_role_cannot_change_the_rules(
    service: str, statement: str, database_of: DatabaseOf
) -> None:
    connection = await asyncpg.connect(await database_of(service))
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement.format(owner=part(service).owner))
    finally:
        await connection.close()


@pytest.mark.parametrize("service", NAMES)
async def test_one_service_does_not_enter_the_database_of_another(
    service: str, database_of: DatabaseOf
) -> None:
    own = await database_of(service)
    other = await database_of(next(name for name in NAMES if name != service))
    intruding = own.rpartition("/")[0] + "/" + other.rpartition("/")[2]
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(intruding)
