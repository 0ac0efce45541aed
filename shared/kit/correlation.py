"""Which request or fact the present work belongs to, carried from a page to the last consumer."""

from contextvars import ContextVar

correlation_id: ContextVar[str | None] = ContextVar("correlation_id", default=None)
"""One id for everything that follows from one request of a person."""

causation_id: ContextVar[str | None] = ContextVar("causation_id", default=None)
"""The id of the fact that the present work reacts to."""

traceparent: ContextVar[str | None] = ContextVar("traceparent", default=None)
"""W3C Trace Context of the present span, as it came in."""
