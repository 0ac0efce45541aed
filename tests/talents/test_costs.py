"""What matching and lists cost does not grow with what is stored, under the service's own role."""

from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg

from services.talents.matching.repository import looking
from services.talents.offers.model import Offer
from services.talents.times.model import suiting
from shared.kit.clock import now
from shared.kit.ids import new_id

if TYPE_CHECKING:
    from tests.talents.conftest import Neighborhood

_OFFERS = """
    insert into offers (center_id, id, resident_id, house_id, skill, details, free, channel, state, made_at, asked_at,
      lot, version)
    select $1, gen_random_uuid(), gen_random_uuid(), $2, 'plumbing', '', n % 16, 'web', 'standing', now(),
      case when n % 3 = 0 then now() - make_interval(days => n % 90) end, (n * 7919) % 32768, 1
    from generate_series(1, $3) as n
"""
_NEEDS = """
    insert into needs (center_id, id, resident_id, skill, details, free, channel, state, candidates, stated_at, version)
    select $1, gen_random_uuid(), gen_random_uuid(), 'plumbing', '', n % 16, 'web', 'open', 3, now(), 1
    from generate_series(1, $2) as n
"""


_READ = """
    select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_xact_user_tables
    where relname in ('offers', 'needs', 'matches', 'residents')
"""


async def rows_read(neighborhood: "Neighborhood", function: str, *values: object) -> int:
    """How many rows a function of the database touched, by the service's own role and by a plan kept for all calls."""
    places = ", ".join(f"${place}" for place in range(1, len(values) + 2))
    connection = await asyncpg.connect(neighborhood.dsn)
    try:
        async with connection.transaction():
            await connection.execute("set local plan_cache_mode = force_generic_plan")
            await connection.execute("select set_config('app.center', $1, true)", str(neighborhood.center))
            before: int = await connection.fetchval(_READ)
            await connection.fetch(f"select * from {function}({places})", neighborhood.center, *values)
            after: int = await connection.fetchval(_READ)
            return int(after - before)
    finally:
        await connection.close()


async def test_a_need_reads_a_few_of_ten_thousand_offers(neighborhood: "Neighborhood") -> None:
    await neighborhood.sql(_OFFERS, neighborhood.center, new_id(), 10_000)
    me = new_id()
    assert await rows_read(neighborhood, "helpers_for", me, "plumbing", suiting([]), [me], 9000) < 150
    need = await neighborhood.need()
    assert len(await neighborhood.candidates(need)) == 3


async def test_a_need_reads_a_few_offers_also_where_the_tables_were_never_counted(
    neighborhood: "Neighborhood",
) -> None:
    await neighborhood.sql(_OFFERS, neighborhood.center, new_id(), 400)
    me = new_id()
    assert await rows_read(neighborhood, "helpers_for", me, "plumbing", suiting([]), [me], 9000) < 150


async def test_an_offer_reads_a_few_of_many_needs_that_have_their_handful(
    neighborhood: "Neighborhood",
) -> None:
    await neighborhood.sql(_NEEDS, neighborhood.center, 5_000)
    waiting = await neighborhood.need(free=["weekend"])
    made = UUID((await neighborhood.offer(skill="music"))["id"])
    offer = Offer(id=made, resident_id=new_id(), skill="plumbing", free=["weekend"])
    assert await rows_read(neighborhood, "answer_needs", *looking(offer, now())) < 100
    assert len(await neighborhood.candidates(waiting)) == 1


async def test_needs_draw_different_candidates_from_a_long_list(neighborhood: "Neighborhood") -> None:
    await neighborhood.sql(_OFFERS, neighborhood.center, new_id(), 300)
    chosen = [
        frozenset(match["offer_id"] for match in await neighborhood.candidates(await neighborhood.need()))
        for _ in range(4)
    ]
    assert len(set(chosen)) > 1
