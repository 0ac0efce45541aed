"""Logs: one JSON line an event, ids as fields, never personal data."""

import logging
import sys
import traceback
from types import TracebackType

import orjson
import structlog
from structlog.typing import EventDict, WrappedLogger

from shared.kit.correlation import causation_id, correlation_id

_Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def set_up(service: str, level: str = "INFO") -> None:
    """Makes this process log JSON lines to standard output under the service's name."""

    def add_context(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["service"] = service
        for name, variable in (("correlation_id", correlation_id), ("causation_id", causation_id)):
            if (value := variable.get()) is not None:
                event.setdefault(name, value)
        return event

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            add_context,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(trail),
            structlog.processors.JSONRenderer(serializer=_dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Trails('{"level": "%(levelname)s", "event": "library", "logger": "%(name)s"}'))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class _Trails(logging.Formatter):
    """Lines of libraries, with the trail of what failed."""

    def formatException(self, ei: _Raised | tuple[None, None, None]) -> str:  # noqa: N802 the library's name
        return trail(ei) if ei[1] else ""


def trail(exc_info: _Raised) -> str:
    """Where an exception and its causes came from; not their words, which may quote somebody's data."""
    told: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        kind = type(error)
        told.append(
            "".join(traceback.format_tb(error.__traceback__)) + f"{kind.__module__}.{kind.__qualname__}"
        )
        error = error.__cause__ or error.__context__
    return "\n".join(told)


def _dumps(value: object, **_: object) -> str:
    return orjson.dumps(value, default=str).decode()
