"""Logs: one JSON line an event, ids as fields, never personal data."""

import logging
import sys

import orjson
import structlog
from structlog.typing import EventDict, WrappedLogger

from shared.kit.correlation import causation_id, correlation_id


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
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stdout, force=True,
        format='{"level": "%(levelname)s", "event": "library", "logger": "%(name)s"}',
    )  # fmt: skip


def _dumps(value: object, **_: object) -> str:
    return orjson.dumps(value, default=str).decode()
