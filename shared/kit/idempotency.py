"""Idempotency keys: the same key and body answers the first result, another body under the same key is refused.

Optimistic: the answer is kept by the transaction that carried the command out, so the usual request pays one row
and no look-up. Only a conflict or a refusal looks whether the command was answered before.
"""

import hashlib
from datetime import timedelta
from typing import NamedTuple

import asyncpg
import orjson
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import Response

from shared.kit.access import Caller
from shared.kit.database import Database
from shared.kit.language import say
from shared.kit.outbox import KeptAnswer
from shared.kit.problems import DomainError, invalid

HEADER = "idempotency-key"
_LONGEST = 200
_KEPT_FOR = timedelta(days=2)


_PATH = ":path"
"""Kept among the headers and never answered: erasure finds by it the answers about a person that do not name them."""


class Command(NamedTuple):
    """Who commands, under which key, the hash of what, and where."""

    caller: str
    key: str
    request_hash: bytes
    path: str


class KeyUsedForAnother(DomainError):
    """The key was used before with another body."""

    status = 422
    code = "idempotency.other-body"
    title = "Этот ключ повтора уже использован для другого запроса"


async def command_of(request: Request, caller: Caller | None) -> Command | None:
    """The command; None for a request without a key."""
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return None
    if not 0 < len(key) <= _LONGEST:
        raise invalid(
            "/idempotency-key", "idempotency.key", say("Ключ повтора: от 1 до {most} знаков", most=_LONGEST)
        )
    where = request.scope["path"].encode() + b"?" + request.scope["query_string"]
    whole = where + b"\n" + await request.body()
    who = f"{caller.role}:{caller.id}" if caller else f"path:{request.url.path}"
    return Command(who, key, hashlib.sha256(whole).digest(), request.scope["path"])


def answer_to_keep(command: Command, response: Response) -> KeptAnswer:
    """The response as it is kept."""
    headers = {k: v for k, v in response.headers.items() if k in ("etag", "location", "content-type")}
    headers[_PATH] = command.path
    return KeptAnswer(
        command.caller,
        command.key,
        command.request_hash,
        response.status_code,
        orjson.dumps(headers).decode(),
        bytes(response.body),
    )


async def answered_before(database: Database, command: Command) -> Response | None:
    """The first answer under this key, or None; raises KeyUsedForAnother where the body was another."""
    pool = await database.pool()
    row = await pool.fetchrow(
        "select request_hash, status, headers, body from idempotency where caller = $1 and key = $2",
        command.caller,
        command.key,
    )
    if row is None:
        return None
    if row["request_hash"] != command.request_hash:
        raise KeyUsedForAnother
    headers = {name: value for name, value in orjson.loads(row["headers"]).items() if name != _PATH}
    return Response(row["body"], row["status"], headers)


def is_conflict(error: BaseException) -> bool:
    """Whether `error` says that another request has kept its answer under the same key."""
    return isinstance(error, asyncpg.UniqueViolationError) and error.constraint_name == "idempotency_pkey"


async def forget_old_answers(database: Database) -> None:
    """Deletes answers that nobody will ask for again."""
    async with database.transaction(None) as session:
        await session.execute(
            text("delete from idempotency where kept_at < now() - cast(:age as interval)"), {"age": _KEPT_FOR}
        )
