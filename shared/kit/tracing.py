"""OpenTelemetry, only where a collector is named: one span a request, carried on through facts by `traceparent`."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.kit.correlation import traceparent
from shared.kit.settings import Settings


def trace(app: FastAPI, settings: Settings) -> Callable[[], None]:
    """Adds spans to `app` where the settings name a collector; nothing is imported otherwise.

    What is returned sends the spans that still wait, and is for the end: a service process ends without the
    interpreter's own leave-taking.
    """
    if settings.otlp is None:
        return lambda: None
    from opentelemetry import trace as api
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": f"sosedi-{settings.service}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f"{settings.otlp}/v1/traces")))
    api.set_tracer_provider(provider)
    app.add_middleware(Spans)
    return provider.shutdown


class Spans:
    """ASGI middleware: a span a request, named by method and route; no query, body or header is recorded."""

    def __init__(self, app: ASGIApp) -> None:
        from opentelemetry.trace import get_tracer

        self.app = app
        self._tracer = get_tracer("sosedi")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        propagator = TraceContextTextMapPropagator()
        came_in = {"traceparent": traceparent.get() or ""}
        context = propagator.extract(came_in)
        with self._tracer.start_as_current_span(
            scope["method"],
            context,
            kind=SpanKind.SERVER,
            record_exception=False,  # its message may quote somebody's data
            set_status_on_exception=False,
        ) as span:
            goes_on: dict[str, str] = {}
            propagator.inject(goes_on)
            traceparent.set(goes_on.get("traceparent"))
            await self.app(scope, receive, send)
            span.update_name(f"{scope['method']} {getattr(scope.get('route'), 'path', 'none')}")
