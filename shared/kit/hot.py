"""Work for the named hot paths: the same transaction, tenancy, outbox and kept answer, on the driver itself.

An ORM session costs more than the two statements of these paths; docs/adr/0004 lists which they are and why.
"""

from typing import Any
from uuid import UUID

import asyncpg
from fastapi import Depends

from shared.contracts.fact import Fact
from shared.contracts.permissions import roles_of
from shared.kit import outbox
from shared.kit.correlation import correlation_id
from shared.kit.outbox import KeptAnswer, Outgoing
from shared.kit.work import Admission, Work

_NOTE = """
insert into audit (center_id, actor_id, actor_role, action, about_id, ground, evidence, correlation_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""


class HotWork(Work):
    """Work on one asyncpg connection, begun by `begin` and committed by the route."""

    _connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record] | None" = None
    _pool: "asyncpg.Pool[asyncpg.Record]"

    async def begin(self) -> "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]":
        """The connection, inside a transaction and in the tenant context of the center, in one round trip."""
        if self._connection is None:
            self._facts: list[Outgoing] = []
            self._pool = await self.database.pool()
            self._connection = await self._pool.acquire()
            await self._connection.execute(f"begin; set local app.center = '{self.center}'")
        return self._connection

    async def begin_again(self) -> None:
        """Undoes what was done so far, locks too, and begins anew; before anything was added or noted."""
        connection = await self.begin()
        await connection.execute(f"rollback; begin; set local app.center = '{self.center}'")

    def add(self, fact: Fact) -> None:
        """Publishes `fact` with the commit."""
        self._facts.append(outbox.outgoing(fact, self.center))

    async def note(
        self, action: str, about: UUID | None = None, ground: str | None = None, evidence: str | None = None
    ) -> None:
        """Writes a line of the audit log, as `audit.note` does."""
        connection = await self.begin()
        actor = self.caller
        await connection.execute(
            _NOTE, self.center, actor.id, actor.role, action, about, ground, evidence, correlation_id.get()
        )

    async def commit(self, kept: KeptAnswer | None) -> None:
        if self._connection is None:
            await super().commit(kept)
            return
        if self._facts or kept is not None:
            await outbox.write(self._connection, self._facts, kept)
        await self._connection.execute("commit")
        if self._facts:
            self.database.wake.set()

    async def close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                if connection.is_in_transaction() and not connection.is_closed():
                    await connection.execute("rollback")
            finally:
                await self._pool.release(connection)
        await super().close()


def hot(permission: str) -> Any:  # Any: FastAPI's own type of a dependency
    """As `may`, for one of the named hot paths."""
    return Depends(Admission(HotWork, roles_of(permission), permission))
