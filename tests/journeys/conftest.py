"""The running city that journeys walk through: the one of `SOSEDI_RUN_JSON`, or one that is started for them."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from shared.testing.supervised import Supervisor
from tests.journeys.running_city import RunningCity


@pytest.fixture(scope="session")
async def running_city(run_file: Path) -> AsyncIterator[RunningCity]:
    """A whole city, empty but for what journeys bring."""
    city = RunningCity.of(run_file)
    yield city
    await city.close()


@pytest.fixture(scope="session")
def run_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The `run.json` of a city that runs."""
    given = os.environ.get("SOSEDI_RUN_JSON")
    if given:
        yield Path(given)
        return
    city = Supervisor(tmp_path_factory.mktemp("city") / "data")
    try:
        city.run_until_ready()
        yield city.run_file
    finally:
        city.forget()
