"""Which failures are the fact's own, and which will pass by themselves and must cost no fact an attempt."""

from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

import asyncpg
from nats.errors import Error as NatsError
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared.kit.leadership import LeadershipLost
from shared.kit.problems import DomainError

_PASSING_STATES = ("08", "25006", "40", "53", "57P", "58")
"""Connection lost, read-only while a standby takes over, serialization and deadlock, no room, shutdown, disk."""
_OUR_CODE = ("services", "shared", "tests", "bench")


class NoAnswer(DomainError):
    """Another service did not answer in time, or is not there."""

    status = 503
    code = "bus.no-answer"
    title = "Часть системы сейчас не отвечает. Пожалуйста, попробуйте ещё раз через минуту"


def will_pass(error: BaseException) -> bool:
    """Whether the same work can succeed later with no change to the fact or to the code."""
    return any(_passing(each) for each in _chain(error))


def _passing(error: BaseException) -> bool:
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str) and state.startswith(_PASSING_STATES):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(error, asyncpg.InterfaceError | asyncpg.InternalClientError):
        return "closed" in str(error) or "another operation" in str(error)
    if isinstance(error, LeadershipLost | PoolTimeout | NatsError | NoAnswer):
        return True
    return isinstance(error, OSError) and _raised_in("asyncpg", error)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, getattr(one, "orig", None)]


def _raised_in(package: str, error: BaseException) -> bool:
    return any(package in Path(frame.f_code.co_filename).parts for frame, _ in walk_tb(error.__traceback__))


def reason_of(error: BaseException) -> str:
    """Why, for logs and dead letters: type, code and place, never a message that may quote somebody's data."""
    parts = [type(error).__name__]
    if isinstance(error, DomainError):
        parts.append(error.code)
    if isinstance(error, ValidationError):
        parts += [
            f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in error.errors(include_input=False)
        ]
    for name in ("sqlstate", "constraint_name"):
        found = [getattr(each, name, None) for each in _chain(error)]
        parts += [f"{name} {value}" for value in found if isinstance(value, str)][:1]
    if place := _place(error):
        parts.append(place)
    return ", ".join(parts)


def _place(error: BaseException) -> str | None:
    found = None
    for frame, line in walk_tb(error.__traceback__):
        parts = Path(frame.f_code.co_filename).parts
        if "site-packages" not in parts and any(part in _OUR_CODE for part in parts):
            start = max(parts.index(part) for part in _OUR_CODE if part in parts)
            found = f"{'/'.join(parts[start:])}:{line} in {frame.f_code.co_name}"
    return found
