"""A walked neighborhood seen by a collector of traces: one trace from the command to the last consumer, no person."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.kit.ids import new_id
from shared.testing.supervised import Supervisor
from tests.journeys.canaries import canaries_of, found
from tests.journeys.collector import Collector, collecting
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import RunningCity
from tests.journeys.test_help_given import walk


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as kept:
        yield kept


@pytest.fixture(scope="module")
async def mark(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> str:
    """The mark of a neighborhood that was walked in a traced city; the city has ended and sent its last spans."""
    city = Supervisor(tmp_path_factory.mktemp("traced") / "data", telling={"SOSEDI_OTLP": collector.url})
    try:
        city.run_until_ready()
        running = RunningCity.of(Path(city.run_file))
        here = await Neighborhood.open(running, "club", str(new_id().int % 10_000_000).zfill(7))
        await walk(here)
        await running.close()
        city.end()
    finally:
        city.forget()
    return here.mark


async def test_one_trace_leads_from_a_command_to_the_consumers_of_its_facts(
    mark: str, collector: Collector
) -> None:
    services: dict[bytes, set[str]] = defaultdict(set)
    for service, span in collector.spans():
        services[span.trace_id].add(service)
    assert any({"sosedi-surveys", "sosedi-talents", "sosedi-city"} <= passed for passed in services.values())


async def test_traces_carry_nothing_of_a_person(mark: str, collector: Collector) -> None:
    assert found(canaries_of(mark), collector.text) == []


async def test_a_span_is_named_by_its_route_and_not_by_whose_it_was(mark: str, collector: Collector) -> None:
    names = {span.name for _, span in collector.spans()}
    assert "POST /centers/{center}/residents" in {name.replace("/api/registry/v1", "") for name in names}
