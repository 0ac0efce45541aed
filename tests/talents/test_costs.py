"""What matching and lists cost does not grow with what is stored, under the service's own role."""

from typing import TYPE_CHECKING

from services.talents.matching import repository
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


async def rows_read(neighborhood: "Neighborhood", statement: str, *values: object) -> int:
    """How many rows the plan of `statement` touched, by the service's own role."""
    plan = await neighborhood.sql(f"explain (analyze, timing off) {statement}", *values)
    text = "\n".join(row[0] for row in plan)
    assert "Seq Scan on offers" not in text, text
    assert "Seq Scan on needs" not in text, text
    return sum(
        int(float(line.split("rows=")[2].split()[0]) * int(line.split("loops=")[1].split(")")[0]))
        for line in text.splitlines()
        if "Scan" in line and "actual" in line
    )


async def test_a_need_reads_a_few_of_ten_thousand_offers(neighborhood: "Neighborhood") -> None:
    await neighborhood.sql(_OFFERS, neighborhood.center, new_id(), 10_000)
    me = new_id()
    read = await rows_read(neighborhood, repository._HELPERS, me, "plumbing", suiting([]), [me], 9000)
    assert read < 150
    need = await neighborhood.need()
    assert len(await neighborhood.candidates(need)) == 3


async def test_an_offer_reads_a_few_of_many_needs_that_have_their_handful(
    neighborhood: "Neighborhood",
) -> None:
    await neighborhood.sql(_NEEDS, neighborhood.center, 5_000)
    waiting = await neighborhood.need(free=["weekend"])
    offer = Offer(id=new_id(), resident_id=new_id(), skill="plumbing", free=["weekend"])
    read = await rows_read(neighborhood, repository._MAKE, *repository._looking(offer, now()), "", "web", 1)
    assert read < 100
    assert len(await neighborhood.candidates(waiting)) == 1


async def test_needs_draw_different_candidates_from_a_long_list(neighborhood: "Neighborhood") -> None:
    await neighborhood.sql(_OFFERS, neighborhood.center, new_id(), 300)
    chosen = [
        frozenset(match["offer_id"] for match in await neighborhood.candidates(await neighborhood.need()))
        for _ in range(4)
    ]
    assert len(set(chosen)) > 1
