"""What one command costs: one worker process, real token, row-level security, idempotency and outbox rows.

Each service is measured alone and, beside that, with its bus: relay, stream and consumer in the same process, as
deployed. Rounds of the service and of the bare application alternate, and the middle round of each counts.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from statistics import median
from uuid import UUID, uuid4

import asyncpg

from bench.asking import Answers, request, send, taken
from bench.machine import Machine, Served, machine
from bench.outcome import Outcome, higher_is_better

RESIDENTS = 200
_SKILLS = ("plumbing", "electrics", "pets", "music", "escort", "shopping", "computers", "gardening")
_ROOTS = ("Кузнец", "Иван", "Петр", "Смирн", "Соколь")
_FAMILIES = tuple(root + end for root in _ROOTS for end in ("ов", "ова", "цев"))
_GIVEN = ("Мария", "Анна", "Иван", "Пётр", "Ольга", "Нина", "Олег")
_BODY = {"skill": "pets", "details": "Погуляю с собакой, живу рядом", "free": ["weekday_evening", "weekend"]}


@dataclass(frozen=True)
class Scene:
    """One center with its manager and residents."""

    machine: Machine
    center: UUID
    manager: str
    residents: list[str]

    @classmethod
    def on(cls, where: Machine) -> "Scene":
        center = uuid4()
        residents = [where.tokens.of("resident", uuid4(), (center,), seconds=7200) for _ in range(RESIDENTS)]
        return cls(where, center, where.tokens.of("manager", uuid4(), (center,), seconds=7200), residents)

    def path(self, service: str, tail: str) -> str:
        return f"/api/{service}/v1/centers/{self.center}/{tail}"

    def made(self, served: Served, path: str, *bodies: object) -> list[dict[str, object]]:
        """What the manager posts before the measurement, and what was answered."""
        posts = [request("POST", path, self.manager, body) for body in bodies]
        answers = send(served.port, posts, connections=1, seconds=60, warm_up=0, rate=500, keep_bodies=True)
        return [json.loads(body) for _, _, body in answers.bodies]


Supply = Callable[[Scene, Served], Iterator[bytes]]


def offers(scene: Scene, _: Served) -> Iterator[bytes]:
    """«Я могу помочь», by residents in turn."""
    path = scene.path("talents", "offers")
    for at, token in enumerate(cycle(scene.residents)):
        yield request("POST", path, token, _BODY | {"skill": _SKILLS[at % len(_SKILLS)]})


def needs(scene: Scene, served: Served) -> Iterator[bytes]:
    """«Мне нужна помощь», where 400 offers stand and each need finds its candidates."""
    send(served.port, taken(offers(scene, served), 400), connections=4, seconds=60, warm_up=0)
    path = scene.path("talents", "needs")
    for at, token in enumerate(cycle(scene.residents)):
        yield request("POST", path, token, _BODY | {"skill": _SKILLS[at % len(_SKILLS)]})


def sign_ups(scene: Scene, served: Served) -> Iterator[bytes]:
    """Residents sign up for event after event, each with room for everybody."""
    path = scene.path("events", "events")
    starts = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    while True:
        events = [{"title": "Чай во дворе", "starts_at": starts} for _ in range(50)]
        for event in scene.made(served, path, *events):
            for token in scene.residents:
                yield request("POST", f"{path}/{event['id']}/registrations", token, {})


def answers(scene: Scene, served: Served) -> Iterator[bytes]:
    """Residents answer five questions of survey after survey."""
    path = scene.path("surveys", "surveys")
    given = {"answers": {f"q{at}": "yes" for at in range(5)}}
    while True:
        surveys = scene.made(served, path, *(five_questions() for _ in range(50)))
        opened = [request("POST", f"{path}/{survey['id']}/open", scene.manager, {}) for survey in surveys]
        send(served.port, opened, connections=1, seconds=60, warm_up=0, expected=200)
        for survey in surveys:
            for token in scene.residents:
                yield request("POST", f"{path}/{survey['id']}/answers", token, given)


def five_questions() -> dict[str, object]:
    """A survey of a center's own."""
    options = [
        {"code": "yes", "text": "Да"},
        {"code": "no", "text": "Нет"},
        {"code": "other", "text": "Иначе"},
    ]
    questions = [
        {"kind": "choice", "code": f"q{at}", "text": f"Вопрос {at}", "options": options, "required": True}
        for at in range(5)
    ]
    return {"title": "Двор", "purpose": "Решить, что делать во дворе", "who_sees": "Центр", "minutes": 3,
            "questions": questions}  # fmt: skip


def residents(scene: Scene, _: Served) -> Iterator[bytes]:
    """A manager enters people with a telephone, each findable and looked at for duplicates from then on."""
    asyncio.run(_open(scene))
    path = scene.path("registry", "residents")
    for at in count():
        body = {
            "family_name": _FAMILIES[at % len(_FAMILIES)],
            "given_name": _GIVEN[at % len(_GIVEN)],
            "birth_year": 1930 + at % 70,
            "phone": f"+79{at:09}",
        }
        yield request("POST", path, scene.manager, body)


async def _open(scene: Scene) -> None:
    admin = await asyncpg.connect(scene.machine.admin("registry"))
    try:
        await admin.execute(
            "insert into centers (id, slug, name, host, address, version, opened_at)"
            " values ($1, $2, 'Двор', 'library', 'Садовая, 1', 1, now())",
            scene.center, str(scene.center),
        )  # fmt: skip
    finally:
        await admin.close()


def ten_thousand(scene: Scene, served: Served) -> Iterator[bytes]:
    """The newest twenty of ten thousand offers."""
    send(served.port, taken(offers(scene, served), 10_000), connections=8, seconds=120, warm_up=0)
    path = scene.path("talents", "offers?limit=20")
    while True:
        yield request("GET", path, scene.manager)


@dataclass(frozen=True)
class Command:
    """One benchmark."""

    name: str
    service: str
    supply: Supply
    least: float
    lists: bool = False

    def run(self, *, quick: bool) -> list[Outcome]:
        """c=1 and c=8."""
        rounds = 1 if quick else 3
        with machine() as where:
            where.prepare(self.service)
            with ExitStack() as stack:
                bare = stack.enter_context(where.bare())
                alone = stack.enter_context(where.serving(self.service, bus=False))
                sides = [self._prepared(where, alone, quick=quick), Side(bare, _bare_commands(), 201, quick)]
                if self.lists:
                    sides.append(Side(bare, bare_list(bare), 200, quick))
                found = [_in_turn(sides, connections, rounds) for connections in (1, 8)]
            with where.serving(self.service, bus=True) as whole:
                whole_side = self._prepared(where, whole, quick=quick)
                with_bus = [_in_turn([whole_side], connections, rounds) for connections in (1, 8)]
        return [
            self._outcome(connections, rates, bus)
            for connections, rates, (bus,) in zip((1, 8), found, with_bus, strict=True)
        ]

    def _prepared(self, where: Machine, served: Served, *, quick: bool) -> "Side":
        return Side(served, self.supply(Scene.on(where), served), 200 if self.lists else 201, quick)

    def _outcome(self, connections: int, rates: Sequence[Answers], bus: Answers) -> Outcome:
        ours, theirs, *bare_rows = rates
        target = f"ratio ≥ {self.least}" if connections == 8 else ""
        more = {"bare_list": round(bare_rows[0].per_second, 1)} if bare_rows else {}
        return higher_is_better(
            f"{self.name}_c{connections}", "requests/s", ours.per_second, theirs.per_second, target,
            p50_ms=ours.p50, p99_ms=ours.p99, baseline_p99_ms=theirs.p99, with_bus=round(bus.per_second, 1), **more,
        )  # fmt: skip


def _in_turn(sides: Sequence["Side"], connections: int, rounds: int) -> list[Answers]:
    """The middle round of each side; rounds of the sides alternate, so that a slow moment meets them all."""
    measured = [[side.measure(connections) for side in sides] for _ in range(rounds)]
    return [_middle(list(of_one)) for of_one in zip(*measured, strict=True)]


@dataclass
class Side:
    """A process and the requests for it."""

    served: Served
    requests: Iterator[bytes]
    expected: int
    quick: bool

    def measure(self, connections: int) -> Answers:
        """One round."""
        seconds = 1.5 if self.quick else 5.0
        a_second = 3_500 if connections > 1 else 2_000  # more than any side here has answered
        prepared = taken(self.requests, int(a_second * (seconds + 1)))
        return send(
            self.served.port, prepared, connections=connections, seconds=seconds, expected=self.expected
        )


def _middle(rounds: list[Answers]) -> Answers:
    middle = median(one.per_second for one in rounds)
    return min(rounds, key=lambda one: abs(one.per_second - middle))


def _bare_commands() -> Iterator[bytes]:
    while True:
        yield request("POST", "/things", None, _BODY)


def bare_list(bare: Served) -> Iterator[bytes]:
    """The newest twenty of ten thousand bare rows."""
    send(bare.port, taken(_bare_commands(), 10_000), connections=8, seconds=120, warm_up=0)
    while True:
        yield request("GET", "/things")


COMMANDS = (
    Command("resident_create", "registry", residents, 0.2),
    Command("offer_create", "talents", offers, 0.4),
    Command("need_create", "talents", needs, 0.4),
    Command("event_sign_up", "events", sign_ups, 0.6),
    Command("survey_answer", "surveys", answers, 0.6),
    Command("list_20_of_10000", "talents", ten_thousand, 0.4, lists=True),
)
