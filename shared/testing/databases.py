"""One migrated database for each service and worker, copied from a template that is migrated once a run."""

from hashlib import sha256

import asyncpg

from deploy.roles import Connection, dsn_of, ensure_database, ensure_roles, fill_database
from deploy.topology import Part, part
from shared.testing.servers import Servers


class Databases:
    """The databases of one worker."""

    def __init__(self, servers: Servers, worker: str) -> None:
        self._servers = servers
        self._worker = worker
        self._made: dict[str, str] = {}

    async def of(self, service: str) -> str:
        """The DSN of the service's database under its unprivileged role."""
        if service not in self._made:
            self._made[service] = await self._make(part(service))
        return self._made[service]

    def as_admin(self, service: str) -> str:
        """The same database for the superuser, whom row-level security does not bind."""
        return dsn_of(self._servers.postgres, self._name(service))

    async def drop(self) -> None:
        """Removes this worker's databases."""
        admin = await asyncpg.connect(self._servers.postgres)
        try:
            for service in self._made:
                await admin.execute(f"drop database if exists {self._name(service)} with (force)")
        finally:
            await admin.close()

    def _name(self, service: str) -> str:
        return f"test_{self._servers.run}_{self._worker}_{service}"

    async def _make(self, of: Part) -> str:
        admin = await asyncpg.connect(self._servers.postgres)
        try:
            await admin.execute("select pg_advisory_lock(hashtext('sosedi.test'))")
            template = await self._template(admin, of)
            await ensure_database(admin, of, self._name(of.name), template)
        finally:
            await admin.close()
        return dsn_of(self._servers.postgres, self._name(of.name), of.name, self._password(of))

    async def _template(self, admin: Connection, of: Part) -> str:
        name = f"test_{self._servers.run}_{of.name}"
        if not await admin.fetchval("select 1 from pg_database where datname = $1", name):
            await ensure_roles(admin, of, self._password(of))
            await ensure_database(admin, of, f"{name}_new")
            await fill_database(self._servers.postgres, of, f"{name}_new")
            await admin.execute(f"alter database {name}_new rename to {name}")
        return name

    def _password(self, of: Part) -> str:
        """The same in every worker, and in every run against the same server: roles are shared by them all."""
        return sha256(f"{self._servers.postgres} {of.name}".encode()).hexdigest()
