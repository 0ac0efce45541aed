"""One span for each run of facts that a reaction works through; its links lead to the requests behind them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from shared.contracts.fact import Fact
from shared.kit.reactions import Reaction, Told

OpenSpan = Callable[
    [Reaction, Sequence[Told[Fact]]], AbstractContextManager[Any]
]  # Any: what it yields is not used

_MOST_LINKS = 32


def no_span(_: Reaction, __: Sequence[Told[Fact]]) -> AbstractContextManager[None]:
    """Where no collector is named."""
    return nullcontext()


@contextmanager
def reaction_span(reaction: Reaction, run: Sequence[Told[Fact]]) -> Iterator[None]:
    """A span of the trace of the first fact, linked to those of the others; types and counts only are recorded."""
    from opentelemetry import trace
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    traces = list(dict.fromkeys(one.traceparent for one in run[:] if one.traceparent))[:_MOST_LINKS]
    contexts = [TraceContextTextMapPropagator().extract({"traceparent": one}) for one in traces]
    links = [trace.Link(trace.get_current_span(context).get_span_context()) for context in contexts[1:]]
    with trace.get_tracer("sosedi").start_as_current_span(
        f"react {reaction.run.__name__}",
        context=contexts[0] if contexts else None,
        kind=trace.SpanKind.CONSUMER,
        links=links,
        attributes={"messaging.system": "nats", "sosedi.type": reaction.of.type, "sosedi.facts": len(run)},
        record_exception=False,
        set_status_on_exception=False,  # its message may quote somebody's data
    ) as span:
        try:
            yield
        except Exception as error:
            span.set_status(trace.StatusCode.ERROR, type(error).__name__)
            raise
