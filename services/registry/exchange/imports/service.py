"""What the service's one active worker does with lists: checks and applies them chunk by chunk, turn by turn.

Each chunk is one transaction with its facts, and the rows say what was done; so whoever is killed in the middle is
followed by another who goes on with the next chunk, and nothing is done twice.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.imports.errors import ImportNotFound
from services.registry.exchange.imports.model import BROKEN, Import
from services.registry.exchange.imports.repository import dequeue, get_import, note_failure, waiting
from services.registry.exchange.imports.use_cases.apply_rows import apply_chunk
from services.registry.exchange.imports.use_cases.check_rows import check_chunk, find_twins
from services.registry.exchange.staging.repository import forget_old_rows
from shared.kit.access import Caller
from shared.kit.database import Database
from shared.kit.tasks import Task
from shared.kit.trouble import reason_of

_log = structlog.get_logger()

_MOST_WAITING = 2000
"""So many facts may wait for the stream; then a list waits too, so that what others say is not late."""
_PATIENCE = 40
_A_MOMENT = 0.05
_MOST_FAILURES = 8
_BACKLOG = text("select count(*) from (select from outbox where published_at is null limit :most) as waiting")
_NOT_FOR_LONG = text("set local statement_timeout = '120s'")
_PLAN_ANEW = text("discard plans")
"""What was planned while a table was nearly empty, foreign keys' own checks too, is slow once it is full."""


async def work_on_imports(database: Database) -> None:
    """Gives every list that waits one chunk of work in turn, until none waits."""
    while True:
        async with database.transaction(None) as session:
            found = await waiting(session)
        if not found:
            return
        for center, import_id in found:
            await _one_step(database, center, import_id)


async def _one_step(database: Database, center: UUID, import_id: UUID) -> None:
    await _let_others_speak(database)
    try:
        async with database.transaction(center) as session:
            await session.execute(_PLAN_ANEW)
            await session.execute(_NOT_FOR_LONG)
            await _work_on(session, center, import_id)
    except Exception as error:
        _log.error("import.step-failed", import_id=str(import_id), why=reason_of(error))
        await _note_failure(database, center, import_id)


async def _work_on(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    try:
        made = await get_import(session, center, import_id, lock=True)
    except ImportNotFound:
        await dequeue(session, import_id)
        return
    session.info["actor"] = Caller(made.made_by, "manager", frozenset({center}))
    if made.state == "queued":
        made.become("checking")
    elif made.state == "checking":
        if not await check_chunk(session, made):
            await find_twins(session, made)
            made.become("ready")
    elif made.state == "applying" and not await apply_chunk(session, made):
        made.become("applied")
    if not made.waits_for_work:
        await dequeue(session, import_id)


async def _let_others_speak(database: Database) -> None:
    for _ in range(_PATIENCE):
        async with database.transaction(None) as session:
            if (await session.scalar(_BACKLOG, {"most": _MOST_WAITING + 1}) or 0) <= _MOST_WAITING:
                return
        await asyncio.sleep(_A_MOMENT)


async def _note_failure(database: Database, center: UUID, import_id: UUID) -> None:
    async with database.transaction(center) as session:
        if await note_failure(session, import_id) < _MOST_FAILURES:
            return
        made: Import = await get_import(session, center, import_id, lock=True)
        made.fail(BROKEN)
        await dequeue(session, import_id)


async def forget_old(database: Database) -> None:
    """Deletes the rows of lists that nobody has touched for a week."""
    async with database.transaction(None) as session:
        centers = (await session.scalars(text("select id from centers"))).all()
    for center in centers:
        async with database.transaction(center) as session:
            await forget_old_rows(session, center)


WORK_ON_IMPORTS = Task("work_on_imports", every=timedelta(seconds=0.5), run=work_on_imports)
FORGET_OLD_ROWS = Task("forget_old_import_rows", every=timedelta(hours=6), run=forget_old)
