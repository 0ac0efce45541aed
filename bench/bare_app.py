"""What a request costs with nothing of ours around it: FastAPI, asyncpg, one row and one outbox row."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
from fastapi import FastAPI, Request
from pydantic import BaseModel

TABLES = """
drop table if exists things, bare_outbox;
create table things (id uuid primary key, owner uuid not null, kind text not null, words text not null,
  made_at timestamptz not null);
create index things_newest on things (made_at desc);
create table bare_outbox (id bigint generated always as identity primary key, subject text not null,
  data text not null);
"""


class ThingCreate(BaseModel):
    """As large as an offer of help."""

    skill: str
    details: str = ""
    free: list[str] = []


class ThingRead(BaseModel):
    """What is answered."""

    id: UUID
    owner: UUID
    skill: str
    details: str
    made_at: datetime


def create_app(dsn: str) -> FastAPI:
    """The application; its tables are made anew."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(dsn, min_size=8, max_size=8) as pool:
            await pool.execute(TABLES)
            app.state.pool = pool
            yield

    app = FastAPI(lifespan=lifespan)
    app.get("/health/ready")(_ready)
    app.post("/things", status_code=201)(make)
    app.get("/things")(newest)
    return app


async def _ready() -> dict[str, str]:
    return {"status": "ready"}


async def make(body: ThingCreate, request: Request) -> ThingRead:
    """One row and one outbox row in a transaction."""
    made = ThingRead(
        id=uuid4(), owner=uuid4(), skill=body.skill, details=body.details, made_at=datetime.now(UTC)
    )
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        await connection.execute(
            "insert into things (id, owner, kind, words, made_at) values ($1, $2, $3, $4, $5)",
            made.id, made.owner, made.skill, made.details, made.made_at,
        )  # fmt: skip
        await connection.execute(
            "insert into bare_outbox (subject, data) values ($1, $2)",
            f"ev.thing.{made.id}.made",
            made.model_dump_json(),
        )
    return made


async def newest(request: Request) -> list[ThingRead]:
    """Twenty rows."""
    rows = await request.app.state.pool.fetch(
        "select id, owner, kind as skill, words as details, made_at from things order by made_at desc limit 20"
    )
    return [ThingRead(**row) for row in rows]
