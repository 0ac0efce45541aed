"""Spans of reactions, where they are asked for."""

from collections.abc import Sequence

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.kit.reaction_spans import no_span, reaction_span
from shared.kit.reactions import Reaction, Told
from shared.kit.runs import Run
from shared.testing.things import ThingMovedV1


async def move_things(_: AsyncSession, __: Sequence[Told[ThingMovedV1]]) -> None: ...


REACTION = Reaction(ThingMovedV1, move_things, tenant=True)


def moved(number: int) -> Told[Fact]:
    trace_id = f"{number:032x}"
    return Told(
        ThingMovedV1(thing_id=new_id(), step=1),
        new_id(),
        new_id(),
        now(),
        None,
        f"00-{trace_id}-{number:016x}-01",
    )


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    return exporter


def test_span_belongs_to_the_first_facts_trace_and_links_to_the_others(spans: InMemorySpanExporter) -> None:
    with reaction_span(REACTION, Run([moved(1), moved(2), moved(2), moved(3)])):
        pass
    (span,) = spans.get_finished_spans()
    assert span.name == "react move_things"
    assert span.context is not None
    assert span.context.trace_id == 1
    assert [link.context.trace_id for link in span.links] == [2, 3]
    assert dict(span.attributes or {})["sosedi.facts"] == 4


def test_failing_reaction_leaves_no_message_in_its_span(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="Ivanova"), reaction_span(REACTION, Run([moved(1)])):
        raise ValueError("Ivanova")
    (span,) = spans.get_finished_spans()
    assert not span.status.is_ok
    assert "Ivanova" not in span.to_json()


def test_without_a_collector_there_is_no_span(spans: InMemorySpanExporter) -> None:
    with no_span(REACTION, Run([moved(1)])):
        pass
    assert spans.get_finished_spans() == ()
