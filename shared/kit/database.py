"""One service's database: sessions in the tenant context of one center, and a plain pool for the hot paths."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol, cast
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import ARRAY, Connection, DateTime, MetaData, Numeric, Text, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    SessionTransaction,
    UOWTransaction,
    mapped_column,
    registry,
)
from sqlalchemy.pool import QueuePool

from shared.kit import outbox
from shared.kit.in_turn import PoolInTurn

CENTER = "center"
"""The key under which a session knows its center."""


_NAMES = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
}
_by_service: dict[str, registry] = {}

_IDLE_SECONDS = 5
"""An idle connection costs the server 5 MB: what a rush has opened is let go when nobody has needed it for so long. To
let it go at once would have every request of a rush open a connection, which costs more than the request."""


_CLOSE_SECONDS = 2.0


class Table(DeclarativeBase):
    """What every mapped table is; each service's tables and classes are a collection of their own, so that names
    may repeat where one process holds several services."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {
        datetime: DateTime(timezone=True),
        Decimal: Numeric,
        str: Text,
        list[str]: ARRAY(Text),
        dict[str, Any]: JSONB,  # Any: JSON
    }

    def __init_subclass__(cls) -> None:
        service = ".".join(cls.__module__.split(".")[:2])
        if service not in _by_service:
            known = Table.registry.type_annotation_map
            _by_service[service] = registry(
                metadata=MetaData(naming_convention=_NAMES), type_annotation_map=known
            )
        cls._sa_registry = _by_service[service]
        cls.metadata = cls._sa_registry.metadata
        super().__init_subclass__()


class TenantRow:
    """A row that belongs to one center; the session fills `center_id`, row-level security guards it."""

    center_id: Mapped[UUID] = mapped_column(primary_key=True)


@event.listens_for(Session, "after_begin")
def _enter_center(session: Session, _: SessionTransaction, connection: Connection) -> None:
    center = session.info.get(CENTER)
    connection.execute(_SET_CENTER, {"center": str(center) if center else ""})


_SET_CENTER = text("select set_config('app.center', :center, true)")


@event.listens_for(Session, "before_flush")
def _fill_center(session: Session, _: UOWTransaction, __: object) -> None:
    center = session.info.get(CENTER)
    for row in session.new:
        if isinstance(row, TenantRow) and row.center_id is None:
            row.center_id = center


def _dumps(value: object) -> str:
    return orjson.dumps(value).decode()


class Database:
    """The connections of one service process."""

    def __init__(self, dsn: str, pool: int = 4) -> None:
        self.dsn = dsn
        self.wake = asyncio.Event()
        """Set after every commit that left facts in the outbox."""
        self._pool_size = pool
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self.engine: AsyncEngine = create_async_engine(
            dsn.replace("postgresql://", "postgresql+asyncpg://", 1),
            pool_size=pool,
            max_overflow=(pool + 1) // 2,
            poolclass=PoolInTurn,
            pool_timeout=10,
            json_serializer=_dumps,
            json_deserializer=orjson.loads,
            hide_parameters=True,  # what a statement brings may be somebody's data
        )
        self._rush = _Rush(self.engine, (pool + 1) // 2)

    def session(self, center: UUID | None) -> AsyncSession:
        """A session in the tenant context of `center` (none: it sees no tenant row). The caller closes it."""
        return AsyncSession(self.engine, expire_on_commit=False, info={CENTER: center})

    @asynccontextmanager
    async def transaction(self, center: UUID | None) -> AsyncIterator[AsyncSession]:
        """A session that commits at the end, with the facts that were added to it."""
        async with self.session(center) as session:
            yield session
            await self.commit(session)

    async def commit(self, session: AsyncSession, kept: outbox.KeptAnswer | None = None) -> None:
        """Commits the session's work, its facts and the answer to be kept, all in one transaction."""
        outgoing = outbox.collected(session)
        if outgoing or kept is not None:
            await outbox.write(await driver_of(session), outgoing, kept)
        await session.commit()
        if outgoing:
            outgoing.clear()
            self.wake.set()

    async def pool(self) -> "asyncpg.Pool[asyncpg.Record]":
        """The plain asyncpg pool that the hot paths use."""
        if self._pool is None:
            self._pool = await asyncpg.create_pool(
                self.dsn,
                min_size=0,
                max_size=self._pool_size,
                max_inactive_connection_lifetime=_IDLE_SECONDS,
                reset=_leave_as_is,
            )
        return self._pool

    async def close(self) -> None:
        """Closes every connection; a server that does not answer is not waited for."""
        self._rush.forget()
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                if self._pool is not None:
                    await self._pool.close()
                await self.engine.dispose()


class Driver(Protocol):
    """The part of an asyncpg connection that the hot paths use; a pool has it too."""

    async def fetch(self, query: str, *args: object) -> list[asyncpg.Record]: ...
    async def execute(self, query: str, *args: object) -> str: ...


async def driver_of(session: AsyncSession) -> Driver:
    """The driver's connection in the session's own transaction, with all that the session has done so far."""
    await session.flush()
    raw = await (await session.connection()).get_raw_connection()
    return cast(Driver, raw.driver_connection)


class _Rush:
    """Notices when many sessions are open at once, and lets idle connections go some time after the last rush."""

    def __init__(self, engine: AsyncEngine, usual: int) -> None:
        self._engine = engine
        self._usual = usual
        self._timer: asyncio.TimerHandle | None = None
        self._letting_go: asyncio.Task[None] | None = None
        event.listen(engine.sync_engine, "checkout", self._taken)

    def _taken(self, *_: object) -> None:
        busy = self._letting_go is not None and not self._letting_go.done()
        if not busy and cast(QueuePool, self._engine.pool).checkedout() > self._usual:
            self.forget()
            self._timer = asyncio.get_running_loop().call_later(_IDLE_SECONDS, self._over)

    def forget(self) -> None:
        """Lets nothing go later."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _over(self) -> None:
        self._timer = None
        self._letting_go = asyncio.get_running_loop().create_task(self._let_go())

    async def _let_go(self) -> None:
        """Takes what is idle, closes all but the usual number, and gives those back last, to be taken first."""
        idle = cast(QueuePool, self._engine.pool).checkedin()
        taken = [await self._engine.connect() for _ in range(idle)]
        for connection in taken[self._usual :]:
            await connection.invalidate()
        for connection in reversed(taken):
            await connection.close()


async def _leave_as_is(_: object) -> None:
    """Settings are made with `set local` only, so a returned connection has nothing to reset."""


class PrivilegedRole(RuntimeError):
    """The service runs under a role that row-level security does not bind."""


async def refuse_privileged_role(database: Database) -> None:
    """Raises PrivilegedRole where the role is a superuser, bypasses row-level security or owns a table."""
    async with database.engine.connect() as connection:
        privileged = await connection.scalar(_IS_PRIVILEGED)
    if privileged:
        raise PrivilegedRole("this role could read every center; use the unprivileged one")


_IS_PRIVILEGED = text("""
select r.rolsuper or r.rolbypassrls or exists (
  select 1 from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p'))
from pg_roles r where r.rolname = current_user
""")
