"""Sixty pages of the registry, each read by fifty managers at once: every one is answered, and what that costs.

The baseline is a bare list of twenty rows, asked for by as many.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import quote
from uuid import uuid4

from bench.asking import Answers, request, send, taken
from bench.commands import Scene, bare_list, residents
from bench.machine import Served, machine
from bench.outcome import Outcome, higher_is_better

READERS, PAGES = 50, 60
_ASKED = ("иванов", "кузнец", "петрова", "соколь", "смирнова", "ивонов", "мария", "+7900000001")
_LISTS = (
    "houses", "organisations", "memberships", "partners", "rooms", "staff", "talks", "territories", "premises",
    "contracts", "lists", "windows", "imports", "devices", "merges", "erasures", "contests", "activists",
    "join-requests", "residents/duplicates", "organisation-deadlines", "council-formings", "infrastructure-maps",
    "places.geojson",
)  # fmt: skip


def run(quick: bool) -> list[Outcome]:
    """Answers a second; anything but an answer ends the benchmark."""
    with machine() as where:
        where.prepare("registry")
        scene = Scene.on(where)
        with where.serving("registry", bus=False) as served, where.bare() as bare:
            pages = list(islice(_pages(scene, served), PAGES))
            readers = [
                where.tokens.of("manager", uuid4(), (scene.center,), seconds=7200) for _ in range(READERS)
            ]
            asked = [request("GET", page, reader) for page in pages for reader in readers]
            ours = _read(served, asked)
            theirs = _read(bare, taken(bare_list(bare), len(asked)))
    return [
        higher_is_better(
            f"registry_read_{READERS}", "requests/s", ours.per_second, theirs.per_second, "no page unanswered",
            pages=len(pages), requests=ours.count, p50_ms=ours.p50, p99_ms=ours.p99, baseline_p99_ms=theirs.p99,
        )
    ]  # fmt: skip


def _pages(scene: Scene, served: Served) -> Iterator[str]:
    """Lists, searches, and then page after page of the residents."""
    send(served.port, taken(residents(scene, served), 600), connections=4, seconds=120, warm_up=0)
    yield from (scene.path("registry", name) for name in _LISTS)
    yield from (scene.path("registry", f"search?q={quote(words)}") for words in _ASKED)
    path: str | None = scene.path("registry", "residents?limit=20")
    while path:
        yield path
        asked = request("GET", path, scene.manager)
        answers = send(
            served.port,
            [asked],
            connections=1,
            seconds=9,
            warm_up=0,
            rate=500,
            keep_bodies=True,
            expected=200,
        )
        following = json.loads(answers.bodies[0][2])["next"]
        path = scene.path("registry", f"residents?limit=20&cursor={following}") if following else None


def _read(served: Served, asked: Sequence[bytes]) -> Answers:
    answers = send(served.port, asked, connections=READERS, seconds=300, warm_up=0, expected=200)
    if answers.count != len(asked):
        raise RuntimeError(f"{len(asked) - answers.count} of {len(asked)} were not answered in time")
    return answers
