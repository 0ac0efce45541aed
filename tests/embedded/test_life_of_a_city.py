"""`make run` as people and their machines treat it: started, killed, started again, asked twice."""

import asyncio
import json
import signal
import stat
import subprocess
import sys
import urllib.request
from urllib.error import URLError

import asyncpg
import psutil
import pytest

from deploy import topology
from shared.testing.supervised import Supervisor, is_running


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except (URLError, OSError):
        return 0


def _said_by(city: Supervisor, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        env=city.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_run_file_says_where_everything_is_and_only_its_owner_may_read_it(city: Supervisor) -> None:
    run = city.run_until_ready()
    assert stat.S_IMODE(city.run_file.stat().st_mode) == 0o600
    assert set(run) == {"url", "pid", "services", "nats", "postgres", "centers"}
    assert run["url"] == f"http://127.0.0.1:{city.port}"
    assert run["pid"] == city.process.pid
    assert set(run["services"]) == {part.name for part in topology.parts()}
    for name, service in run["services"].items():
        assert set(service) == {"url", "pid", "database"}, name
        assert _status(f"{service['url']}/health/ready") == 200, name
        assert is_running(service["pid"]), name
    assert _status(f"{run['url']}/health/ready") == 200
    assert _status(f"{run['nats']['monitor']}/healthz") == 200
    assert is_running(run["nats"]["pid"])
    assert is_running(run["postgres"]["pid"])
    assert f"Sosedi is ready: {run['url']}" in city.said


async def test_service_enters_its_own_database_without_privileges_and_no_other(city: Supervisor) -> None:
    dsn = city.run_until_ready()["services"]["talents"]["database"]
    own = await asyncpg.connect(dsn)
    role = await own.fetchrow("select * from pg_roles where rolname = current_user")
    owned = await own.fetchval("select count(*) from pg_class where relowner = current_user::regrole")
    await own.close()
    assert role is not None
    assert role["rolname"] == "talents"
    assert not any(role[name] for name in ("rolsuper", "rolbypassrls", "rolcreatedb", "rolcreaterole"))
    assert owned == 0
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(dsn.rpartition("/")[0] + "/surveys")
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(dsn.replace("talents:", "talents:x", 1))


async def test_nats_refuses_strangers_and_keeps_a_service_from_forging_the_facts_of_another(
    city: Supervisor,
) -> None:
    host = city.run_until_ready()["nats"]["url"].rpartition("@")[2]
    assert "Authorization Violation" in await _answer_to(host, "admin", "wrong", "")
    password = (city.data / "secrets" / "nats.talents.password").read_text()
    forged = "PUB ev.center.registry.resident.id.joined 2\r\n{}\r\n"
    assert "Permissions Violation" in await _answer_to(host, "talents", password, forged)
    own = "PUB ev.center.talents.offer.id.made 2\r\n{}\r\n"
    assert "Violation" not in await _answer_to(host, "talents", password, own)


async def _answer_to(host: str, user: str, password: str, commands: str) -> str:
    """What NATS says to a client that speaks plainly; the last thing it says is its answer to a ping."""
    address, port = host.split(":")
    reader, writer = await asyncio.open_connection(address, int(port))
    connect = json.dumps({"user": user, "pass": password, "verbose": False})
    writer.write(f"CONNECT {connect}\r\n{commands}PING\r\n".encode())
    said = ""
    while "PONG" not in said and (piece := await reader.read(4096)):
        said += piece.decode()
    writer.close()
    return said


def test_killed_service_is_started_again_on_its_port_and_status_says_so(city: Supervisor) -> None:
    before = city.run_until_ready()["services"]["talents"]
    psutil.Process(before["pid"]).kill()
    city.wait_for(lambda: city.run["services"]["talents"]["pid"] != before["pid"])
    city.wait_for(lambda: _status(f"{before['url']}/health/ready") == 200)
    assert city.run["services"]["talents"]["url"] == before["url"]
    said = _said_by(city, "deploy.cli", "status")
    assert said.returncode == 0, said.stderr
    assert "SIGKILL" in said.stdout


def test_killed_servers_are_started_again_and_the_services_find_them(city: Supervisor) -> None:
    run = city.run_until_ready()
    for pid in (run["nats"]["pid"], run["postgres"]["pid"]):
        psutil.Process(pid).kill()
    city.wait_for(lambda: city.run["nats"]["pid"] != run["nats"]["pid"])
    city.wait_for(lambda: city.run["postgres"]["pid"] != run["postgres"]["pid"])
    urls = [f"{service['url']}/health/ready" for service in run["services"].values()]
    city.wait_for(lambda: all(_status(url) == 200 for url in urls))
    records = {entry["name"]: entry for entry in json.loads((city.data / "processes.json").read_text())}
    for name in ("nats", "postgres"):
        assert records[name]["restarts"] >= 1
        assert "SIGKILL" in records[name]["ended"]


def test_second_start_on_the_same_data_is_refused_and_harms_nothing(city: Supervisor) -> None:
    run = city.run_until_ready()
    second = _said_by(city, "deploy.embedded")
    assert second.returncode == 1
    assert "already runs" in second.stderr
    assert city.run == run


def test_taken_port_is_said_plainly_and_leaves_nothing_running(
    city: Supervisor, other_city: Supervisor
) -> None:
    city.run_until_ready()
    other_city.port = city.port
    refused = _said_by(other_city, "deploy.embedded")
    assert refused.returncode == 1
    assert f"port {city.port} is taken" in refused.stderr
    assert not other_city.run_file.exists()


def test_two_cities_run_side_by_side_and_know_nothing_of_each_other(
    city: Supervisor, other_city: Supervisor
) -> None:
    one, other = city.run_until_ready(), other_city.run_until_ready()
    assert one["postgres"]["port"] != other["postgres"]["port"]
    assert _status(f"{one['url']}/health/ready") == _status(f"{other['url']}/health/ready") == 200
    others = other_city.pids()
    assert other_city.end() == 0
    assert not [pid for pid in others if is_running(pid)]
    assert _status(f"{one['url']}/health/ready") == 200


async def test_city_killed_with_its_supervisor_starts_again_with_its_data(city: Supervisor) -> None:
    run = city.run_until_ready()
    await _note(city, "before the kill")
    old = city.pids()
    city.end(signal.SIGKILL)
    again = city.run_until_ready()
    assert not [pid for pid in old if is_running(pid)]
    assert again["pid"] != run["pid"]
    assert await _notes(city) == ["before the kill"]


def test_what_a_killed_supervisor_left_is_found_by_its_record_and_nobody_else_is_touched(
    city: Supervisor,
) -> None:
    city.run_until_ready()
    orphan = subprocess.Popen(["sleep", "300"])
    stranger = subprocess.Popen(["sleep", "300"])
    try:
        records = json.loads((city.data / "processes.json").read_text())
        city.end(signal.SIGKILL)
        born = psutil.Process(orphan.pid).create_time()
        records.append({"name": "talents", "pid": orphan.pid, "created": born})
        records.append({"name": "events", "pid": stranger.pid, "created": born - 100})
        (city.data / "processes.json").write_text(json.dumps(records))
        city.run_until_ready()
        assert orphan.poll() is not None
        assert stranger.poll() is None
        assert "left" in city.said
    finally:
        for one in (orphan, stranger):
            one.kill()
            one.wait()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_ends_everything_and_its_files_say_so(city: Supervisor, how: signal.Signals) -> None:
    city.run_until_ready()
    pids = city.pids()
    assert city.end(how) == 0
    assert not [pid for pid in pids if is_running(pid)]
    assert not city.run_file.exists()
    assert "Stopped." in city.said


def test_asked_to_end_before_it_is_ready_it_leaves_nothing_running(other_city: Supervisor) -> None:
    other_city.start()
    other_city.wait_for((other_city.data / "processes.json").is_file)
    pids = other_city.pids()
    assert other_city.end() == 0
    assert not [pid for pid in pids if is_running(pid)]
    assert not other_city.run_file.exists()
    assert "Traceback" not in other_city.said


def test_setting_that_cannot_be_used_is_said_plainly(city: Supervisor) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "deploy.embedded"],
        env=city.environment | {"SOSEDI_PORT": "восемь"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 1
    assert "SOSEDI_PORT" in refused.stderr
    assert "Traceback" not in refused.stderr


async def _note(city: Supervisor, text: str) -> None:
    connection = await asyncpg.connect(_admin(city))
    await connection.execute("create table if not exists notes (text text)")
    await connection.execute("insert into notes values ($1)", text)
    await connection.close()


async def _notes(city: Supervisor) -> list[str]:
    connection = await asyncpg.connect(_admin(city))
    found = [row["text"] for row in await connection.fetch("select text from notes")]
    await connection.close()
    return found


def _admin(city: Supervisor) -> str:
    password = (city.data / "secrets" / "postgres.password").read_text()
    place = city.run["postgres"]
    return f"postgresql://postgres:{password}@{place['host']}:{place['port']}/postgres"
