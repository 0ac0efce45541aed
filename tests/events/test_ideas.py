"""An idea: offered by anybody of the center, read by its residents without a name, supported once by each."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.events.personal.model import TERMS
from shared.contracts.permissions import Role
from shared.contracts.registry import MergeUndoneV1, ResidentErasedV1, ResidentMergedV1
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.retention import sweep_once
from shared.testing.polling import Eventually
from shared.testing.running import Api, Tell
from shared.testing.tokens import Tokens
from tests.events.conftest import Json, Said

Knows = Callable[[], Awaitable[UUID]]
AsResident = Callable[[UUID], Api]
Offer = Callable[..., Awaitable[Json]]


@pytest.fixture
def offer(manager: Api, center: UUID) -> Offer:
    """Offers an idea: `await offer(by=as_resident(person))`."""

    async def offered(expect: int = 201, by: Api = manager, **said: object) -> Json:
        body = {"title": "Лавка у пруда", "words": "Пожилым негде присесть", **said}
        answer = await by.post(f"/centers/{center}/ideas", json=body)
        assert answer.status_code == expect, answer.text
        made: Json = answer.json()
        return made

    return offered


@pytest.fixture
def hears(told: Tell, eventually: Eventually, driver: Any, center: UUID) -> Callable[..., Awaitable[None]]:
    """Has the service hear a fact of the registry."""

    async def heard(fact: ResidentErasedV1 | ResidentMergedV1 | MergeUndoneV1) -> None:
        fact_id = await told(fact, center)
        await eventually(lambda: driver.fetchval("select 1 from inbox where event_id = $1", fact_id))

    return heard


async def test_neighbors_read_an_idea_without_a_name_and_support_it_once(
    offer: Offer, as_resident: AsResident, knows: Knows, manager: Api, center: UUID, said: Said
) -> None:
    author = await knows()
    idea = await offer(by=as_resident(author))
    assert (idea["mine"], idea["supports"], idea["channel"]) == (True, 0, "web")
    neighbor, at = as_resident(await knows()), f"/centers/{center}/ideas/{idea['id']}"
    read = (await neighbor.get(at)).json()
    assert (read["title"], read["resident_id"], read["mine"]) == ("Лавка у пруда", None, False)
    for _ in range(2):
        assert (await neighbor.post(f"{at}/support")).json()["supports"] == 1
    assert (await manager.get(at)).json()["resident_id"] == str(author)
    (listed,) = (await neighbor.get(f"/centers/{center}/ideas")).json()["items"]
    assert (listed["supports"], listed["supported"], listed["resident_id"]) == (1, True, None)
    for _ in range(2):
        assert (await neighbor.delete(f"{at}/support")).json()["supports"] == 0
    facts = [*await said("events.idea.offered.v1"), *await said("events.idea.supported.v1")]
    assert len(facts) == 2
    assert len(await said("events.idea.support_ended.v1")) == 1
    assert "пруда" not in str(facts)


async def test_own_idea_and_one_taken_back_are_not_supported(
    offer: Offer, as_resident: AsResident, knows: Knows, center: UUID
) -> None:
    author, neighbor = as_resident(await knows()), as_resident(await knows())
    idea = await offer(by=author)
    at = f"/centers/{center}/ideas/{idea['id']}"
    assert (await author.post(f"{at}/support")).json()["code"] == "events.own-idea"
    version = {"if-match": '"1"'}
    assert (await neighbor.post(f"{at}/withdraw", headers=version)).status_code == 404
    withdrawn = (await author.post(f"{at}/withdraw", headers=version)).json()
    assert withdrawn["state"] == "withdrawn"
    assert (await neighbor.post(f"{at}/support")).status_code == 404
    assert (await neighbor.get(f"/centers/{center}/ideas")).json()["items"] == []
    assert len((await author.get(f"/centers/{center}/ideas?mine=true")).json()["items"]) == 1
    again = await author.post(f"{at}/withdraw", headers={"if-match": '"2"'})
    assert again.json()["code"] == "events.idea-withdrawn"


async def test_idea_is_said_better_by_its_author_or_a_manager(
    offer: Offer, as_resident: AsResident, knows: Knows, manager: Api, center: UUID
) -> None:
    author, neighbor = as_resident(await knows()), as_resident(await knows())
    idea = await offer(by=author)
    at = f"/centers/{center}/ideas/{idea['id']}"
    version = {"if-match": '"1"'}
    assert (await neighbor.patch(at, json={"title": "Моё"}, headers=version)).status_code == 404
    assert (await author.patch(at, json={"title": "Моё"})).status_code == 428
    better = await author.patch(at, json={"title": "Две лавки у пруда"}, headers=version)
    assert better.json()["title"] == "Две лавки у пруда"
    assert (await manager.patch(at, json={"words": ""}, headers=version)).status_code == 412


async def test_resident_asks_for_nobody_elses_ideas(
    offer: Offer, as_resident: AsResident, knows: Knows, center: UUID
) -> None:
    author = await knows()
    await offer(by=as_resident(author))
    await offer()
    listed = await as_resident(await knows()).get(f"/centers/{center}/ideas?resident_id={author}")
    assert len(listed.json()["items"]) == 2


async def test_manager_writes_down_whose_idea_it_is_and_the_log_keeps_why(
    offer: Offer, knows: Knows, driver: Any
) -> None:
    person = await knows()
    await offer(resident_id=str(person), channel="phone")
    line = await driver.fetchrow("select action, ground from audit where about_id = $1", person)
    assert tuple(line) == ("idea.offered-for", "phone")
    await offer(expect=422, resident_id=str(new_id()))
    await offer(expect=422, channel="web")


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "я" * 201}, {"words": "а\0б"}, {"state": "idea"}])
async def test_bad_idea_is_refused(offer: Offer, wrong: Json) -> None:
    await offer(expect=422, **wrong)


@pytest.mark.parametrize("role", ["city", "company", "partner", "operator"])
async def test_nobody_else_reads_ideas(
    api: Api, tokens: Tokens, center: UUID, offer: Offer, role: Role
) -> None:
    idea = await offer()
    them = api.as_(tokens.of(role, new_id(), (center,)))
    for at in (f"/centers/{center}/ideas", f"/centers/{center}/ideas/{idea['id']}"):
        assert (await them.get(at)).status_code == 403


async def test_erased_resident_leaves_the_title_alone(
    offer: Offer, as_resident: AsResident, knows: Knows, manager: Api, center: UUID,
    hears: Callable[..., Awaitable[None]],
) -> None:  # fmt: skip
    person = await knows()
    mine, other = await offer(by=as_resident(person)), await offer(title="Шахматы во дворе")
    at = f"/centers/{center}/ideas"
    await as_resident(person).post(f"{at}/{other['id']}/support")
    await hears(ResidentErasedV1(resident_id=person))
    left = (await manager.get(f"{at}/{mine['id']}")).json()
    assert (left["title"], left["words"], left["resident_id"]) == ("Лавка у пруда", "", None)
    assert (await manager.get(f"{at}/{other['id']}")).json()["supports"] == 0
    assert (await as_resident(person).post(f"{at}/{other['id']}/support")).status_code == 404
    await offer(expect=404, by=as_resident(person))


async def test_two_who_are_one_support_once_and_are_two_again(
    offer: Offer, as_resident: AsResident, knows: Knows, manager: Api, center: UUID,
    hears: Callable[..., Awaitable[None]],
) -> None:  # fmt: skip
    gone, kept = await knows(), await knows()
    idea = await offer()
    at = f"/centers/{center}/ideas/{idea['id']}"
    for person in (gone, kept):
        await as_resident(person).post(f"{at}/support")
    ids = {"merge_id": new_id(), "resident_id": gone, "kept_id": kept}
    await hears(ResidentMergedV1(**ids))
    assert (await manager.get(at)).json()["supports"] == 1
    await hears(MergeUndoneV1(**ids))
    assert (await manager.get(at)).json()["supports"] == 2


async def test_ideas_taken_back_long_ago_are_swept(
    offer: Offer, manager: Api, center: UUID, driver: Any, database_of: Callable[[str], Awaitable[str]]
) -> None:
    old, new = await offer(), await offer()
    for idea in (old, new):
        await manager.post(f"/centers/{center}/ideas/{idea['id']}/withdraw", headers={"if-match": '"1"'})
    long_ago = now() - timedelta(days=400)
    await driver.execute("update ideas set withdrawn_at = $1 where id = $2", long_ago, UUID(old["id"]))
    await driver.execute("insert into swept_centers (id) values ($1) on conflict do nothing", center)
    database = Database(await database_of("events"), pool=1)
    try:
        await sweep_once(database, [one for one in TERMS if one.kind == "ideas"])
    finally:
        await database.close()
    left = await driver.fetch("select id from ideas where center_id = $1", center)
    assert [str(row["id"]) for row in left] == [new["id"]]


async def test_marks_that_nobody_sees_stay_out_of_what_is_written(offer: Offer) -> None:
    idea = await offer(title="Лавка\u202e у \u2066пруда", words="Раз\x07\nдва\u200b 🐈")
    assert (idea["title"], idea["words"]) == ("Лавка у пруда", "Раз\nдва 🐈")


@pytest.mark.parametrize("title", ["\u200b\u200b", " \u202e ", "\x07"])
async def test_an_idea_of_marks_that_nobody_sees_is_none(offer: Offer, title: str) -> None:
    await offer(expect=422, title=title)
