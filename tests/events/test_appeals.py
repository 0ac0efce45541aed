"""An appeal: written down, followed step by step within the terms of the law, seen by its author and managers alone."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.events.appeals.model import Appeal, Move
from services.events.personal.model import TERMS
from services.events.terms.model import Term, Terms
from shared.contracts.permissions import Role
from shared.contracts.registry import MergeUndoneV1, ResidentErasedV1, ResidentMergedV1
from shared.kit.audit import is_deed
from shared.kit.clock import now, today
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.problems import DomainError
from shared.kit.retention import sweep_once
from shared.testing.polling import Eventually
from shared.testing.running import Api, Tell
from shared.testing.tokens import Tokens
from tests.events.conftest import Json, Said

Knows = Callable[[], Awaitable[UUID]]
AsResident = Callable[[UUID], Api]
Note = Callable[..., Awaitable[Json]]
Step = Callable[..., Awaitable[Json]]


@pytest.fixture
def note(manager: Api, center: UUID) -> Note:
    """Writes an appeal down: `await note(house_id=…)`."""

    async def noted(expect: int = 201, by: Api = manager, **said: object) -> Json:
        body = {"about": "roof", "words": "Течёт крыша над шестым подъездом", **said}
        answer = await by.post(f"/centers/{center}/appeals", json=body)
        assert answer.status_code == expect, answer.text
        made: Json = answer.json()
        return made

    return noted


@pytest.fixture
def step(manager: Api, center: UUID) -> Step:
    """Takes a step: `appeal = await step(appeal, "send", to_whom="Жилищная инспекция")`."""

    async def stepped(appeal: Json, name: str, days_ago: int = 0, expect: int = 201, **said: object) -> Json:
        body = {"step": name, "on": str(today() - timedelta(days=days_ago)), **said}
        answer = await manager.post(
            f"/centers/{center}/appeals/{appeal['id']}/steps",
            json=body,
            headers={"if-match": f'"{appeal["version"]}"'},
        )
        assert answer.status_code == expect, answer.text
        made: Json = answer.json()
        return made

    return stepped


async def test_appeal_is_followed_from_sending_to_closing_with_its_terms(
    note: Note, step: Step, said: Said, manager: Api, center: UUID
) -> None:
    house = str(new_id())
    appeal = await note(house_id=house)
    assert (appeal["state"], appeal["due_on"], appeal["resident_id"]) == ("waiting", None, None)
    appeal = await step(appeal, "send", 50, to_whom="Жилищная инспекция")
    assert (appeal["state"], appeal["due_for"]) == ("sent", "register")
    assert appeal["due_on"] == str(today() - timedelta(days=47))
    appeal = await step(appeal, "register", 46, number="К-17")
    assert (appeal["due_for"], appeal["due_on"]) == ("answer", str(today() - timedelta(days=16)))
    assert (appeal["overdue"], appeal["due_basis"]) == (True, "Закон № 59-ФЗ, ст. 12, ч. 1")
    appeal = await step(appeal, "extend", 20, until=str(today() + timedelta(days=10)))
    assert (appeal["overdue"], appeal["due_on"]) == (False, str(today() + timedelta(days=10)))
    appeal = await step(appeal, "answer", 1, note="Крышу починят в мае")
    assert (appeal["state"], appeal["due_on"]) == ("answered", None)
    appeal = await step(appeal, "close", outcome="resolved")
    assert [(one["step"], one["late"]) for one in appeal["steps"]] == [
        ("send", False), ("register", True), ("extend", False), ("answer", False), ("close", False),
    ]  # fmt: skip
    read = (await manager.get(f"/centers/{center}/appeals/{appeal['id']}")).json()
    assert read == appeal
    (noted,) = await said("events.appeal.noted.v1")
    assert (noted["about"], noted["house_id"]) == ("roof", house)
    moved = await said("events.appeal.moved.v1")
    assert [one["state"] for one in moved] == ["sent", "registered", "registered", "answered", "closed"]
    assert "крыш" not in str([noted, *moved]).lower()


async def test_forwarded_appeal_begins_its_terms_anew_at_whoever_got_it(note: Note, step: Step) -> None:
    appeal = await step(await note(), "send", 20, to_whom="Администрация")
    appeal = await step(appeal, "register", 18, number="1")
    appeal = await step(appeal, "forward", 10, to_whom="Жилищная инспекция")
    assert (appeal["state"], appeal["number"], appeal["to_whom"]) == ("forwarded", None, "Жилищная инспекция")
    assert (appeal["due_for"], appeal["due_on"]) == ("register", str(today() - timedelta(days=7)))
    assert appeal["steps"][-1]["late"] is True
    appeal = await step(appeal, "register", 9, number="2")
    assert appeal["due_on"] == str(today() + timedelta(days=21))


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ([("send", 0, {})], "/to_whom"),
        ([("send", -1, {"to_whom": "УК"})], "/on"),
        ([("send", 3, {"to_whom": "УК"}), ("register", 4, {"number": "1"})], "/on"),
        ([("send", 3, {"to_whom": "УК"}), ("register", 2, {})], "/number"),
        ([("send", 3, {"to_whom": "УК"}), ("forward", 2, {})], "/to_whom"),
        ([("send", 3, {"to_whom": "УК"}), ("close", 2, {})], "/outcome"),
        ([("send", 3, {"to_whom": "УК"}), ("register", 2, {"number": "1"}), ("extend", 1, {})], "/until"),
    ],
)
async def test_step_without_what_it_needs_is_refused(
    note: Note, step: Step, steps: list[tuple[str, int, Json]], field: str
) -> None:
    appeal = await note()
    for name, ago, said in steps[:-1]:
        appeal = await step(appeal, name, ago, **said)
    name, ago, said = steps[-1]
    refused = await step(appeal, name, ago, expect=422, **said)
    assert refused["errors"][0]["pointer"] == field


async def test_answer_is_put_off_once_and_by_thirty_days_at_most(note: Note, step: Step) -> None:
    appeal = await step(await note(to_whom="Администрация"), "send", 5)
    appeal = await step(appeal, "register", 5, number="1")
    due = date.fromisoformat(appeal["due_on"])
    for wrong in (due, due + timedelta(days=31)):
        await step(appeal, "extend", expect=422, until=str(wrong))
    appeal = await step(appeal, "extend", until=str(due + timedelta(days=30)))
    await step(appeal, "extend", expect=409, until=str(due + timedelta(days=31)))


@pytest.mark.parametrize("name", ["register", "forward", "extend", "answer"])
async def test_step_out_of_order_is_refused(note: Note, step: Step, name: str) -> None:
    said = {"number": "1", "to_whom": "УК", "until": str(today())}
    await step(await note(), name, expect=409, **said)


async def test_closed_appeal_takes_nothing_more(note: Note, step: Step, manager: Api, center: UUID) -> None:
    appeal = await step(await note(), "close", outcome="unresolved")
    assert (await step(appeal, "send", expect=409, to_whom="УК"))["code"] == "events.appeal-over"
    version = {"if-match": f'"{appeal["version"]}"'}
    at = f"/centers/{center}/appeals/{appeal['id']}"
    assert (await manager.patch(at, json={"words": "Ещё"}, headers=version)).status_code == 409
    assert (await manager.post(f"{at}/withdraw", headers=version)).status_code == 409


async def test_company_answers_as_it_has_promised_and_not_by_the_law(note: Note, step: Step) -> None:
    promised = str(today() - timedelta(days=1))
    appeal = await note(recipient="company", to_whom="УК «Уют»", promised_on=promised)
    appeal = await step(appeal, "send", 10)
    assert (appeal["due_for"], appeal["due_on"], appeal["due_basis"]) == ("promise", promised, None)
    assert appeal["overdue"] is True
    without = await step(await note(recipient="company", to_whom="УК «Уют»"), "send", 40)
    assert (without["due_on"], without["overdue"]) == (None, False)


async def test_appeal_is_corrected_by_whoever_has_seen_it(manager: Api, center: UUID, note: Note) -> None:
    appeal = await note()
    at = f"/centers/{center}/appeals/{appeal['id']}"
    assert (await manager.patch(at, json={"words": "Иное"})).status_code == 428
    assert (await manager.patch(at, json={"words": "Иное"}, headers={"if-match": '"9"'})).status_code == 412
    changed = await manager.patch(at, json={"about": "lift", "house_id": None}, headers={"if-match": '"1"'})
    assert (changed.json()["about"], changed.json()["version"]) == ("lift", 2)
    wrong = await manager.patch(at, json={"state": "closed"}, headers={"if-match": '"2"'})
    assert wrong.status_code == 422


async def test_list_tells_open_and_overdue_apart(manager: Api, center: UUID, note: Note, step: Step) -> None:
    house = str(new_id())
    late = await step(await note(house_id=house, to_whom="Мэрия"), "send", 9)
    closed = await step(await note(house_id=house), "close", outcome="resolved")
    waiting = await note()

    async def listed(query: str) -> list[str]:
        answer = await manager.get(f"/centers/{center}/appeals?{query}")
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    assert await listed("overdue=true") == [late["id"]]
    assert await listed("open=true") == [waiting["id"], late["id"]]
    assert await listed(f"house_id={house}&open=true") == [late["id"]]
    assert await listed("state=closed") == [closed["id"]]
    assert await listed("limit=1") == [waiting["id"]]
    assert await listed(f"limit=1&cursor={waiting['id']}") == [closed["id"]]


async def test_resident_makes_sees_and_withdraws_their_own_alone(
    as_resident: AsResident, center: UUID, note: Note, knows: Knows
) -> None:
    mine, other = as_resident(await knows()), as_resident(new_id())
    appeal = await note(by=mine, words="Не горит фонарь", about="yard")
    assert appeal["channel"] == "web"
    at = f"/centers/{center}/appeals"
    assert [one["id"] for one in (await mine.get(at)).json()["items"]] == [appeal["id"]]
    assert (await other.get(at)).json()["items"] == []
    assert (await other.get(f"{at}/{appeal['id']}")).status_code == 404
    version = {"if-match": '"1"'}
    assert (await other.post(f"{at}/{appeal['id']}/withdraw", headers=version)).status_code == 404
    withdrawn = await mine.post(f"{at}/{appeal['id']}/withdraw", headers=version)
    assert (withdrawn.status_code, withdrawn.json()["state"]) == (200, "withdrawn")


async def test_resident_speaks_for_nobody_else(as_resident: AsResident, note: Note) -> None:
    await note(by=as_resident(new_id()), expect=422, resident_id=str(new_id()))
    await note(by=as_resident(new_id()), expect=422, channel="phone")


async def test_manager_writes_down_for_whom_the_center_knows_and_the_log_keeps_why(
    driver: Any, center: UUID, note: Note, knows: Knows
) -> None:
    person = await knows()
    appeal = await note(resident_id=str(person), channel="phone", ground="phone")
    assert appeal["resident_id"] == str(person)
    line = await driver.fetchrow("select action, ground from audit where about_id = $1", person)
    assert tuple(line) == ("appeal.noted-for", "phone")
    refused = await note(expect=422, resident_id=str(new_id()))
    assert refused["errors"][0]["pointer"] == "/resident_id"
    await note(expect=422, channel="web")


async def test_manager_who_takes_a_resident_s_appeal_back_says_why_and_they_are_told(
    note: Note, step: Step, knows: Knows, driver: Any
) -> None:
    person = await knows()
    await step(await note(resident_id=str(person)), "withdraw", note="")
    lines = await driver.fetch("select action, ground from audit where about_id = $1 order by id", person)
    assert [tuple(line) for line in lines] == [
        ("appeal.noted-for", "visit"), ("appeal.withdrawn-for", "withdrawn"),
    ]  # fmt: skip
    assert all(is_deed("manager", *line) for line in lines), "so that they are told"


@pytest.mark.parametrize("role", ["city", "company", "partner", "operator"])
async def test_nobody_else_learns_an_author_or_a_word(
    api: Api, tokens: Tokens, center: UUID, note: Note, role: Role
) -> None:
    appeal = await note()
    them = api.as_(tokens.of(role, new_id(), (center,)))
    for at in (f"/centers/{center}/appeals", f"/centers/{center}/appeals/{appeal['id']}"):
        assert (await them.get(at)).status_code == 403


@pytest.mark.parametrize("wrong", [{"words": ""}, {"words": "а\0б"}, {"about": "gossip"}, {"by_me": 1},
                                   {"promised_on": "1800-01-01"}, {"to_whom": "я" * 201}])  # fmt: skip
async def test_bad_appeal_is_refused(note: Note, wrong: Json) -> None:
    await note(expect=422, **wrong)


async def test_double_click_is_one_appeal(manager: Api, center: UUID) -> None:
    body, key = {"about": "lift", "words": "Стоит лифт"}, {"idempotency-key": new_id().hex}
    first, again = [
        (await manager.post(f"/centers/{center}/appeals", json=body, headers=key)).json() for _ in range(2)
    ]
    assert first == again
    assert len((await manager.get(f"/centers/{center}/appeals")).json()["items"]) == 1


async def test_erased_author_takes_words_and_number_along(
    note: Note,
    step: Step,
    knows: Knows,
    told: Tell,
    eventually: Eventually,
    manager: Api,
    center: UUID,
    driver: Any,
) -> None:
    person = await knows()
    sent = await step(await note(resident_id=str(person), to_whom="Мэрия"), "send", 2)
    sent = await step(sent, "register", 1, number="Н-1", note="Соседка Кукушкина")
    waiting = await note(resident_id=str(person))
    fact_id = await told(ResidentErasedV1(resident_id=person), center)
    await eventually(lambda: driver.fetchval("select 1 from inbox where event_id = $1", fact_id))
    left = (await manager.get(f"/centers/{center}/appeals/{sent['id']}")).json()
    assert (left["resident_id"], left["words"], left["number"], left["state"]) == (
        None,
        "",
        None,
        "registered",
    )
    assert [(one["number"], one["note"]) for one in left["steps"]] == [(None, ""), (None, "")]
    gone = (await manager.get(f"/centers/{center}/appeals/{waiting['id']}")).json()
    assert (gone["state"], gone["words"]) == ("withdrawn", "")


async def test_merged_author_is_one_and_two_again(
    note: Note, knows: Knows, told: Tell, eventually: Eventually, driver: Any, center: UUID
) -> None:
    gone, kept = await knows(), await knows()
    appeal = await note(resident_id=str(gone))
    ids = {"merge_id": new_id(), "resident_id": gone, "kept_id": kept}

    async def author_after(fact: ResidentMergedV1 | MergeUndoneV1) -> UUID:
        fact_id = await told(fact, center)
        await eventually(lambda: driver.fetchval("select 1 from inbox where event_id = $1", fact_id))
        found: UUID = await driver.fetchval(
            "select resident_id from appeals where id = $1", UUID(appeal["id"])
        )
        return found

    assert await author_after(ResidentMergedV1(**ids)) == kept
    assert await author_after(MergeUndoneV1(**ids)) == gone


async def test_author_and_words_of_what_was_closed_long_ago_are_swept(
    note: Note, step: Step, knows: Knows, driver: Any, center: UUID,
    database_of: Callable[[str], Awaitable[str]],
) -> None:  # fmt: skip
    person = await knows()
    old = await step(await note(resident_id=str(person)), "close", 1100, outcome="resolved", note="Починили")
    new = await step(await note(resident_id=str(person)), "close", 30, outcome="resolved")
    await driver.execute("insert into swept_centers (id) values ($1) on conflict do nothing", center)
    database = Database(await database_of("events"), pool=1)
    try:
        await sweep_once(database, [one for one in TERMS if one.kind == "appeals"])
    finally:
        await database.close()
    rows = await driver.fetch("select id, resident_id, words from appeals where center_id = $1", center)
    found = {str(row["id"]): (row["resident_id"], bool(row["words"])) for row in rows}
    assert found == {old["id"]: (None, False), new["id"]: (person, True)}
    assert await driver.fetchval("select note from appeal_steps where appeal_id = $1", UUID(old["id"])) == ""


def test_terms_name_their_law_and_hold_from_a_day() -> None:
    terms = Terms(
        [
            Term(code="answer", valid_from=date(2026, 7, 1), days=20, legal_basis="новая редакция"),
            Term(code="answer", valid_from=date(2006, 11, 2), days=30, legal_basis="Закон № 59-ФЗ"),
        ]
    )
    assert terms.last_day("answer", date(2026, 3, 1)) == date(2026, 3, 31)
    assert terms.last_day("answer", date(2026, 6, 30)) == date(2026, 7, 30)
    assert terms.last_day("answer", date(2026, 7, 1)) == date(2026, 7, 21)
    assert terms.on("answer", date(2026, 7, 1)).legal_basis == "новая редакция"
    assert terms.on("answer", date(1999, 1, 1)).days == 30


async def test_every_term_stands_in_the_database_with_its_law(driver: Any) -> None:
    rows = await driver.fetch("select code, days, legal_basis from terms where valid_from < '2026-01-01'")
    assert {(row["code"], row["days"]) for row in rows} == {
        ("register", 3), ("forward", 7), ("answer", 30), ("extend", 30),
    }  # fmt: skip
    assert all("59-ФЗ" in row["legal_basis"] for row in rows)


def test_day_of_a_step_may_not_lie_ahead() -> None:
    appeal = Appeal(state="waiting", recipient="authority", to_whom="Мэрия", noted_at=now())
    with pytest.raises(DomainError):
        appeal.move(Move("send", date(2026, 5, 2)), date(2026, 5, 1), Terms([]))
