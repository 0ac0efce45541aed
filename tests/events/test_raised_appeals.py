"""What was complained of in a survey becomes an appeal that a manager takes up or sets aside."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.codes import Complaint, ConsentPurpose
from shared.contracts.registry import ConsentWithdrawnV1, ResidentErasedV1, ResidentJoinedV1
from shared.contracts.surveys import ComplaintRaisedV1
from shared.kit.clock import today
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Api, Tell
from shared.testing.tokens import Tokens
from tests.events.conftest import Json, Said

AsResident = Callable[[UUID], Api]


def complaint(*about: Complaint, resident: UUID | None = None) -> ComplaintRaisedV1:
    return ComplaintRaisedV1(
        sheet_id=new_id(), resident_id=resident or new_id(), about=list(about) or ["roof"],
        consent="complaints/1", survey_id=new_id(), channel="paper",
    )  # fmt: skip


class Desk:
    """One center's appeals, and what its service hears."""

    def __init__(self, manager: Api, center: UUID, driver: Any, told: Tell, eventually: Eventually) -> None:
        self.manager, self.center, self.driver, self.told, self.eventually = (
            manager, center, driver, told, eventually,
        )  # fmt: skip

    async def hears(self, fact: Any) -> None:  # Any: a fact of whatever service
        told_id = await self.told(fact, self.center)
        await self.eventually(
            lambda: self.driver.fetchval("select 1 from inbox where event_id = $1", told_id)
        )

    async def appeals(self, **query: str) -> list[Json]:
        found: list[Json] = (await self.manager.get(f"/centers/{self.center}/appeals", params=query)).json()[
            "items"
        ]
        return found

    async def step(self, appeal: Json, step: str, expect: int = 201, **said: object) -> Json:
        answer = await self.manager.post(
            f"/centers/{self.center}/appeals/{appeal['id']}/steps",
            json={"step": step, "on": str(today()), **said},
            headers={"if-match": f'"{appeal["version"]}"'},
        )
        assert answer.status_code == expect, answer.text
        made: Json = answer.json()
        return made


@pytest.fixture
def desk(manager: Api, center: UUID, driver: Any, told: Tell, eventually: Eventually) -> Desk:
    return Desk(manager, center, driver, told, eventually)


def _joined(resident: UUID) -> ResidentJoinedV1:
    return ResidentJoinedV1(
        resident_id=resident, house_id=None, premises_id=None, adult=True, channel="visit"
    )


def withdrawal(resident: UUID, purpose: ConsentPurpose = "complaints") -> ConsentWithdrawnV1:
    return ConsentWithdrawnV1(consent_id=new_id(), resident_id=resident, purpose=purpose, text_version=1)


async def test_complaint_of_a_survey_waits_for_a_decision_and_is_taken_up(desk: Desk, said: Said) -> None:
    fact = complaint("roof")
    await desk.hears(fact)
    assert await desk.appeals(raised="false") == []
    (appeal,) = await desk.appeals(open="true", raised="true")
    assert (appeal["state"], appeal["about"], appeal["words"]) == ("raised", "roof", "")
    assert (appeal["survey_id"], appeal["sheet_id"]) == (str(fact.survey_id), str(fact.sheet_id))
    assert (appeal["resident_id"], appeal["channel"]) == (str(fact.resident_id), "paper")
    (noted,) = await said("events.appeal.noted.v1")
    assert noted["appeal_id"] == appeal["id"]
    appeal = await desk.step(appeal, "take_up")
    assert appeal["state"] == "waiting"
    assert len(await desk.appeals(raised="false")) == 1
    appeal = await desk.step(appeal, "send", to_whom="Управляющая компания")
    assert appeal["state"] == "sent"
    assert [one["state"] for one in await said("events.appeal.moved.v1")] == ["waiting", "sent"]


async def test_complaint_is_set_aside_for_a_reason_alone_and_is_over_then(desk: Desk) -> None:
    await desk.hears(complaint())
    (appeal,) = await desk.appeals()
    refused = await desk.step(appeal, "set_aside", 422)
    assert refused["errors"][0]["pointer"] == "/note"
    await desk.step(appeal, "send", 409, to_whom="Управляющая компания")
    await desk.step(appeal, "close", 409, outcome="resolved")
    appeal = await desk.step(appeal, "set_aside", note="Крышу уже чинят")
    assert (appeal["state"], appeal["steps"][-1]["note"]) == ("set_aside", "Крышу уже чинят")
    assert await desk.appeals(open="true") == []
    assert (await desk.step(appeal, "take_up", 409))["code"] == "events.appeal-over"


async def test_two_facts_of_one_sheet_make_one_appeal_about_a_matter(desk: Desk, said: Said) -> None:
    fact = complaint("roof", "lift", "roof")
    await desk.hears(fact)
    await desk.hears(fact)
    assert sorted(one["about"] for one in await desk.appeals()) == ["lift", "roof"]
    assert len(await said("events.appeal.noted.v1")) == 2
    await desk.hears(complaint("roof", resident=fact.resident_id))
    assert len(await desk.appeals()) == 3


async def test_withdrawn_consent_leaves_no_author_and_no_way_to_them(desk: Desk) -> None:
    fact = complaint("roof", "lift")
    await desk.hears(fact)
    taken = await desk.step((await desk.appeals())[0], "take_up")
    await desk.step(taken, "send", to_whom="Управляющая компания")
    await desk.hears(withdrawal(fact.resident_id))
    found = await desk.appeals()
    assert sorted(one["state"] for one in found) == ["sent", "withdrawn"]
    assert {(one["resident_id"], one["survey_id"], one["sheet_id"]) for one in found} == {(None, None, None)}


async def test_withdrawal_of_another_consent_and_by_another_leaves_the_appeal(desk: Desk) -> None:
    fact = complaint()
    await desk.hears(fact)
    await desk.hears(withdrawal(fact.resident_id, "photo"))
    await desk.hears(withdrawal(new_id()))
    assert [one["resident_id"] for one in await desk.appeals()] == [str(fact.resident_id)]


async def test_own_appeal_rests_on_no_consent_of_a_survey(desk: Desk, as_resident: AsResident) -> None:
    author = new_id()
    body = {"about": "yard", "words": "Темно во дворе"}
    made = await as_resident(author).post(f"/centers/{desk.center}/appeals", json=body)
    assert made.status_code == 201, made.text
    await desk.hears(withdrawal(author, "keep_card"))
    assert [one["resident_id"] for one in await desk.appeals()] == [str(author)]


async def test_withdrawal_that_overtakes_an_earlier_sheet_stops_it(desk: Desk) -> None:
    fact = complaint()
    await desk.driver.execute(
        "insert into heard_consents (center_id, resident_id, purpose, withdrawn_at)"
        " values ($1, $2, 'complaints', now() + interval '1 hour')",
        desk.center,
        fact.resident_id,
    )
    await desk.hears(fact)
    assert await desk.appeals() == []


async def test_erased_author_raises_nothing_and_is_taken_off(desk: Desk) -> None:
    fact = complaint()
    await desk.hears(_joined(fact.resident_id))
    await desk.hears(fact)
    await desk.hears(ResidentErasedV1(resident_id=fact.resident_id))
    (appeal,) = await desk.appeals()
    assert (appeal["state"], appeal["resident_id"], appeal["sheet_id"]) == ("withdrawn", None, None)
    await desk.hears(complaint(resident=fact.resident_id))
    assert len(await desk.appeals()) == 1


async def test_a_company_and_another_resident_see_nothing_of_it(
    desk: Desk, api: Api, tokens: Tokens, as_resident: AsResident
) -> None:
    fact = complaint()
    await desk.hears(fact)
    (appeal,) = await desk.appeals()
    path = f"/centers/{desk.center}/appeals"
    company = api.as_(tokens.of("company", new_id(), (desk.center,)))
    assert (await company.get(path)).status_code == 403
    assert (await company.get(f"{path}/{appeal['id']}")).status_code == 403
    assert (await as_resident(new_id()).get(f"{path}/{appeal['id']}")).status_code == 404
    own = await as_resident(fact.resident_id).get(f"{path}/{appeal['id']}")
    assert own.json()["state"] == "raised"
