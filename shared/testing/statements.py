"""The statements that a test's own requests put to the database."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def statements() -> Iterator[list[str]]:
    """SQL put meanwhile by the task that asks; what subscribers and replies do beside it is not heard."""
    heard: list[str] = []
    asking = asyncio.current_task()

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if asyncio.current_task() is asking:
            heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
