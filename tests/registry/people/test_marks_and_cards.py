"""Activists are marked with what for, a printed card opens one person's door, health needs rest on consent."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.registry.people.cards import service
from services.registry.people.cards.model import ResidentCard, read_secret
from services.registry.people.cards.repository import find_by_token
from services.registry.people.cards.service import issue
from services.registry.people.residents.model import Resident
from services.registry.people.residents.repository import get_resident
from services.registry.places.centers.model import Center as CenterRow
from shared.kit.ids import new_id
from tests.registry.making import Center, if_match

Json = dict[str, Any]  # Any: JSON


async def test_an_activist_is_marked_listed_by_house_and_released(home: Center) -> None:
    house = (await home.house())["id"]
    active, idle = await home.enter(house_id=house, flat="3"), await home.enter(house_id=house)
    path = f"{home.path}/residents/{active['id']}/marks"
    made = await home.manager.post(path, json={"kind": "activist", "what_for": "ведёт чат подъезда"})
    assert made.json()["marked_by"] == str(home.manager_id)
    (listed,) = (await home.manager.get(f"{home.path}/activists", params={"house_id": house})).json()["items"]
    assert (listed["id"], listed["flat"]) == (active["id"], "3")
    assert [one["what_for"] for one in listed["marks"]] == ["ведёт чат подъезда"]
    ended = await home.manager.delete(f"{path}/{made.json()['id']}", headers=if_match(made.json()))
    assert ended.status_code == 204
    assert (await home.manager.get(f"{home.path}/activists")).json()["items"] == []
    (kept,) = (await home.resident(active["id"]).get(path)).json()["items"]
    assert kept["ended_at"]
    assert idle["id"] != active["id"]


async def test_nobody_marks_themselves_or_reads_the_record(home: Center, foreign: Center) -> None:
    person = await home.enter()
    path = f"{home.path}/residents/{person['id']}/marks"
    body = {"kind": "leader", "what_for": "слушают соседи"}
    assert (await home.resident(person["id"]).post(path, json=body)).status_code == 403
    assert (await home.resident(person["id"]).get(f"{home.path}/activists")).status_code == 403
    assert (await foreign.manager.post(path, json=body)).status_code == 404
    assert (await home.manager.post(path, json=body | {"what_for": " "})).status_code == 422
    assert (await home.manager.post(path, json=body | {"kind": "boss"})).status_code == 422


async def test_a_printed_card_ends_the_one_before_it(home: Center) -> None:
    person = await home.enter()
    database = home.api.app.state.database
    async with database.transaction(home.id) as session:
        resident = await get_resident(session, home.id, UUID(person["id"]))
        _, first = await issue(session, resident, None)
    async with database.transaction(home.id) as session:
        resident = await get_resident(session, home.id, UUID(person["id"]))
        _, second = await issue(session, resident, None)
    async with database.transaction(None) as session:
        assert await find_by_token(session, first) is None
        found = await find_by_token(session, " ".join(second))
        assert found is not None
        assert (str(found.resident_id), found.center_id) == (person["id"], home.id)
    path = f"{home.path}/residents/{person['id']}/cards"
    listed = (await home.manager.get(path)).json()["items"]
    assert [one["ended_at"] is None for one in listed] == [True, False]
    assert second not in str(listed)


async def test_a_card_is_paper_and_its_secret_is_kept_nowhere(home: Center) -> None:
    person = await home.enter()
    path = f"{home.path}/residents/{person['id']}/cards"
    paper = await home.manager.post(path)
    assert (paper.status_code, paper.headers["content-type"]) == (201, "application/pdf")
    assert paper.content.startswith(b"%PDF-")
    repeated = await home.manager.post(path, headers={"idempotency-key": "once"})
    assert repeated.status_code == 422
    assert (await home.resident(person["id"]).post(path)).status_code == 403
    assert (await home.resident(person["id"]).delete(f"{path}/current")).status_code == 204
    assert (await home.manager.delete(f"{path}/current")).status_code == 404


async def test_a_made_up_card_is_nobodys(home: Center) -> None:
    async with home.api.app.state.database.transaction(None) as session:
        assert await find_by_token(session, "0" * 40) is None
        assert await find_by_token(session, "' or 1=1 --") is None
        assert await find_by_token(session, "") is None


@pytest.mark.parametrize("typed", ["１２３ 45", "12345", "1-2-3-4-5\n"])
def test_a_scanned_card_is_read_however_it_is_spaced(typed: str) -> None:
    assert read_secret(typed) == "12345"


async def test_health_needs_are_kept_only_while_consented(home: Center, foreign: Center) -> None:
    person = await home.enter()
    path = f"{home.path}/residents/{person['id']}/accessibility"
    me, body = home.resident(person["id"]), {"needs": ["step_free", "large_print"], "note": "хожу с палочкой"}
    first = {"if-match": '"0"'}
    refused = await me.put(path, json=body, headers=first)
    assert (refused.status_code, refused.json()["code"]) == (409, "accessibility.consent-missing")
    agreed = {"purpose": "accessibility_needs", "version": 1}
    given = await me.post(f"{home.path}/residents/{person['id']}/consents", json=agreed)
    assert given.status_code == 201, given.text
    kept = await me.put(path, json=body, headers=first)
    assert kept.json() == body | {"version": 1}
    assert (await home.manager.get(path)).json() == kept.json()
    assert (await me.put(path, json=body, headers=first)).status_code == 412
    assert (await foreign.manager.get(path)).status_code == 404
    await me.post(f"{home.path}/consents/{given.json()['id']}/withdraw", json={})
    assert (await home.manager.get(path)).status_code == 409
    await me.post(f"{home.path}/residents/{person['id']}/consents", json=agreed)
    assert (await home.manager.get(path)).json() == {"needs": [], "note": None, "version": 0}


async def test_health_needs_of_others_stay_closed(home: Center) -> None:
    one, other = await home.enter(), await home.enter()
    path = f"{home.path}/residents/{one['id']}/accessibility"
    assert (await home.resident(other["id"]).get(path)).status_code == 404
    assert (await home.api.as_(home.tokens.city()).get(path)).status_code == 403
    assert (
        await home.manager.put(path, json={"needs": ["diagnosis"]}, headers=if_match(one))
    ).status_code == 422


async def test_a_card_printed_after_midnight_bears_the_day_of_the_city(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: dict[str, object] = {}

    async def keep(_template: Path, data: dict[str, object]) -> bytes:
        said.update(data)
        return b""

    monkeypatch.setattr(service, "typeset", keep)
    card = ResidentCard(id=new_id(), issued_at=datetime(2026, 11, 26, 22, tzinfo=UTC))
    await service.print_card(CenterRow(), Resident(family_name="Ким", given_name="Ия"), card, "0" * 10)
    assert said["issued"] == "27.11.2026"
