"""The log of chance meetings: written once, read by the center's managers alone, gone with whom it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.registry.people.talks.repository import move_talks, talks_about
from shared.contracts.registry import TalkNotedV1
from shared.kit.ids import new_id
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows


async def note(home: Center, expect: int = 201, key: str = "", **said: Any) -> Json:  # Any: JSON
    """Notes a talk."""
    answer = await home.manager.post(
        f"{home.path}/talks",
        json={"kind": "note", "words": "Гуляла с собакой", **said},
        headers={"idempotency-key": key} if key else {},
    )
    assert answer.status_code == expect, answer.text
    made: Json = answer.json()
    return made


async def test_talk_is_noted_read_corrected_and_deleted(home: Center) -> None:
    house, person = await home.house(), await home.enter()
    talk = await note(
        home, kind="idea", house_id=house["id"], resident_id=person["id"], words=" Лавка \x00у  пруда "
    )
    assert (talk["state"], talk["words"], talk["need_id"]) == ("waiting", "Лавка у пруда", None)
    at = f"{home.path}/talks/{talk['id']}"
    assert (await home.manager.get(at)).json() == talk
    stale = await home.manager.patch(at, json={"kind": "note"}, headers={"if-match": '"7"'})
    assert stale.status_code == 412
    changed = (await home.manager.patch(at, json={"kind": "note"}, headers=if_match(talk))).json()
    assert (changed["kind"], changed["state"], changed["version"]) == ("note", "kept", 2)
    assert (await home.manager.delete(at, headers=if_match(talk))).status_code == 412
    assert (await home.manager.delete(at, headers=if_match(changed))).status_code == 204
    assert (await home.manager.get(at)).status_code == 404


async def test_talk_sent_twice_under_one_key_is_one(home: Center) -> None:
    key = uuid4().hex
    at = datetime.now(UTC) - timedelta(hours=3)
    first = await note(home, key=key, talked_at=at.isoformat())
    assert await note(home, key=key, talked_at=at.isoformat()) == first
    assert datetime.fromisoformat(first["talked_at"]) == at
    assert len((await home.manager.get(f"{home.path}/talks")).json()["items"]) == 1


async def test_wrong_clock_is_not_believed(home: Center) -> None:
    for wrong in ("2009-01-01T00:00:00Z", "2099-01-01T00:00:00Z"):
        talk = await note(home, talked_at=wrong)
        assert datetime.fromisoformat(talk["talked_at"]) > datetime.now(UTC) - timedelta(minutes=1)
    assert (await note(home, talked_at="2026-01-01T00:00:00", expect=422))["code"] == "invalid"


async def test_talk_of_nobody_known_or_nowhere_is_refused(home: Center, foreign: Center) -> None:
    stranger, elsewhere = await foreign.enter(), await foreign.house()
    for field, value in (("resident_id", stranger["id"]), ("house_id", elsewhere["id"])):
        refused = await note(home, expect=422, **{field: value})
        assert refused["errors"][0]["pointer"] == f"/{field}"
    await note(home, expect=422, kind="gossip")
    await note(home, expect=422, words="я" * 1001)


async def test_talks_are_filtered_and_paged(home: Center) -> None:
    person = await home.enter()
    for kind in ("need", "appeal", "idea", "note"):
        await note(home, kind=kind, resident_id=person["id"] if kind == "note" else None)
    listed = home.manager.get
    assert len((await listed(f"{home.path}/talks?state=waiting")).json()["items"]) == 3
    (about,) = (await listed(f"{home.path}/talks?resident_id={person['id']}")).json()["items"]
    assert about["kind"] == "note"
    page = (await listed(f"{home.path}/talks?limit=3")).json()
    rest = (await listed(f"{home.path}/talks?limit=3&cursor={page['next']}")).json()
    assert (len(page["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)


async def test_need_is_linked_once_and_stays_a_need(home: Center) -> None:
    talk = await note(home, kind="need")
    at, need = f"{home.path}/talks/{talk['id']}", str(uuid4())
    placed = (await home.manager.patch(at, json={"need_id": need}, headers=if_match(talk))).json()
    assert (placed["state"], placed["need_id"]) == ("placed", need)
    for body in ({"need_id": str(uuid4())}, {"kind": "note"}):
        answer = await home.manager.patch(at, json=body, headers=if_match(placed))
        assert (answer.status_code, answer.json()["code"]) == (409, "talks.need-elsewhere")
    note_ = await note(home)
    answer = await home.manager.patch(
        f"{home.path}/talks/{note_['id']}", json={"need_id": need}, headers=if_match(note_)
    )
    assert answer.status_code == 409


@pytest.mark.parametrize("kind", ["need", "appeal", "idea"])
async def test_talk_becomes_what_it_was_about_once(home: Center, kind: str) -> None:
    talk = await note(home, kind=kind)
    at, thing = f"{home.path}/talks/{talk['id']}", str(uuid4())
    placed = (await home.manager.patch(at, json={"became_id": thing}, headers=if_match(talk))).json()
    assert (placed["state"], placed["became_id"]) == ("placed", thing)
    assert placed["need_id"] == (thing if kind == "need" else None)
    again = (await home.manager.patch(at, json={"became_id": thing}, headers=if_match(placed))).json()
    for body in ({"became_id": str(uuid4())}, {"kind": "note"}, {"need_id": str(uuid4())}):
        answer = await home.manager.patch(at, json=body, headers=if_match(again))
        assert (answer.status_code, answer.json()["code"]) == (409, "talks.need-elsewhere")


async def test_note_becomes_nothing(home: Center) -> None:
    talk = await note(home)
    at = f"{home.path}/talks/{talk['id']}"
    answer = await home.manager.patch(at, json={"became_id": str(uuid4())}, headers=if_match(talk))
    assert answer.status_code == 409
    appeal = await note(home, kind="appeal")
    at = f"{home.path}/talks/{appeal['id']}"
    answer = await home.manager.patch(at, json={"need_id": str(uuid4())}, headers=if_match(appeal))
    assert answer.status_code == 409


async def test_fact_of_a_talk_says_ids_and_codes_only(home: Center, database_of: DatabaseOf) -> None:
    talk = await note(home, kind="appeal", words="Соседка Кукушкина не спит")
    dsn = await database_of("registry")
    (fact,) = await rows(
        dsn, "select data from outbox where center_id = $1 and type = $2", home.id, TalkNotedV1.type
    )
    told = TalkNotedV1.model_validate_json(fact["data"])
    assert (str(told.talk_id), told.kind, told.resident_id) == (talk["id"], "appeal", None)
    assert "Кукушкина" not in fact["data"]


async def test_residents_and_other_centers_do_not_read_talks(home: Center, foreign: Center) -> None:
    person = await home.enter()
    talk = await note(home, resident_id=person["id"])
    mine = home.resident(person["id"])
    for path in ("/talks", f"/talks/{talk['id']}"):
        assert (await mine.get(home.path + path)).status_code == 403
    assert (await foreign.manager.get(f"{foreign.path}/talks/{talk['id']}")).status_code == 404
    assert (await foreign.manager.get(f"{foreign.path}/talks")).json()["items"] == []


async def test_reading_what_was_said_of_somebody_stands_in_the_log(
    home: Center, database_of: DatabaseOf
) -> None:
    person = await home.enter()
    talk = await note(home, resident_id=person["id"])
    await home.manager.get(f"{home.path}/talks/{talk['id']}")
    dsn = await database_of("registry")
    noted = await rows(
        dsn, "select action from audit where about_id = $1 and action like 'talk%' order by id", person["id"]
    )
    assert [one["action"] for one in noted] == ["talk.noted", "talk.read"]


async def test_talks_go_with_whom_they_are_about_and_move_with_a_merge(home: Center) -> None:
    one, other = await home.enter(), await home.enter()
    talk = await note(home, resident_id=one["id"])
    async with home.api.app.state.database.transaction(home.id) as session:
        await move_talks(session, home.id, one["id"], other["id"])
        assert [str(found.id) for found in await talks_about(session, home.id, other["id"])] == [talk["id"]]
        assert await talks_about(session, home.id, new_id()) == []
    gone = await home.manager.delete(f"{home.path}/residents/{other['id']}", headers=if_match(other))
    assert gone.status_code in (202, 204), gone.text
    assert (await home.manager.get(f"{home.path}/talks/{talk['id']}")).status_code == 404
