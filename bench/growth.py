"""Whether an answer to a survey costs the same however many are stored: 0, 1,000, 10,000 and 100,000 in the survey."""

import asyncio
from itertools import islice
from uuid import uuid4

import asyncpg

from bench.asking import request, send
from bench.commands import Scene, five_questions
from bench.machine import Machine, Served, machine
from bench.outcome import Outcome, lower_is_better

LEVELS = (0, 1_000, 10_000, 100_000)

_FILL = """
insert into sheets (center_id, survey_id, id, resident_id, channel, answered_at, consents, answers)
select $1, $2, gen_random_uuid(), gen_random_uuid(), 'web', now(), '{}',
  jsonb_build_object('q0', 'yes', 'q1', 'no', 'q2', 'yes', 'q3', 'other', 'q4', 'no')
from generate_series(1, $3)
"""


def run(quick: bool) -> list[Outcome]:
    """Milliseconds an answer at each level, one at a time; the baseline is the cost at zero."""
    levels = LEVELS[:-1] if quick else LEVELS
    with machine() as where:
        where.prepare("surveys")
        with where.serving("surveys", bus=False) as served:
            _cost(where, served, 0, quick)
            costs = {level: _cost(where, served, level, quick) for level in levels}
    first, last = costs[levels[0]], costs[levels[-1]]
    each = {f"ms_at_{level}": round(cost, 2) for level, cost in costs.items()}
    return [lower_is_better("survey_answer_growth", "ms an answer", last, first, "ratio ≤ 1.15", **each)]


def _cost(where: Machine, served: Served, stored: int, quick: bool) -> float:
    scene = Scene.on(where)
    path = scene.path("surveys", "surveys")
    (survey,) = scene.made(served, path, five_questions())
    asked = f"{path}/{survey['id']}"
    send(served.port, [request("POST", f"{asked}/open", scene.manager, {})],
         connections=1, seconds=10, warm_up=0, expected=200)  # fmt: skip
    asyncio.run(_fill(where, scene, str(survey["id"]), stored))
    given = {"answers": {f"q{at}": "yes" for at in range(5)}}
    number = 300 if quick else 1_500
    people = (where.tokens.of("resident", uuid4(), (scene.center,), seconds=7200) for _ in range(number))
    requests = [request("POST", f"{asked}/answers", token, given) for token in islice(people, number)]
    return send(served.port, requests, connections=1, seconds=60, warm_up=0.1).p50


async def _fill(where: Machine, scene: Scene, survey: str, number: int) -> None:
    admin = await asyncpg.connect(where.admin("surveys"))
    try:
        await admin.execute(_FILL, scene.center, survey, number)
        await admin.execute("vacuum analyze sheets")
        await admin.execute("checkpoint")
    finally:
        await admin.close()
