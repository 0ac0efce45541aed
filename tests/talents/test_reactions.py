"""What the bank does when other services speak: surveys open offers and needs, erasure closes them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from services.talents.needs.model import LIVES
from services.talents.needs.subscribers import tend_needs
from shared.contracts.codes import Skill, TimeOfDay
from shared.contracts.registry import CenterOpenedV1, ResidentChangedV1, ResidentErasedV1
from shared.contracts.surveys import HelpNeededV1, HelpOfferedV1
from shared.kit.ids import new_id
from shared.testing.polling import eventually

if TYPE_CHECKING:
    from tests.talents.conftest import Json, Neighborhood


def offers_help(resident_id: UUID, skills: Sequence[Skill], free: Sequence[TimeOfDay] = ()) -> HelpOfferedV1:
    return HelpOfferedV1(
        sheet_id=new_id(), resident_id=resident_id, skills=list(skills), free=list(free), channel="paper",
        consent="talents-bank/1",
    )  # fmt: skip


def needs_help(resident_id: UUID, skills: Sequence[Skill], free: Sequence[TimeOfDay] = ()) -> HelpNeededV1:
    return HelpNeededV1(
        sheet_id=new_id(), resident_id=resident_id, skills=list(skills), free=list(free), channel="paper",
        consent="talents-bank/1",
    )  # fmt: skip


async def items(neighborhood: "Neighborhood", what: str) -> list["Json"]:
    found: list[Json] = (await neighborhood.manager.get(neighborhood.path(what))).json()["items"]
    return found


async def test_a_sheet_becomes_one_offer_a_skill_and_finds_who_needs_it(neighborhood: "Neighborhood") -> None:
    need, author = await neighborhood.need(skill="computers"), new_id()
    await neighborhood.tell(
        offers_help(author, ["computers", "phones", "computers"], ["weekend"]), neighborhood.center
    )

    async def opened() -> bool:
        return len(await items(neighborhood, "offers")) == 2

    await eventually(opened)
    offers = await items(neighborhood, "offers")
    assert {offer["skill"] for offer in offers} == {"computers", "phones"}
    assert {(o["resident_id"], o["channel"], tuple(o["free"])) for o in offers} == {
        (str(author), "paper", ("weekend",))
    }
    (match,) = await neighborhood.candidates(need)
    assert match["helping"]["resident_id"] == str(author)
    assert len(await neighborhood.facts("offer.made")) == 2


async def test_a_second_sheet_refreshes_what_stands(neighborhood: "Neighborhood") -> None:
    author = new_id()
    offer = await neighborhood.offer(author, details="со своим инструментом", free=["weekend"])
    need = await neighborhood.need(author, skill="sewing")
    await neighborhood.tell(offers_help(author, ["plumbing"], ["weekday_day"]), neighborhood.center)
    await neighborhood.tell(needs_help(author, ["sewing"], ["weekday_day"]), neighborhood.center)

    async def refreshed() -> bool:
        (one,), (other,) = await items(neighborhood, "offers"), await items(neighborhood, "needs")
        return bool(one["free"] == other["free"] == ["weekday_day"])

    await eventually(refreshed)
    (one,), (other,) = await items(neighborhood, "offers"), await items(neighborhood, "needs")
    assert (one["id"], one["details"], other["id"]) == (offer["id"], "со своим инструментом", need["id"])
    assert len(await neighborhood.facts("offer.made", "need.stated")) == 2


async def test_a_sheet_becomes_needs_that_are_looked_for_at_once(neighborhood: "Neighborhood") -> None:
    await neighborhood.offer(skill="escort")
    await neighborhood.tell(needs_help(new_id(), ["escort", "shopping"]), neighborhood.center)

    async def stated() -> bool:
        return len(await items(neighborhood, "needs")) == 2

    await eventually(stated)
    assert {need["skill"]: need["candidates"] for need in await items(neighborhood, "needs")} == {
        "escort": 1, "shopping": 0,
    }  # fmt: skip


async def erase(neighborhood: "Neighborhood", resident_id: str) -> None:
    await neighborhood.tell(ResidentErasedV1(resident_id=UUID(resident_id)), neighborhood.center)

    async def erased() -> bool:
        return bool(
            await neighborhood.sql("select 1 from residents where id = $1 and erased", UUID(resident_id))
        )

    await eventually(erased)


async def test_nothing_is_left_of_whoever_was_erased(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    erased, other = match["helping"]["resident_id"], match["asking"]["resident_id"]
    await neighborhood.need(UUID(erased), skill="music")
    spare = await neighborhood.offer()
    await erase(neighborhood, erased)
    for table, columns in (
        ("offers", ("resident_id",)),
        ("needs", ("resident_id",)),
        ("matches", ("asking_id", "helping_id")),
    ):
        for column in columns:
            assert not await neighborhood.sql(f"select 1 from {table} where {column} = $1", UUID(erased))
    (need,) = await items(neighborhood, "needs")
    assert (need["resident_id"], need["state"], need["candidates"]) == (other, "open", 1)
    (found,) = await neighborhood.candidates(need)
    assert found["offer_id"] == spare["id"]
    ((_, body),) = await neighborhood.facts("match.declined")
    assert (body["match_id"], body["side"]) == (match["id"], "helping")


async def test_others_keep_what_they_have_when_somebody_is_erased(neighborhood: "Neighborhood") -> None:
    kept, gone = await neighborhood.agreed(), await neighborhood.offer(skill="sewing")
    await erase(neighborhood, gone["resident_id"])
    assert [m["state"] for m in await neighborhood.candidates({"id": kept["need_id"]})] == ["agreed"]


async def test_a_late_word_brings_nobody_back(neighborhood: "Neighborhood") -> None:
    offer = await neighborhood.offer()
    await erase(neighborhood, offer["resident_id"])
    whose = UUID(offer["resident_id"])
    await neighborhood.tell(offers_help(whose, ["plumbing"]), neighborhood.center)
    await neighborhood.tell(needs_help(whose, ["plumbing"]), neighborhood.center)
    await neighborhood.tell(
        ResidentChangedV1(resident_id=whose, house_id=new_id(), premises_id=None, adult=True),
        neighborhood.center,
    )
    await neighborhood.lives(new_id(), new_id())
    assert await items(neighborhood, "offers") == await items(neighborhood, "needs") == []
    (row,) = await neighborhood.sql("select house_id, erased from residents where id = $1", whose)
    assert tuple(row) == (None, True)
    said = {"skill": "plumbing", "resident_id": str(whose), "channel": "phone"}
    for what in ("offers", "needs"):
        answer = await neighborhood.manager.post(neighborhood.path(what), json=said)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "resident.unknown")
        answer = await neighborhood.resident(whose).post(neighborhood.path(what), json={"skill": "plumbing"})
        assert (answer.status_code, answer.json()["code"]) == (404, "resident.not-found")


async def test_needs_that_waited_too_long_expire_and_younger_ones_stay(neighborhood: "Neighborhood") -> None:
    asked = await neighborhood.match()
    await neighborhood.do(asked, "propose")
    young = await neighborhood.need(skill="music")
    await neighborhood.tell(
        CenterOpenedV1(center_id=neighborhood.center, host="library"), neighborhood.center
    )

    async def known() -> bool:
        return bool(await neighborhood.sql("select 1 from centers where id = $1", neighborhood.center))

    await eventually(known)
    await neighborhood.sql(
        "update needs set stated_at = stated_at - $2::interval where id = $1",
        UUID(asked["need_id"]), LIVES + timedelta(minutes=1),
    )  # fmt: skip
    await tend_needs(neighborhood.api.app.state.database)
    by_id = {need["id"]: need for need in await items(neighborhood, "needs")}
    assert (by_id[asked["need_id"]]["state"], by_id[asked["need_id"]]["reason"]) == ("unmet", "expired")
    assert by_id[young["id"]]["state"] == "open"
    assert [kind for kind, _ in await neighborhood.facts("match.declined", "need.unmet")] == [
        "match.declined", "need.unmet",
    ]  # fmt: skip


async def test_what_is_agreed_does_not_expire(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    await neighborhood.lives(new_id(), new_id())
    await neighborhood.sql(
        "update needs set stated_at = stated_at - $2::interval where id = $1",
        UUID(match["need_id"]),
        LIVES * 2,
    )
    await tend_needs(neighborhood.api.app.state.database)
    (need,) = await items(neighborhood, "needs")
    assert need["state"] == "agreed"
