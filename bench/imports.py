"""How fast a list of residents is entered: from sending the file until the last fact is with the stream."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import asyncpg
import httpx
import orjson

from bench.machine import Machine, machine
from bench.outcome import Outcome, higher_is_better
from bench.whole import city, folder
from shared.contracts.registry import ResidentJoinedV1
from shared.kit.clock import now

ROWS = 50_000
_QUICK = 4_000
HOUSES = 40
FLATS = 500
_FAMILIES = (
    "Иван",
    "Петр",
    "Сидор",
    "Кузнец",
    "Смирн",
    "Поп",
    "Василь",
    "Сокол",
    "Нов",
    "Гром",
    "Лебед",
    "Мороз",
)
_ENDS = ("ов", "ова", "ин", "ина", "ский", "ская", "енко", "ук", "ян", "дзе", "евич", "ых")
_GIVEN = (
    "Анна",
    "Мария",
    "Пётр",
    "Олег",
    "Елена",
    "Иван",
    "Ольга",
    "Юрий",
    "Нина",
    "Семён",
    "Ия",
    "Лев",
    "Зоя",
)
_FATHERS = (
    "Петров",
    "Иванов",
    "Сергеев",
    "Олегов",
    "Львов",
    "Юрьев",
    "Семёнов",
    "Павлов",
    "Ильин",
    "Егоров",
    "Глебов",
)
_BARE = """
create table bare_residents (id uuid primary key, family_name text, given_name text, patronymic text, phone text,
  house text, flat text, birth_year int);
create table bare_outbox (id bigint generated always as identity primary key, event_id uuid, subject text, data text,
  occurred_at timestamptz);
"""
_LIMIT = 600
_TARGET = "50,000 rows in < 60 s"
_HEARING = ("talents", "surveys", "events", "notifications", "city")
Row = tuple[str, str, str, str, str, str, str]


def people(number: int) -> list[Row]:
    """Residents as a center keeps them: surnames that repeat, a telephone each, forty houses."""
    return [
        (
            f"{_FAMILIES[at % 12]}{'бгдкл'[at // 12 % 5]}{_ENDS[at // 60 % 12]}", _GIVEN[at // 7 % 13],
            f"{_FATHERS[at // 91 % 11]}{'ич' if at % 2 else 'на'}", f"+7916{at:07}", f"Садовая, {1 + at % HOUSES}",
            str(1 + at // HOUSES % FLATS), str(1930 + at // 1000 % 75),
        )
        for at in range(number)
    ]  # fmt: skip


@dataclass(frozen=True)
class Registry:
    """Where a list is sent, where its facts wait, and who signs tokens."""

    port: int
    database: str
    token: Callable[..., str]
    """Of a role, for centers."""


def run(quick: bool) -> list[Outcome]:
    """Rows a second, beside a bare copy of the same rows and an insert of their outbox rows by chunks of 500."""
    rows = people(_QUICK if quick else ROWS)
    with machine() as where:
        where.prepare("registry")
        bare = asyncio.run(_bare(where, rows))
        with where.serving("registry", bus=True) as served:
            registry = Registry(
                served.port,
                where.admin("registry"),
                lambda role, *centers: where.tokens.of(role, uuid4(), centers, seconds=7200),
            )
            took = asyncio.run(_ours(registry, rows))
    return [_outcome("import_50k", len(rows), bare, took, "published_s")]


def run_in_city(quick: bool) -> list[Outcome]:
    """The same in a whole city, until the list is entered; how long it takes until every service has heard of all."""
    rows = people(_QUICK if quick else ROWS)
    with machine() as where:
        bare = asyncio.run(_bare(where, rows))
    with folder() as data, city(data, demo=False) as whole:
        registry = Registry(
            whole.port("registry"),
            whole.database("registry"),
            lambda role, *centers: whole.token(role, uuid4(), *centers),
        )
        heard = [whole.database(name) for name in _HEARING]
        took = asyncio.run(_ours(registry, rows, heard))
    return [_outcome("import_50k_city", len(rows), bare, took, "applied_s")]


def _outcome(bench: str, rows: int, bare: float, took: Mapping[str, float], end: str) -> Outcome:
    """Rows a second until the moment `end`, and when every moment was."""
    shown = {moment: round(seconds, 1) for moment, seconds in took.items()}
    return higher_is_better(bench, "rows/s", rows / took[end], rows / bare, _TARGET, rows=rows, **shown)


async def _ours(registry: Registry, rows: list[Row], heard: Sequence[str] = ()) -> dict[str, float]:
    """Seconds until the list was checked, entered, until every fact was with the stream, and in all these inboxes."""
    base = f"http://127.0.0.1:{registry.port}/api/registry/v1"
    async with httpx.AsyncClient(base_url=base, timeout=60, trust_env=False) as client:
        center = await _center(registry, client)
        head = "Фамилия;Имя;Отчество;Телефон;Дом;Квартира;Год рождения"
        content = "\n".join([head, *(";".join(row) for row in rows)]).encode()
        began = time.perf_counter()
        took: dict[str, float] = {}
        made = await _sent(
            client, "POST", f"{center}/imports", files={"file": ("list.csv", content)}, data=_KIND
        )
        path = f"{center}/imports/{made['id']}"
        found = await _until(client, path, "ready")
        if found["accepted"] != len(rows):
            raise RuntimeError(f"not all accepted: {found['accepted']} {str(found['rejected'])[:500]}")
        took["checked_s"] = time.perf_counter() - began
        await _sent(client, "POST", f"{path}/apply")
        await _until(client, path, "applied")
        took["applied_s"] = time.perf_counter() - began
        await _until_none(registry.database, "select from outbox where published_at is null")
        took["published_s"] = time.perf_counter() - began
        for database in heard:
            await _until_none(database, f"select where (select count(*) from inbox) < {len(rows)}")
        if heard:
            took["heard_s"] = time.perf_counter() - began
        return took


_KIND = {"kind": "residents"}


async def _center(registry: Registry, client: httpx.AsyncClient) -> str:
    client.headers["authorization"] = f"Bearer {registry.token('operator')}"
    body = {"slug": "bench", "name": "Соседи", "host": "library", "address": "Садовая, 1"}
    center = (await _sent(client, "POST", "/centers", json=body))["id"]
    client.headers["authorization"] = f"Bearer {registry.token('manager', UUID(str(center)))}"
    for number in range(HOUSES):
        house = {"address": f"Садовая, {number + 1}", "flats": FLATS}
        await _sent(client, "POST", f"/centers/{center}/houses", json=house)
    return f"/centers/{center}"


async def _sent(client: httpx.AsyncClient, method: str, path: str, **how: object) -> dict[str, object]:
    answer = await client.request(method, path, **how)  # type: ignore[arg-type]  # httpx' own keywords
    answer.raise_for_status()
    said: dict[str, object] = answer.json()
    return said


async def _until(client: httpx.AsyncClient, path: str, state: str) -> dict[str, object]:
    deadline = time.perf_counter() + _LIMIT
    while (found := await _sent(client, "GET", path))["state"] != state:
        if found["state"] == "failed" or time.perf_counter() > deadline:
            raise RuntimeError(f"{found['state']}, {found['code']}")
        await asyncio.sleep(0.1)
    return found


async def _until_none(database: str, question: str) -> None:
    """Until the database has no answer."""
    connection = await asyncpg.connect(database)
    try:
        deadline = time.perf_counter() + _LIMIT
        while await connection.fetchval(f"select exists ({question})"):
            if time.perf_counter() > deadline:
                raise RuntimeError("facts do not arrive")
            await asyncio.sleep(0.05)
    finally:
        await connection.close()


async def _bare(where: Machine, rows: list[Row]) -> float:
    """Seconds for a copy of the same rows by chunks, each with its outbox rows in its transaction."""
    connection = await asyncpg.connect(where.admin("postgres"))
    try:
        await connection.execute(_BARE)
        began = time.perf_counter()
        for at in range(0, len(rows), 500):
            part = [(uuid4(), *row[:6], int(row[6])) for row in rows[at : at + 500]]
            facts = [_fact(row[0]) for row in part]
            async with connection.transaction():
                await connection.copy_records_to_table("bare_residents", records=part)
                await connection.execute(
                    "insert into bare_outbox (event_id, subject, data, occurred_at)"
                    " select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])",
                    *map(list, zip(*facts, strict=True)),
                )
        return time.perf_counter() - began
    finally:
        await connection.close()


def _fact(person: UUID) -> tuple[UUID, str, str, object]:
    fact = ResidentJoinedV1(resident_id=person, house_id=None, premises_id=None, adult=True, channel="paper")
    return uuid4(), fact.subject(person), orjson.dumps(fact.model_dump(mode="json")).decode(), now()
