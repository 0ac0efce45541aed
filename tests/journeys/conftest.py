"""The running city that journeys walk through: the one of `SOSEDI_RUN_JSON`, or one that is started for them."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from deploy.embedded.process import free_port
from shared.testing.polling import wait_for
from tests.journeys.running_city import RunningCity

_ROOT = Path(__file__).parents[2]


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
    data = tmp_path_factory.mktemp("city")
    with (data / "out.log").open("wb") as log:
        city = subprocess.Popen(
            [sys.executable, "-m", "deploy.embedded"],
            cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env={**os.environ, "SOSEDI_PORT": str(free_port()), "SOSEDI_DATA": str(data / "data"), "SOSEDI_DEMO": "0"},
        )  # fmt: skip
    run_file = data / "data" / "run.json"
    try:
        wait_for(lambda: run_file.exists() or city.poll() is not None, seconds=90)
        assert city.poll() is None, (data / "out.log").read_text()
        yield run_file
    finally:
        city.send_signal(signal.SIGTERM)
        city.wait(60)
