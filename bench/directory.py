"""How long «кто может помочь с …» takes among 20,000 entries, over HTTP and as the service's own role under row-level
security; the baseline is one table without any, asked by asyncpg for whole stems alone."""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from urllib.parse import quote
from uuid import UUID

import asyncpg

from bench.asking import request, send
from bench.commands import Scene
from bench.machine import Machine, machine
from bench.outcome import Outcome, lower_is_better
from services.registry.places.centers.model import CITY
from services.registry.support.directory.service import put_entries
from services.registry.support.wordings.model import plain
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.ids import new_id

ENTRIES = 20_000
_AT_ONCE = 250
_WHO = ("Центр", "Фонд", "Служба", "Отдел", "Клуб", "Мастерская", "Приёмная", "Школа", "Агентство", "Дом")
_WHAT = tuple(
    """
    субсидий реабилитации творчества медиации занятости опеки усыновления ветеранов инвалидов ремонта благоустройства
    правовой социальной психологической ветеринарной технической пожарной спортивной музыкальной семейной
    """.split()  # noqa: SIM905 read as words, not as a column
)
_ABOUT = tuple(
    """
    помощь консультация жильё квартира оплата коммунальный услуга льгота пенсия пособие документ справка юрист суд
    работа вакансия обучение дети пожилой инвалид коляска прокат продукты одежда ночлег насилие доверие телефон
    психолог врач прививка лекарство уход сиделка дом двор ремонт крыша отопление вода свет мусор дерево площадка
    грант фонд заявка праздник клуб кружок шахматы хор танцы прогулка собака кошка приют участковый пожар безопасность
    """.split()  # noqa: SIM905 as above
)
_ASKED = (
    "не могу заплатить за квартиру", "субсидии", "субсыдия", "кто починит кран", "нужен юрист", "бьёт муж",
    "прокат коляски", "некуда деть ребёнка", "помощь", "консультация психолога", "поругались соседи",
    "фонд продуктов", "шахмотный клуб", "лежачий больной уход", "гранты на двор", "космодром", "нет работы",
    "телефон доверия", "приёмная 1374", "центр реабилитации инвалидов",
)  # fmt: skip
_BARE = """
drop table if exists bare_directory;
create table bare_directory (id uuid primary key, name text not null, words tsvector not null);
create index bare_directory_words on bare_directory using gin (words);
"""
_ASK_BARE = """
select id, name from bare_directory, plainto_tsquery('russian', $1) q
where words @@ q order by ts_rank(words, q) desc limit 20
"""

Said = tuple[UUID, str, str]


def run(quick: bool) -> list[Outcome]:
    """p50 and p95 of a mix of questions, one at a time and by eight askers."""
    entries = list(_entries(4_000 if quick else ENTRIES))
    asked = [*_ASKED] * (10 if quick else 40)
    random.Random(3).shuffle(asked)
    with machine() as where:
        where.prepare("registry")
        scene = Scene.on(where)
        seconds = asyncio.run(_fill(where, scene.center, entries))
        bare = asyncio.run(_bare(where, entries, asked))
        with where.serving("registry", bus=False) as served:
            found = []
            for connections in (1, 8):
                path = "/api/registry/v1/directory?limit=20&q="
                requests = [request("GET", f"{path}{quote(q)}", scene.manager) for q in asked]
                answers = send(
                    served.port, requests, connections=connections, seconds=120, warm_up=0.2, expected=200
                )
                found.append((connections, answers))
    more = {"entries": len(entries), "entered_per_second": round(len(entries) / seconds)}
    return [
        lower_is_better(
            f"directory_search_20k_c{connections}", "ms p95", answers.p95, _at(bare, 0.95),
            "p95 < 50 ms" if connections == 1 else "",
            p50_ms=answers.p50, p99_ms=answers.p99, baseline_p50_ms=round(_at(bare, 0.5), 2), **more,
        )
        for connections, answers in found
    ]  # fmt: skip


def _entries(number: int) -> Iterator[Said]:
    dice = random.Random(1)
    for at in range(number):
        name = f"{dice.choice(_WHO)} {dice.choice(_WHAT)} № {at}"
        yield new_id(), name, " ".join(dice.sample(_ABOUT, 12))


async def _fill(where: Machine, center: UUID, entries: Sequence[Said]) -> float:
    """Enters half for the city and half for the center, as the service does; says how many seconds it took."""
    database = Database(where.dsn("registry"))
    began = time.perf_counter()
    for owner, part in ((CITY, entries[::2]), (center, entries[1::2])):
        for at in range(0, len(part), _AT_ONCE):
            async with database.transaction(owner) as session:
                some = {entry_id: _known(name, about) for entry_id, name, about in part[at : at + _AT_ONCE]}
                await put_entries(session, owner, some, confirmed_by=center)
    took = time.perf_counter() - began
    await database.close()
    admin = await asyncpg.connect(where.admin("registry"))
    await admin.execute("vacuum analyze")
    await admin.close()
    return took


def _known(name: str, about: str) -> dict[str, object]:
    return {
        "name": name, "also": "", "about": about, "level": "city", "body": "ngo", "support": ["moral"],
        "site": None, "mail": None, "services": [], "places": [], "phones": [], "contacts": [], "note": "",
        "public": True, "confirmed_on": now().date(),
    }  # fmt: skip


async def _bare(where: Machine, entries: Sequence[Said], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each question to one plain table."""
    connection = await asyncpg.connect(where.admin("postgres"))
    await connection.execute(_BARE)
    await connection.executemany(
        "insert into bare_directory values ($1, $2, to_tsvector('russian', $2 || ' ' || $3))",
        [(entry_id, plain(name), plain(about)) for entry_id, name, about in entries],
    )
    await connection.execute("vacuum analyze bare_directory")
    took = []
    for question in asked:
        began = time.perf_counter()
        await connection.fetch(_ASK_BARE, plain(question))
        took.append((time.perf_counter() - began) * 1000)
    await connection.close()
    return sorted(took)


def _at(sorted_: Sequence[float], share: float) -> float:
    return sorted_[min(len(sorted_) - 1, int(len(sorted_) * share))]
