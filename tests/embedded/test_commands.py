"""The command `sosedi` as whoever keeps a city running types it."""

import asyncio
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
import nats
import psutil
import pytest
from typer.testing import CliRunner, Result

from deploy.cli.main import app
from services.city.digest import digest
from shared.kit.access import Keys
from shared.kit.database import Database
from shared.testing.polling import eventually
from shared.testing.supervised import Supervisor


def _sosedi(city: Supervisor, *arguments: str) -> Result:
    """The command in a thread of its own, where it may have an event loop of its own."""
    environment = city.environment | {"COLUMNS": "200"}
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(CliRunner().invoke, app, arguments, env=environment).result(60)


def _done(city: Supervisor, *arguments: str) -> str:
    said = _sosedi(city, *arguments)
    assert said.exit_code == 0, said.output
    return said.stdout.strip()


def _open_center(city: Supervisor, slug: str) -> str:
    return _done(
        city, "center", "add", slug, "--name", "Библиотека №1", "--host", "library", "--address", "Садовая, 1"
    )


def test_center_is_opened_once_and_run_json_soon_knows_it(city: Supervisor) -> None:
    city.run_until_ready()
    center = _open_center(city, "sadovaya")
    city.wait_for(lambda: any(known["id"] == center for known in city.run["centers"]))
    assert {"id": center, "slug": "sadovaya", "name": "Библиотека №1"} in city.run["centers"]
    again = _sosedi(
        city, "center", "add", "sadovaya", "--name", "Другая", "--host", "school", "--address", "Лесная, 2"
    )
    assert again.exit_code == 1
    assert "centers.slug-taken" in again.stderr
    wrong = _sosedi(city, "center", "add", "x", "--name", "Дом", "--host", "castle", "--address", "Лесная, 2")
    assert wrong.exit_code == 1
    assert "/host" in wrong.stderr


def test_run_json_keeps_its_centers_while_the_registry_is_started_again(city: Supervisor) -> None:
    registry = city.run_until_ready()["services"]["registry"]
    center = _open_center(city, "stays")
    city.wait_for(lambda: any(known["id"] == center for known in city.run["centers"]))
    psutil.Process(registry["pid"]).kill()
    city.wait_for(lambda: city.run["services"]["registry"]["pid"] != registry["pid"])
    assert any(known["id"] == center for known in city.run["centers"])
    city.wait_for(lambda: _sosedi(city, "status").exit_code == 0)


async def test_token_is_good_for_its_center_and_stands_in_the_audit_log(city: Supervisor) -> None:
    run = city.run_until_ready()
    center = _open_center(city, "lesnaya")
    token = _done(city, "token", "--role", "manager", "--center", "lesnaya")
    caller = await Keys(f"{run['url']}/.well-known/jwks.json").caller(token)
    assert caller.role == "manager"
    assert {str(one) for one in caller.centers} == {center}
    registry = await asyncpg.connect(run["services"]["registry"]["database"])
    noted = await registry.fetchrow("select * from audit where about_id = $1", caller.id)
    await registry.close()
    assert noted is not None
    assert noted["action"] == "token.made-for-manager"
    assert str(noted["center_id"]) == center


@pytest.mark.parametrize(
    "arguments",
    [
        ("--role", "king"),
        ("--role", "manager"),
        ("--role", "manager", "--center", "nowhere"),
    ],
)
def test_token_that_would_be_of_no_use_is_refused(city: Supervisor, arguments: tuple[str, ...]) -> None:
    city.run_until_ready()
    refused = _sosedi(city, "token", *arguments)
    assert refused.exit_code == 2
    assert "Traceback" not in refused.stderr
    assert refused.stdout == ""


async def test_dead_letter_is_listed_with_its_reason_shown_and_dropped(city: Supervisor) -> None:
    run = city.run_until_ready()
    center = _open_center(city, "dead")
    client = await nats.connect(run["nats"]["url"])
    subject = f"ev.{center}.registry.center.{center}.opened"
    await client.jetstream().publish(subject, b"this is no fact", headers={"ce-type": "x"})
    await client.close()
    await eventually(lambda: "no header" in _done(city, "dead-letters", "list"))
    number = next(
        line.split("│")[1].strip()
        for line in _done(city, "dead-letters", "list").splitlines()
        if "no header" in line
    )
    assert "this is no fact" in _done(city, "dead-letters", "show", number)
    assert _sosedi(city, "dead-letters", "replay", number).exit_code == 1
    _done(city, "dead-letters", "drop", number)
    assert _sosedi(city, "dead-letters", "show", number).exit_code == 2
    assert _sosedi(city, "dead-letters", "drop", "999999").exit_code == 2


async def test_rebuilt_city_is_the_same_city_and_republished_facts_change_nothing(city: Supervisor) -> None:
    run = city.run_until_ready()
    center = _open_center(city, "rebuilt")
    database = run["services"]["city"]["database"]
    await eventually(lambda: _knows(database, center))
    before = await _digest(database)
    assert "registry: " in _done(city, "republish", "--days", "1")
    assert "rebuilt" in _done(city, "city", "rebuild")
    assert await _digest(database) == before


async def test_restored_backup_is_the_same_city(city: Supervisor, other_city: Supervisor) -> None:
    run = city.run_until_ready()
    center = _open_center(city, "kept")
    token = _done(city, "token", "--role", "manager", "--center", "kept")
    await eventually(lambda: _knows(run["services"]["city"]["database"], center))
    erased, stays = await _enter(run["url"], center, token), await _enter(run["url"], center, token)
    file = city.data.parent / "city.tar.gz"
    _done(city, "backup", str(file))
    await _erase(run["url"], center, token, erased)
    await eventually(lambda: city.data.with_name(f"{city.data.name}.erased").is_file(), seconds=90)
    assert file.stat().st_mode & 0o777 == 0o600
    assert _sosedi(city, "backup", str(file)).exit_code == 2, "a backup is never overwritten"
    assert "forgotten again: 1" in _done(other_city, "restore", str(file))
    assert _sosedi(other_city, "restore", str(file)).exit_code == 2, "nor is a city"
    restored = other_city.run_until_ready()
    assert {known["id"] for known in restored["centers"]} == {known["id"] for known in city.run["centers"]}
    ask = urllib.request.Request(
        f"{restored['url']}/api/registry/v1/centers/{center}/residents",
        headers={"authorization": f"Bearer {token}"},
    )
    with await asyncio.to_thread(urllib.request.urlopen, ask, timeout=10) as answer:
        assert answer.status == 200
    people = f"/api/registry/v1/centers/{center}/residents"
    async with httpx.AsyncClient(base_url=restored["url"], headers=_bearer(token), trust_env=False) as client:
        assert (await client.get(f"{people}/{erased}")).status_code == 404
        assert (await client.get(f"{people}/{stays}")).status_code == 200

    async def same() -> bool:
        ours, theirs = run["services"]["city"]["database"], restored["services"]["city"]["database"]
        return await _digest(ours) == await _digest(theirs)

    await eventually(same)


def test_file_that_is_no_backup_is_refused_and_leaves_nothing(other_city: Supervisor, tmp_path: Path) -> None:
    file = tmp_path / "city.tar.gz"
    file.write_bytes(b"not a backup")
    refused = _sosedi(other_city, "restore", str(file))
    assert refused.exit_code == 1
    assert "Traceback" not in refused.stderr
    assert not other_city.data.exists()


def test_commands_say_plainly_that_no_city_runs(other_city: Supervisor) -> None:
    for command in (["status"], ["token", "--role", "operator"], ["dead-letters", "list"], ["backup", "x"]):
        said = _sosedi(other_city, *command)
        assert said.exit_code == 1
        assert "No city runs here" in said.stderr


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


async def _enter(url: str, center: str, token: str) -> str:
    """A resident without any contact."""
    async with httpx.AsyncClient(base_url=url, headers=_bearer(token), trust_env=False) as client:
        body = {"family_name": "Осокина", "given_name": "Анна", "ground": "зашла сама"}
        made = await client.post(f"/api/registry/v1/centers/{center}/residents", json=body)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])


async def _erase(url: str, center: str, token: str, resident: str) -> None:
    """At once, and until every service has confirmed."""
    async with httpx.AsyncClient(base_url=url, headers=_bearer(token), trust_env=False) as client:
        registry = f"/api/registry/v1/centers/{center}"
        body = {"immediate": True, "channel": "visit"}
        made = await client.post(f"{registry}/residents/{resident}/erasures", json=body)
        assert made.status_code == 201, made.text

        async def done() -> bool:
            return bool(
                (await client.get(f"{registry}/erasures/{made.json()['id']}")).json()["state"] == "erased"
            )

        await eventually(done)


async def _knows(dsn: str, center: str) -> bool:
    connection = await asyncpg.connect(dsn)
    try:
        return bool(await connection.fetchval("select 1 from centers where center_id = $1", UUID(center)))
    finally:
        await connection.close()


async def _digest(dsn: str) -> str:
    database = Database(dsn, pool=1)
    try:
        async with database.transaction(None) as session:
            return await digest(session)
    finally:
        await database.close()


def test_audit_logs_are_found_whole_and_a_forged_checkpoint_is_not_believed(city: Supervisor) -> None:
    city.run_until_ready()
    _done(city, "audit", "checkpoint")
    said = _done(city, "audit", "verify")
    assert "registry: whole" in said
    assert "talents: whole" in said
    checkpoints = city.run_file.parent / "audit" / "checkpoints"
    checkpoints.parent.mkdir(exist_ok=True)
    with checkpoints.open("a") as written:
        written.write("forged\n")
    broken = _sosedi(city, "audit", "verify")
    assert broken.exit_code == 1
    assert "not signed" in broken.stderr
    checkpoints.unlink()
