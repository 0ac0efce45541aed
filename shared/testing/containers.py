"""The servers of a test run as containers (`TEST_BACKEND=containers`); needs a Docker daemon."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HttpWaitStrategy, LogMessageWaitStrategy

from deploy.embedded.nats import Account, configuration

POSTGRES_IMAGE = "postgres:18-bookworm"
NATS_IMAGE = "nats:2.15-alpine"


@contextmanager
def postgres(password: str) -> Iterator[str]:
    """A PostgreSQL container; the administrator's DSN."""
    container = (
        DockerContainer(POSTGRES_IMAGE)
        .with_env("POSTGRES_PASSWORD", password)
        .with_exposed_ports(5432)
        .with_command("postgres -c fsync=off -c max_connections=200")
        .waiting_for(LogMessageWaitStrategy("listening on IPv4 address .*5432").with_startup_timeout(60))
    )
    with container as started:
        host, port = started.get_container_host_ip(), started.get_exposed_port(5432)
        yield f"postgresql://postgres:{password}@{host}:{port}/postgres"


@contextmanager
def nats(accounts: Sequence[Account]) -> Iterator[tuple[str, str]]:
    """A NATS container; its `host:port` and the address of its monitor."""
    written = configuration(accounts, listen="0.0.0.0:4222", monitor="0.0.0.0:8222", store="/data")
    container = (
        DockerContainer(NATS_IMAGE)
        .with_copy_into_container(written.encode(), "/etc/sosedi-nats.conf")
        .with_exposed_ports(4222, 8222)
        .with_command("-c /etc/sosedi-nats.conf")
        .waiting_for(HttpWaitStrategy(8222, "/healthz").with_startup_timeout(60))
    )
    with container as started:
        host = started.get_container_host_ip()
        yield (
            f"{host}:{started.get_exposed_port(4222)}",
            f"http://{host}:{started.get_exposed_port(8222)}",
        )
