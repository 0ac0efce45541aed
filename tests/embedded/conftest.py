"""Cities started as `make run` starts them, in a folder whose name has a space and letters of two alphabets."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from shared.testing.supervised import Supervisor


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where these cities keep their data."""
    return tmp_path_factory.mktemp("новый дом")


@pytest.fixture(scope="session")
def city(place: Path) -> Iterator[Supervisor]:
    """One city for all tests of this folder; `city.run_until_ready()` starts it where the last test ended it."""
    supervisor = Supervisor(place / "город")
    yield supervisor
    supervisor.forget()


@pytest.fixture
def other_city(place: Path) -> Iterator[Supervisor]:
    """A second city beside the first, with a data folder of its own for each test."""
    supervisor = Supervisor(place / f"other {uuid4().hex[:8]}")
    yield supervisor
    supervisor.forget()
