"""Where PostgreSQL is put, and that nobody's folder is opened for it."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded.placement import SHARED, forgotten, place
from deploy.embedded.postgres import PostgresServer
from deploy.embedded.process import free_port

_ROOT = os.geteuid() == 0


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Stands for /var/lib/sosedi; the account may pass through to it."""
    return tmp_path / "shared"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PostgresServer]:
    """A running cluster."""
    made = PostgresServer(tmp_path / "кластер", free_port(), "пароль: /@%'\"")
    made.start()
    yield made
    made.stop()
    if made.placement.cluster.is_relative_to(SHARED):
        shutil.rmtree(made.placement.cluster.parent)


def test_closed_folder_stays_closed_and_root_keeps_the_cluster_elsewhere(
    tmp_path: Path, shared: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    placement = place(closed / "postgres", shared)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert placement.cluster.is_relative_to(shared if _ROOT else closed)
    assert (placement.user is not None) == _ROOT
    assert place(closed / "postgres", shared).cluster == placement.cluster, "it is found again"
    assert place(tmp_path / "other" / "postgres", shared).cluster != placement.cluster


def test_cluster_of_a_folder_that_is_gone_is_named_and_kept(tmp_path: Path, shared: Path) -> None:
    gone, stays = tmp_path / "gone", tmp_path / "stays"
    for folder in (gone, stays):
        folder.mkdir(mode=0o700)
    clusters = [place(folder / "postgres", shared).cluster for folder in (gone, stays)]
    shutil.rmtree(gone)
    assert forgotten(shared) == ([clusters[0].parent] if _ROOT else [])
    assert clusters[0].parent.exists() == _ROOT


async def test_password_is_asked_for_and_nothing_but_loopback_is_listened_on(server: PostgresServer) -> None:
    connection = await asyncpg.connect(server.dsn())
    settings = {
        row["name"]: row["setting"] for row in await connection.fetch("select name, setting from pg_settings")
    }
    methods = await connection.fetch("select distinct auth_method from pg_hba_file_rules")
    await connection.close()
    assert settings["listen_addresses"] == "127.0.0.1"
    assert settings["unix_socket_directories"] == ""
    assert settings["fsync"] == "on"
    assert settings["log_min_error_statement"] == "panic"
    assert [row["auth_method"] for row in methods] == ["scram-sha-256"]
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(server.dsn(password="wrong"))


async def test_cluster_that_lost_its_power_comes_back_with_what_was_committed(server: PostgresServer) -> None:
    connection = await asyncpg.connect(server.dsn())
    await connection.execute("create table kept (id int); insert into kept values (1)")
    server.kill()
    connection.terminate()
    server.start()
    again = await asyncpg.connect(server.dsn())
    assert await again.fetchval("select id from kept") == 1
    await again.close()
