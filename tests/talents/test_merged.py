"""Two residents turned out to be one: the bank follows, and comes back when that was wrong."""

from typing import TYPE_CHECKING
from uuid import UUID

import orjson

from shared.contracts.fact import Fact
from shared.contracts.registry import (
    MergeSettledV1,
    MergeUndoneV1,
    ResidentErasedV1,
    ResidentJoinedV1,
    ResidentMergedV1,
)
from shared.contracts.surveys import HelpNeededV1
from shared.kit.ids import new_id
from shared.testing.polling import eventually

if TYPE_CHECKING:
    from tests.talents.conftest import Json, Neighborhood

TABLES = ("offers", "needs", "matches", "residents", "heard_consents")


async def hear(neighborhood: "Neighborhood", fact: Fact) -> None:
    told = await neighborhood.tell(fact, neighborhood.center)
    await eventually(lambda: neighborhood.sql("select 1 from inbox where event_id = $1", told))


async def merged(neighborhood: "Neighborhood", gone: UUID, kept: UUID) -> MergeUndoneV1:
    """The bank has heard of the merge; what is answered would undo it."""
    fact = ResidentMergedV1(resident_id=gone, kept_id=kept, merge_id=new_id())
    await hear(neighborhood, fact)
    return MergeUndoneV1(merge_id=fact.merge_id, resident_id=gone, kept_id=kept)


async def whole(neighborhood: "Neighborhood") -> dict[str, list[bytes]]:
    """Everything that the bank knows of the center."""
    found = {}
    for table in TABLES:
        rows = await neighborhood.sql(f"select to_jsonb(t) as row from {table} t")
        read = [orjson.loads(row["row"]) for row in rows]
        found[table] = sorted(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) for row in read)
    return found


async def authors(neighborhood: "Neighborhood", what: str) -> list[str]:
    items: list[Json] = (await neighborhood.manager.get(neighborhood.path(what))).json()["items"]
    return [one["resident_id"] for one in items]


async def test_offers_needs_and_matches_are_the_kept_ones(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    await neighborhood.lives(gone, new_id())
    await neighborhood.lives(kept, house := new_id())
    await neighborhood.offer(gone)
    await neighborhood.need(gone, skill="pets")
    need = await neighborhood.need()
    (match,) = await neighborhood.candidates(need)
    await merged(neighborhood, gone, kept)
    assert await authors(neighborhood, "offers") == [str(kept)]
    assert str(kept) in await authors(neighborhood, "needs")
    assert (await neighborhood.candidates(need))[0]["helping"]["resident_id"] == str(kept)
    answer = await neighborhood.resident(kept).post(neighborhood.path(f"matches/{match['id']}/accept"))
    assert answer.status_code == 200
    (offer,) = await neighborhood.sql("select house_id from offers")
    assert offer["house_id"] == house


async def test_undoing_brings_back_exactly_what_was(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    await neighborhood.lives(gone, new_id())
    await neighborhood.lives(kept, new_id())
    await neighborhood.offer(gone)
    await neighborhood.offer(kept, skill="pets")
    await neighborhood.need(kept)
    await neighborhood.need(gone, skill="pets")
    await neighborhood.need(gone, skill="computers")
    other = await neighborhood.offer(skill="computers")
    matches = (await neighborhood.manager.get(neighborhood.path("matches"))).json()["items"]
    about = next(one for one in matches if one["helping"]["resident_id"] == other["resident_id"])
    await neighborhood.do(about, "accept", "helping")
    before = await whole(neighborhood)
    undone = await merged(neighborhood, gone, kept)
    assert await whole(neighborhood) != before
    await hear(neighborhood, undone)
    assert await whole(neighborhood) == before
    assert await neighborhood.sql("select 1 from merge_moves") == []


async def test_nobody_is_matched_with_themselves(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    await neighborhood.offer(gone)
    need = await neighborhood.need(kept)
    (match,) = await neighborhood.candidates(need)
    await neighborhood.do(match, "accept", "asking")
    await neighborhood.do(match, "accept", "helping")
    before = await whole(neighborhood)
    undone = await merged(neighborhood, gone, kept)
    assert await neighborhood.candidates(need) == []
    state = (await neighborhood.resident(kept).get(neighborhood.path(f"needs/{need['id']}"))).json()["state"]
    assert state == "open"
    await hear(neighborhood, undone)
    assert await whole(neighborhood) != {}
    assert (await whole(neighborhood))["matches"] == before["matches"]
    assert (await whole(neighborhood))["needs"] == before["needs"]


async def test_a_fact_that_comes_late_reaches_the_one_who_is_kept(neighborhood: "Neighborhood") -> None:
    gone, kept, last = new_id(), new_id(), new_id()
    await merged(neighborhood, gone, kept)
    await merged(neighborhood, kept, last)
    await hear(
        neighborhood,
        HelpNeededV1(
            sheet_id=new_id(),
            resident_id=gone,
            skills=["pets"],
            free=[],
            channel="paper",
            consent="talents-bank/1",
        ),
    )
    assert await authors(neighborhood, "needs") == [str(last)]


async def test_whoever_holds_a_token_of_the_gone_one_offers_nothing(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    offer = await neighborhood.offer(gone)
    await merged(neighborhood, gone, kept)
    ghost = neighborhood.resident(gone)
    for what in ("offers", "needs"):
        answer = await ghost.post(neighborhood.path(what), json={"skill": "plumbing"})
        assert answer.status_code == 404, what
    assert (await ghost.get(neighborhood.path(f"offers/{offer['id']}"))).status_code == 404
    assert (await ghost.get(neighborhood.path("offers"))).json()["items"] == []


async def test_an_undoing_that_comes_before_its_merge_wins(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    await neighborhood.offer(gone)
    merge = ResidentMergedV1(resident_id=gone, kept_id=kept, merge_id=new_id())
    await hear(neighborhood, MergeUndoneV1(merge_id=merge.merge_id, resident_id=gone, kept_id=kept))
    await hear(neighborhood, merge)
    assert await authors(neighborhood, "offers") == [str(gone)]


async def test_a_joining_that_comes_late_wakes_no_ghost(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    await merged(neighborhood, gone, kept)
    joined = ResidentJoinedV1(
        resident_id=gone, house_id=new_id(), premises_id=None, adult=True, channel="web"
    )
    await hear(neighborhood, joined)
    (row,) = await neighborhood.sql("select erased from residents where id = $1", gone)
    assert row["erased"]


async def test_erasing_forgets_the_journal(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    await neighborhood.offer(gone, details="Чиню краны")
    await neighborhood.need(kept)
    await merged(neighborhood, gone, kept)
    for person in (kept, gone):
        await hear(neighborhood, ResidentErasedV1(resident_id=person))
    for table in ("offers", "needs", "matches", "merge_moves"):
        assert await neighborhood.sql(f"select 1 from {table}") == [], table


async def test_what_can_no_longer_be_undone_is_kept_no_longer(neighborhood: "Neighborhood") -> None:
    gone, kept = new_id(), new_id()
    await neighborhood.offer(gone)
    undone = await merged(neighborhood, gone, kept)
    assert await neighborhood.sql("select 1 from merge_moves") != []
    await hear(neighborhood, MergeSettledV1(merge_id=undone.merge_id))
    assert await neighborhood.sql("select 1 from merge_moves") == []
    assert await authors(neighborhood, "offers") == [str(kept)]


async def test_another_center_is_not_touched(neighborhood: "Neighborhood") -> None:
    gone = new_id()
    await neighborhood.offer(gone)
    fact = ResidentMergedV1(resident_id=gone, kept_id=new_id(), merge_id=new_id())
    elsewhere = await neighborhood.tell(fact, new_id())
    await eventually(lambda: neighborhood.sql("select 1 from inbox where event_id = $1", elsewhere))
    assert await authors(neighborhood, "offers") == [str(gone)]
