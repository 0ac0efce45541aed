"""A person sees who looked at their card and what was done in their name, and contests what they did not ask for."""

from uuid import UUID

import asyncpg

from services.registry.rights.contests.schemas import ContestCreate
from shared.contracts.acting import RegistryActedForV1
from shared.kit.audit import is_deed
from shared.kit.audit_seal import seal
from shared.kit.database import Database
from shared.testing.running import City
from tests.registry.making import Center, DatabaseOf, Json, connected, rows
from tests.registry.organisations.making import enter, join
from tests.registry.people.test_guardians import child_of


async def of(center: Center, person: Json) -> list[Json]:
    """The log as the person themselves reads it, oldest first."""
    answer = await center.resident(person["id"]).get(f"{center.path}/audit", params={"about": person["id"]})
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items[::-1]


async def entered(home: Center) -> Json:
    return await home.enter(channel="visit", ground="пришла сама")


async def test_a_person_sees_who_entered_and_who_looked(home: Center) -> None:
    made = await entered(home)
    await home.manager.get(f"{home.path}/residents/{made['id']}")
    await home.manager.get(f"{home.path}/residents", params={"q": "Петрова"})
    seen = await of(home, made)
    assert [(one["action"], one["look"]) for one in seen] == [
        ("resident.registered", False),
        ("resident.read", True),
        ("residents.listed", True),
    ]
    assert {one["actor_id"] for one in seen} == {str(home.manager_id)}
    assert (seen[0]["deed"], seen[0]["ground"]) == (True, "пришла сама")
    assert {one["evidence"] for one in seen} == {None}


async def test_what_was_said_is_erased_with_the_person_and_the_line_stays(home: Center) -> None:
    made = await home.enter(channel="visit", ground="пришла сама")
    kept = await home.enter(channel="visit", ground="пришла с внучкой")
    asked = {"immediate": True, "channel": "visit"}
    erased = await home.manager.post(f"{home.path}/residents/{made['id']}/erasures", json=asked)
    assert erased.status_code == 201, erased.text
    path = f"{home.path}/audit"
    lines = (await home.manager.get(path, params={"about": made["id"]})).json()["items"]
    grounds = [(one["action"], one["ground"]) for one in lines]
    assert grounds[-1] == ("resident.registered", "слова стёрты")
    assert ("erasure.asked", "request") in grounds or ("resident.erased", None) in grounds
    english = await home.manager.get(path, params={"about": made["id"]}, headers={"accept-language": "en"})
    assert english.json()["items"][-1]["ground"] == "the words were erased"
    assert (await of(home, kept))[0]["ground"] == "пришла с внучкой"


async def test_nobody_reads_the_log_of_another(home: Center, foreign: Center) -> None:
    made, other = await entered(home), await home.enter()
    await connected(home.api)
    path, query = f"{home.path}/audit", {"about": made["id"]}
    assert (await home.resident(other["id"]).get(path, params=query)).status_code == 404
    assert (await foreign.manager.get(path, params=query)).status_code == 404
    elsewhere = await foreign.manager.get(f"{foreign.path}/audit", params=query)
    assert elsewhere.json()["items"] == []


async def test_a_guardian_reads_the_log_of_their_ward(home: Center) -> None:
    mother, other = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    await connected(home.api)
    path, query = f"{home.path}/audit", {"about": child["id"]}
    own = home.tokens.guardian(home.id, UUID(mother["id"]), UUID(child["id"]))
    assert (await home.api.as_(own).get(path, params=query)).status_code == 200
    named = home.tokens.guardian(home.id, UUID(other["id"]), UUID(child["id"]))
    assert (await home.api.as_(named).get(path, params=query)).status_code == 404
    assert (await home.resident(other["id"]).get(path, params=query)).status_code == 404


async def test_whoever_reads_the_log_stands_in_it_with_the_reason(home: Center) -> None:
    made = await entered(home)
    query = {"about": made["id"], "reason": "жалоба на разглашение"}
    read = await home.manager.get(f"{home.path}/audit", params=query)
    assert read.json()["items"][0]["action"] == "resident.registered"
    assert (await of(home, made))[-1]["action"] == "audit.read"


async def test_the_log_is_read_page_by_page(home: Center) -> None:
    made = await entered(home)
    for _ in range(3):
        await home.manager.get(f"{home.path}/residents/{made['id']}")
    own, path = home.resident(made["id"]), f"{home.path}/audit"
    first = (await own.get(path, params={"about": made["id"], "limit": 2})).json()
    second = (await own.get(path, params={"about": made["id"], "limit": 2, "before": first["next"]})).json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [2, 2, None]


async def test_what_staff_did_in_a_name_is_told_to_its_owner_once(
    home: Center, database_of: DatabaseOf, city_of_tests: City
) -> None:
    made = await entered(home)
    by_herself = home.resident(made["id"])
    changed = await by_herself.patch(
        f"{home.path}/residents/{made['id']}", json={"given_name": "Инна"}, headers={"if-match": '"1"'}
    )
    assert changed.status_code == 200, changed.text
    told = "select data from outbox where center_id = $1 and type = $2"
    database: Database = home.api.app.state.database
    await _age(city_of_tests, home.id)
    for _ in range(2):
        await seal(database, "registry")
    found = await rows(await database_of("registry"), told, home.id, RegistryActedForV1.type)
    facts = [RegistryActedForV1.model_validate_json(one["data"]) for one in found]
    assert [(str(one.resident_id), one.action) for one in facts] == [(made["id"], "resident.registered")]


async def test_what_somebody_is_in_an_organisation_is_told_to_them_without_a_ground(
    home: Center, database_of: DatabaseOf, city_of_tests: City
) -> None:
    made = await entered(home)
    circle = await enter(home, kind="group_interest", name="Домино")
    post = await join(home, circle, made, "organiser")
    path = f"{home.path}/memberships/{post['id']}/end"
    ended = await home.manager.post(path, json={"reason": "own_wish"}, headers={"if-match": '"1"'})
    assert ended.status_code == 200, ended.text
    assert [one["deed"] for one in await of(home, made)] == [True, True, True]
    assert await _told(home, database_of, city_of_tests) == [
        "resident.registered",
        "membership.begun",
        "membership.ended",
    ]
    assert not is_deed("system", "membership.ended", None), "a term that is over is nobody's deed"
    assert not is_deed("manager", "council.begun", None)


async def test_what_a_manager_corrects_is_on_somebodys_word_and_may_be_contested(
    home: Center, database_of: DatabaseOf, city_of_tests: City
) -> None:
    made = await home.enter()
    path, seen = f"{home.path}/residents/{made['id']}", {"if-match": '"1"'}
    unsaid = await home.manager.patch(path, json={"family_name": "Громова"}, headers=seen)
    assert [(one["pointer"], one["code"]) for one in unsaid.json()["errors"]] == [
        ("/channel", "residents.channel-missing")
    ]
    on_the_site = await home.manager.patch(path, json={"birth_year": 1950, "channel": "web"}, headers=seen)
    assert on_the_site.status_code == 422
    said = {"family_name": "Громова", "birth_year": 1950, "channel": "paper", "evidence": "заявление № 7"}
    assert (await home.manager.patch(path, json=said, headers=seen)).status_code == 200
    line = (await of(home, made))[-1]
    assert (line["action"], line["deed"], line["ground"]) == ("resident.changed", True, "paper")
    log = await home.manager.get(f"{home.path}/audit", params={"about": made["id"]})
    assert log.json()["items"][0]["evidence"] == "birth_year family_name заявление № 7"
    assert "resident.changed" in await _told(home, database_of, city_of_tests)
    contested = await home.resident(made["id"]).post(
        f"{home.path}/contests", json=contesting(line, "Я Громова?")
    )
    assert contested.status_code == 201, contested.text


async def test_what_the_center_says_of_itself_and_what_people_change_needs_no_word(home: Center) -> None:
    made = await home.enter()
    path = f"{home.path}/residents/{made['id']}"
    source = await home.manager.patch(path, json={"source": "friend"}, headers={"if-match": '"1"'})
    assert source.status_code == 200, source.text
    own = await home.resident(made["id"]).patch(
        path, json={"birth_year": 1950}, headers={"if-match": source.headers["etag"]}
    )
    assert own.status_code == 200, own.text
    assert not any(one["deed"] for one in await of(home, made) if one["action"] == "resident.changed")


async def test_what_was_not_asked_for_comes_to_the_managers_and_is_answered(home: Center) -> None:
    made = await entered(home)
    own = home.resident(made["id"])
    (line,) = await of(home, made)
    said = await own.post(f"{home.path}/contests", json=contesting(line, "Я сюда не приходила"))
    assert said.status_code == 201, said.text
    (waiting,) = (await home.manager.get(f"{home.path}/contests", params={"open": True})).json()["items"]
    assert (waiting["resident_id"], waiting["words"]) == (made["id"], "Я сюда не приходила")
    path = f"{home.path}/contests/{waiting['id']}/settle"
    answer = {"outcome": "mended", "answer": "Убрали. Простите, перепутали с тёзкой."}
    settled = await home.manager.post(path, json=answer, headers={"if-match": '"1"'})
    assert settled.status_code == 200, settled.text
    (known,) = (await own.get(f"{home.path}/contests")).json()["items"]
    assert (known["outcome"], known["answer"]) == ("mended", answer["answer"])
    again = await home.manager.post(path, json=answer, headers={"if-match": '"2"'})
    assert again.json()["code"] == "contests.settled"
    assert [one["action"] for one in await of(home, made)] == [
        "resident.registered",
        "deed.contested",
        "contest.settled",
    ]


async def test_a_line_is_contested_once_and_only_by_the_person(home: Center, foreign: Center) -> None:
    made, other = await entered(home), await home.enter()
    (line,) = await of(home, made)
    body = contesting(line)
    own = home.resident(made["id"])
    assert (await own.post(f"{home.path}/contests", json=body)).status_code == 201
    twice = await own.post(f"{home.path}/contests", json=body)
    assert (twice.status_code, twice.json()["code"]) == (409, "contests.already")
    assert (await home.manager.post(f"{home.path}/contests", json=body)).status_code == 403
    assert (await home.resident(other["id"]).get(f"{home.path}/contests")).json()["items"] == []
    assert (await foreign.manager.get(f"{foreign.path}/contests")).json()["items"] == []


def contesting(line: Json, words: str | None = None) -> Json:
    body = ContestCreate(
        service="registry", line=line["id"], action=line["action"], done_at=line["at"], words=words
    )
    read: Json = body.model_dump(mode="json")
    return read


async def _told(home: Center, database_of: DatabaseOf, city: City) -> list[str]:
    """The deeds that are said, in their order, once everything is sealed."""
    await _age(city, home.id)
    await seal(home.api.app.state.database, "registry")
    told = "select data from outbox where center_id = $1 and type = $2 order by id"
    found = await rows(await database_of("registry"), told, home.id, RegistryActedForV1.type)
    return [RegistryActedForV1.model_validate_json(one["data"]).action for one in found]


async def _age(city: City, center: UUID) -> None:
    """Sealing leaves the lines of the last twenty seconds for later; the owner makes these older."""
    owner = await asyncpg.connect(city.databases.as_admin("registry"))
    await owner.execute("update audit set at = at - interval '1 minute' where center_id = $1", center)
    await owner.close()
