"""How long the one box takes in a center of 100,000 residents, over HTTP and as the service's own role under row-level
security; the baseline is one table without any, asked the plain way by asyncpg."""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID, uuid4

import asyncpg

from bench.asking import request, send
from bench.commands import Scene
from bench.machine import Machine, machine
from bench.outcome import Outcome, lower_is_better
from services.registry.finding.search.model import Entry
from services.registry.finding.search.service import entry, keep_all
from shared.kit.database import Database
from shared.kit.ids import new_id

RESIDENTS = 100_000
_AT_ONCE = 1_000
_ROOTS = tuple(
    """
    иван кузнец петр сидор смирн васил попов лебед козл новик мороз волк соловь зайц павл семен голуб виноград богдан
    воробь федор михайл беля тарас бел комар орл кисел макар андре ковал гус тит кузьм кудрявц баран куликов алексе
    степан яковл сорок серге романов захар борис корол герасим пономар григорь лазар медвед ерш никит собол рябов
    поляк цветк данил жук фрол журавл никола крыл максим осип белоус федот дорофе егор матве боб дмитри калин
    анис петух антон тимофе никифор весел филипп марк больш сухан миронов ширя конов шест казак ефим денис гром
    """.split()  # noqa: SIM905 read as words, not as a column
)
_ENDINGS = ("ов", "ев", "ин", "ский", "енко", "овский", "иков", "ушкин", "аков", "уев")
_GIVEN = tuple(
    """
    александр сергей елена татьяна наталья ольга андрей алексей ирина дмитрий светлана мария анна михаил владимир юлия
    евгений екатерина николай максим иван павел людмила галина денис роман виктор антон артём валентина надежда любовь
    оксана марина олег константин вера лариса илья кирилл григорий тамара нина зинаида фёдор степан полина дарья ксения
    """.split()  # noqa: SIM905 as above
)
_FATHERS = tuple(
    """
    иванович сергеевна александровна николаевич петрович владимировна михайлович андреевна алексеевич викторовна
    дмитриевич павловна фёдорович ильинична григорьевна юрьевич олегович евгеньевна анатольевич борисовна
    """.split()  # noqa: SIM905 as above
)
_BARE = """
drop table if exists bare_people;
create extension if not exists pg_trgm;
create table bare_people (id uuid primary key, name text not null, phone text not null);
"""
_ASK_BARE = """
select id, name from bare_people where name ilike '%' || $1 || '%' or phone like '%' || $1 order by name limit 20
"""


@dataclass(frozen=True)
class Person:
    """Somebody of the center."""

    id: UUID
    family: str
    given: str
    patronymic: str
    phone: str

    @property
    def name(self) -> str:
        return f"{self.family} {self.given} {self.patronymic}".title()


def run(quick: bool) -> list[Outcome]:
    """p50 and p95 of a mix of questions, one at a time and by eight askers."""
    people = list(_people(20_000 if quick else RESIDENTS))
    asked = _questions(people, 200 if quick else 1_000)
    with machine() as where:
        where.prepare("registry")
        scene = Scene.on(where)
        seconds = asyncio.run(_fill(where, scene.center, people))
        bare = asyncio.run(_bare(where, people, asked))
        with where.serving("registry", bus=False) as served:
            found = []
            for connections in (1, 8):
                requests = [
                    request("GET", scene.path("registry", f"search?q={quote(q)}"), scene.manager)
                    for q in asked
                ]
                answers = send(
                    served.port, requests, connections=connections, seconds=300, warm_up=0.2, expected=200
                )
                found.append((connections, answers))
    name = "resident_search_100k"
    more = {"residents": len(people), "kept_per_second": round(len(people) / seconds)}
    return [
        lower_is_better(
            f"{name}_c{connections}", "ms p95", answers.p95, _at(bare, 0.95),
            "p95 < 50 ms" if connections == 1 else "",
            p50_ms=answers.p50, p99_ms=answers.p99, baseline_p50_ms=round(_at(bare, 0.5), 2), **more,
        )
        for connections, answers in found
    ]  # fmt: skip


def _people(number: int) -> Iterator[Person]:
    """Names as they are spread: a few are everybody's, most are rare."""
    dice = random.Random(1)
    families = [root + ending for root in _ROOTS for ending in _ENDINGS]
    dice.shuffle(families)
    weights = [1 / (at + 3) for at in range(len(families))]
    for at in range(number):
        family = dice.choices(families, weights)[0]
        woman = dice.random() < 0.5
        if woman and family[-1] in "вн":
            family += "а"
        yield Person(new_id(), family, dice.choice(_GIVEN), dice.choice(_FATHERS), f"+79{at:09}")


def _questions(people: Sequence[Person], number: int) -> list[str]:
    """What managers type: whole names, beginnings, inflected, Latin, with a slip, the end of a telephone."""
    dice = random.Random(2)
    asked: list[str] = []
    for person in dice.sample(people, number):
        family, given = person.family, person.given
        at = dice.randrange(1, len(family) - 1)
        asked.append(
            dice.choice(
                (
                    family,
                    family[:4],
                    f"{family} {given}",
                    f"{given} {family} {person.patronymic}",
                    f"{family} {given[0]}",
                    family[:at] + family[at + 1 :],
                    family[:at] + family[at + 1] + family[at] + family[at + 2 :],
                    f"{given} {person.patronymic}",
                    "ivanov sergey",
                    "cthutq",
                    person.phone[-5:],
                    "неведомцева",
                )
            )
        )
    return asked


async def _fill(where: Machine, center: UUID, people: Sequence[Person]) -> float:
    """Enters everybody as an import would; the seconds that keeping them findable took."""
    await _enter(where, center, people)
    database = Database(where.dsn("registry"), pool=1)
    began = time.monotonic()
    for at in range(0, len(people), _AT_ONCE):
        async with database.transaction(center) as session:
            await keep_all(session, [_entry(person) for person in people[at : at + _AT_ONCE]])
    seconds = time.monotonic() - began
    await database.close()
    admin = await asyncpg.connect(where.admin("registry"))
    await admin.execute("vacuum analyze")
    await admin.close()
    return seconds


async def _enter(where: Machine, center: UUID, people: Sequence[Person]) -> None:
    admin = await asyncpg.connect(where.admin("registry"))
    try:
        await admin.execute(
            "insert into centers (id, slug, name, host, address, version, opened_at)"
            " values ($1, $2, 'Двор', 'library', 'Садовая, 1', 1, now())",
            center, str(uuid4()),
        )  # fmt: skip
        columns = ("center_id", "id", "family_name", "given_name", "patronymic", "adult", "way", "language",
                   "channel", "version")  # fmt: skip
        await admin.execute("alter table residents alter joined_at set default now()")
        await admin.execute("alter table residents alter changed_at set default now()")
        await admin.copy_records_to_table(
            "residents",
            columns=columns,
            records=[
                (center, one.id, one.family.title(), one.given.title(), one.patronymic.title(), True, "phone",
                 "ru", "visit", 1)
                for one in people
            ],
        )  # fmt: skip
    finally:
        await admin.close()


def _entry(person: Person) -> Entry:
    return entry("person", person.id, person.name, contacts=[person.phone])


async def _bare(where: Machine, people: Sequence[Person], asked: Sequence[str]) -> list[float]:
    """Milliseconds of each question put to one table with a trigram index and no row-level security."""
    connection = await asyncpg.connect(where.admin("postgres"))
    try:
        await connection.execute(_BARE)
        await connection.copy_records_to_table(
            "bare_people", records=[(one.id, one.name, one.phone) for one in people]
        )
        await connection.execute("create index on bare_people using gin (name gin_trgm_ops)")
        await connection.execute("create index on bare_people using gin (phone gin_trgm_ops)")
        await connection.execute("vacuum analyze bare_people")
        taken = []
        for q in asked:
            began = time.perf_counter()
            await connection.fetch(_ASK_BARE, q)
            taken.append((time.perf_counter() - began) * 1000)
        return taken
    finally:
        await connection.close()


def _at(taken: Sequence[float], share: float) -> float:
    return sorted(taken)[int(len(taken) * share)]
