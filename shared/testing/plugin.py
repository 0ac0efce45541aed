"""The pytest plugin: real PostgreSQL and NATS once a run, services inside the test process, tokens, facts."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from shared.kit import logs
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.polling import eventually as poll
from shared.testing.running import City, Running, Tell
from shared.testing.servers import Servers, serving
from shared.testing.tokens import Tokens

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

_started = pytest.StashKey[tuple[ExitStack, Servers]]()


def _servers(config: pytest.Config) -> Servers:
    """The servers of this run, started when first asked for."""
    if _started not in config.stash:
        stack = ExitStack()
        config.stash[_started] = stack, stack.enter_context(serving())
    return config.stash[_started][1]


class _HandsToWorkers:
    """xdist's controller starts the servers and tells every worker where they are."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: object) -> None:
        config: pytest.Config = node.config  # type: ignore[attr-defined]  # xdist's WorkerController, untyped
        node.workerinput["servers"] = _servers(config).as_dict()  # type: ignore[attr-defined]  # as above

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: "Producer") -> "Scheduling | None":
        """Our own dealing, unless another than `load` is asked for."""
        if config.getvalue("dist") != "load":
            return None
        from shared.testing.dealing import Dealing  # needs xdist, which a run in one process does without

        return Dealing(config, log)


def pytest_configure(config: pytest.Config) -> None:
    logs.set_up("test", "WARNING")
    config.pluginmanager.register(_HandsToWorkers(), "sosedi-servers")


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if _started in config.stash:
        config.stash[_started][0].close()


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """The name of this xdist worker; `main` where tests run in one process."""
    given = getattr(request.config, "workerinput", None)
    return str(given["workerid"]) if given else "main"


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Servers:
    """Where the real PostgreSQL and NATS of this run are."""
    given = getattr(request.config, "workerinput", None)
    return Servers(**given["servers"]) if given else _servers(request.config)


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    """`tokens.resident(center, resident_id)`, `.manager(center)`, `.city()`, `.operator()`: bearer tokens."""
    return Tokens()


@pytest.fixture(scope="session")
async def city_of_tests(
    servers: Servers, worker: str, tokens: Tokens, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    """Everything that runs in this worker."""
    city = City(servers, worker, tokens, tmp_path_factory.mktemp("city"))
    yield city
    await city.close()


@pytest.fixture
def running(city_of_tests: City) -> Running:
    """`async with running("talents") as api:` and then `api.as_(token).get("/centers/…")`."""
    return city_of_tests.running


@pytest.fixture
def told(city_of_tests: City) -> Tell:
    """`await told(fact, center)` publishes a fact as its own service would; returns the fact's id."""
    return city_of_tests.told


@pytest.fixture
def database_of(city_of_tests: City) -> Callable[[str], Awaitable[str]]:
    """`await database_of("talents")` is the DSN of its database here, under its unprivileged role."""
    return city_of_tests.databases.of


@pytest.fixture
def center() -> UUID:
    """A center that no other test knows: tenancy keeps tests apart, so nothing needs cleaning."""
    return new_id()


@pytest.fixture
def eventually() -> Eventually:
    """`await eventually(check)` polls until `check()` is true and returns it; asserts inside are waited out."""
    return poll
