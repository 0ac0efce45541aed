"""What the law asks: exact numbers with a source and a day, kept up to date by the operator."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.registry.communities.rules.model import Bound, Rule
from shared.contracts.requests import RulesOf
from shared.kit.clock import today
from tests.registry.making import Center, connected, if_match

HALF = {"bound": "more_than", "numerator": 1, "denominator": 2, "legal_basis": "Жилищный кодекс, ст. 136"}


def rule(bound: Bound, numerator: int, denominator: int) -> Rule:
    return Rule(
        code="x", valid_from=date(2020, 1, 1), bound=bound, numerator=numerator, denominator=denominator
    )


@pytest.mark.parametrize(
    ("bound", "of", "part", "whole", "holds"),
    [
        ("more_than", (1, 2), "500.00", "1000", False),
        ("more_than", (1, 2), "500.01", "1000", True),
        ("at_least", (2, 3), "600", "900", True),
        ("at_least", (2, 3), "666.66", "1000", False),
        ("at_least", (1, 3), "33.3333", "100", False),
        ("more_than", (4, 1), "4", "1", False),
        ("more_than", (4, 1), "5", "1", True),
        ("exactly", (2, 1), "2", "1", True),
    ],
)
def test_a_rule_is_exact(bound: Bound, of: tuple[int, int], part: str, whole: str, holds: bool) -> None:
    assert rule(bound, *of).holds(Decimal(part), Decimal(whole)) is holds


async def test_everybody_reads_the_rules_with_their_sources(home: Center) -> None:
    found = (await home.api.get("/rules")).json()["items"]
    half = next(one for one in found if one["code"] == "tszh.votes")
    assert (half["bound"], half["numerator"], half["denominator"]) == ("more_than", 1, 2)
    assert all("ст." in one["legal_basis"] or one["code"] == "term.warn_days" for one in found)


async def test_another_service_hears_the_days_of_its_subject_and_no_shares(home: Center) -> None:
    await connected(home.api)
    bus = home.api.app.state.bus
    terms = (await bus.ask(RulesOf(subject_of_law="appeal"))).items
    assert ("appeal.register_days", 3) in {(one.code, one.number) for one in terms}
    assert {one.code.partition(".")[0] for one in terms} == {"appeal"}
    assert {one.code for one in (await bus.ask(RulesOf(subject_of_law="tos"))).items} == {"tos.age"}


async def test_only_the_operator_writes_rules(home: Center) -> None:
    path = "/rules/tszh.votes/2199-01-01"
    assert (await home.manager.put(path, json=HALF)).status_code == 403
    assert (await home.api.put(path, json=HALF)).status_code == 401
    operator = home.api.as_(home.tokens.operator())
    assert (await operator.put("/rules/tszh.wishes/2199-01-01", json=HALF)).status_code == 422
    assert (await operator.put(path, json=HALF | {"denominator": 0})).status_code == 422


async def test_a_rule_of_a_later_day_changes_nothing_before_it(home: Center) -> None:
    operator = home.api.as_(home.tokens.operator())
    path, third = "/rules/tszh.votes/2199-01-01", HALF | {"numerator": 1, "denominator": 3}
    written = await operator.put(path, json=third, headers=await as_seen(home, path))
    assert written.status_code == 200, written.text
    body = {
        "kind": "tszh", "scale": "house", "name": "ТСЖ",
        "decision": {"gathering": "votes", "part": "400", "whole": "1000"},
    }  # fmt: skip
    answer = await home.manager.post(f"{home.path}/organisations", json=body)
    assert answer.json()["errors"][0]["code"] == "organisations.too-few"


async def test_what_the_operator_has_written_holds_at_once(home: Center) -> None:
    operator = home.api.as_(home.tokens.operator())
    path = "/rules/owners_meeting.results_days/2005-03-01"
    days = {"bound": "exactly", "numerator": 12, "legal_basis": "Жилищный кодекс, ст. 46, ч. 3"}
    meeting = today() + timedelta(days=30)
    body = {"house_id": (await home.house())["id"], "meeting_on": str(meeting)}
    try:
        written = await operator.put(path, json=days, headers=await as_seen(home, path))
        assert written.status_code == 200, written.text
        forming = (await home.manager.post(f"{home.path}/council-formings", json=body)).json()
    finally:
        await operator.put(path, json=days | {"numerator": 10}, headers=if_match(written.json()))
    due = {one["code"]: one["due_on"] for one in forming["steps"]}
    assert due["results"] == str(meeting + timedelta(days=12))
    assert due["minutes"] == str(meeting + timedelta(days=10))


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        ("house_council.term_years", 1, 2), ("owners_meeting.notice_days", 0, 1), ("tos.age", 5000, 1),
        ("tszh.votes", 3, 2), ("owners_meeting.quorum", 0, 1),
    ],
)  # fmt: skip
async def test_a_number_that_cannot_be_is_refused(
    home: Center, code: str, numerator: int, denominator: int
) -> None:
    operator = home.api.as_(home.tokens.operator())
    body = HALF | {"numerator": numerator, "denominator": denominator}
    answer = await operator.put(f"/rules/{code}/2199-01-01", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/numerator")


async def as_seen(home: Center, path: str) -> dict[str, str]:
    """The edition of that day, where one is written down."""
    code, day = path.split("/")[-2:]
    found = (await home.api.get("/rules")).json()["items"]
    return next((if_match(one) for one in found if (one["code"], one["valid_from"]) == (code, day)), {})


async def test_of_two_editions_of_one_day_the_second_is_not_taken_unseen(home: Center) -> None:
    operator, path = home.api.as_(home.tokens.operator()), "/rules/tszh.votes/2190-01-01"
    first = await operator.put(path, json=HALF)
    assert (first.status_code, first.json()["version"], first.headers["etag"]) == (200, 1, '"1"')
    blind = await operator.put(path, json=HALF | {"numerator": 1, "denominator": 3})
    assert (blind.status_code, blind.json()["code"]) == (412, "outdated")
    seen = {"if-match": first.headers["etag"]}
    corrected = await operator.put(path, json=HALF | {"numerator": 2, "denominator": 3}, headers=seen)
    assert (corrected.status_code, corrected.json()["version"]) == (200, 2)
    late = await operator.put(path, json=HALF, headers=seen)
    assert late.status_code == 412
    nothing = await operator.put("/rules/tszh.votes/2191-01-01", json=HALF, headers=seen)
    assert nothing.status_code == 412


async def test_two_operators_at_once_write_one_edition(home: Center) -> None:
    operator, path = home.api.as_(home.tokens.operator()), "/rules/tszh.votes/2192-01-01"
    answers = await asyncio.gather(*(operator.put(path, json=HALF) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [200, 412, 412, 412]
