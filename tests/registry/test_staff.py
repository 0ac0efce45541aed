"""Staff accounts: the operator's desk."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from shared.testing.running import Api
from shared.testing.tokens import Tokens
from tests.registry.making import Center, DatabaseOf, Json, a_mail, if_match, rows


def make_account(center: Center, **overrides: object) -> Json:
    return {
        "role": "manager", "family_name": "Ким", "given_name": "Вера", "contact": a_mail(),
        "centers": [str(center.id)], **overrides,
    }  # fmt: skip


@pytest.fixture
def operator(api: Api, tokens: Tokens) -> Api:
    """The registry, called by the operator."""
    return api.as_(tokens.operator())


async def test_the_operator_opens_an_account(home: Center, operator: Api) -> None:
    opened = await operator.post("/staff", json=make_account(home, interest="management_company"))
    assert (opened.status_code, opened.json()["interest"]) == (201, "management_company")
    assert (await operator.get(f"/staff/{opened.json()['id']}")).json() == opened.json()
    assert opened.json() in (await operator.get("/staff")).json()["items"]


async def test_nobody_else_touches_accounts(home: Center, operator: Api) -> None:
    opened = (await operator.post("/staff", json=make_account(home))).json()
    path, tokens = f"/staff/{opened['id']}", home.tokens
    resident = tokens.resident(home.id, home.id)
    for caller in (home.manager, home.api.as_(tokens.city()), home.api.as_(resident)):
        assert (await caller.post("/staff", json=make_account(home))).status_code == 403
        assert (await caller.get("/staff")).status_code == 403
        assert (await caller.get(path)).status_code == 403
        assert (await caller.patch(path, json={}, headers=if_match(opened))).status_code == 403
    assert (await home.api.get(path)).status_code == 401


async def test_one_contact_has_one_account_in_a_role(home: Center, operator: Api) -> None:
    account = make_account(home)
    await operator.post("/staff", json=account)
    again = await operator.post("/staff", json=account)
    assert (again.status_code, again.json()["code"]) == (409, "staff.contact-has-role")
    other = await operator.post("/staff", json=account | {"role": "city", "centers": []})
    assert other.status_code == 201


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"centers": []}, "/centers"),
        ({"role": "city"}, "/centers"),
        ({"centers": ["01939d3e-0000-7000-8000-000000000000"]}, "/centers"),
        ({"role": "resident"}, "/role"),
        ({"contact": "anna@"}, "/contact"),
        ({"interest": "friends"}, "/interest"),
    ],
)
async def test_what_is_no_account_is_refused(home: Center, operator: Api, wrong: Json, pointer: str) -> None:
    answer = await operator.post("/staff", json=make_account(home, **wrong))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_an_account_is_changed_by_who_has_seen_it(home: Center, foreign: Center, operator: Api) -> None:
    opened = (await operator.post("/staff", json=make_account(home))).json()
    path, centers = f"/staff/{opened['id']}", [str(home.id), str(foreign.id)]
    changed = await operator.patch(path, json={"centers": centers}, headers=if_match(opened))
    assert (changed.status_code, sorted(changed.json()["centers"])) == (200, sorted(centers))
    assert (await operator.patch(path, json={"active": False}, headers=if_match(opened))).status_code == 412
    assert (await operator.patch(path, json={"active": False})).status_code == 428


async def test_an_unknown_account_is_not_found(operator: Api, center: UUID) -> None:
    assert (await operator.get(f"/staff/{center}")).status_code == 404
    answer = await operator.patch(f"/staff/{center}", json={}, headers={"if-match": '"1"'})
    assert answer.status_code == 404


async def test_no_center_sees_an_account(home: Center, operator: Api, database_of: DatabaseOf) -> None:
    opened = (await operator.post("/staff", json=make_account(home))).json()
    dsn = await database_of("registry")
    assert await rows(dsn, "select 1 from accounts") == []
    assert await rows(dsn, "select 1 from accounts", center=home.id) == []
    connection = await asyncpg.connect(dsn)
    async with connection.transaction():
        await connection.execute("select set_config('app.account', $1, true)", opened["id"])
        seen = await connection.fetch("select id from accounts")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(
                "insert into accounts select gen_random_uuid(), 'operator', 'x', 'x', null, 'x', '{}', 'none', true, 1"
            )
    await connection.close()
    assert [str(one["id"]) for one in seen] == [opened["id"]]


async def test_what_the_operator_does_is_logged(home: Center, operator: Api, database_of: DatabaseOf) -> None:
    opened = (await operator.post("/staff", json=make_account(home))).json()
    await operator.patch(f"/staff/{opened['id']}", json={"interest": "city"}, headers=if_match(opened))
    noted = await rows(
        await database_of("registry"),
        "select action, actor_role from audit where about_id = $1 order by id",
        UUID(opened["id"]),
    )
    assert [(one["action"], one["actor_role"]) for one in noted] == [
        ("staff.opened", "operator"), ("staff.changed", "operator")
    ]  # fmt: skip


async def test_the_last_manager_of_a_center_neither_goes_nor_is_taken_elsewhere(
    home: Center, foreign: Center, operator: Api
) -> None:
    last = (await operator.post("/staff", json=make_account(home))).json()
    path, seen = f"/staff/{last['id']}", if_match(last)
    for change in ({"active": False}, {"centers": [str(foreign.id)]}):
        refused = await operator.patch(path, json=change, headers=seen)
        assert (refused.status_code, refused.json()["code"]) == (409, "staff.last-manager")
    await operator.post("/staff", json=make_account(home, role="partner"))
    await operator.post("/staff", json=make_account(foreign))
    assert (await operator.patch(path, json={"active": False}, headers=seen)).status_code == 409
    assert (await operator.get(path)).json() == last


async def test_a_manager_goes_once_another_answers_for_the_center(home: Center, operator: Api) -> None:
    first, other = [(await operator.post("/staff", json=make_account(home))).json() for _ in range(2)]
    gone = await operator.patch(f"/staff/{first['id']}", json={"active": False}, headers=if_match(first))
    assert gone.status_code == 200, gone.text
    left = await operator.patch(f"/staff/{other['id']}", json={"active": False}, headers=if_match(other))
    assert left.json()["code"] == "staff.last-manager"
    renamed = await operator.patch(
        f"/staff/{other['id']}", json={"given_name": "Ия"}, headers=if_match(other)
    )
    assert renamed.status_code == 200


async def test_two_managers_who_go_at_once_do_not_count_on_each_other(home: Center, operator: Api) -> None:
    both = [(await operator.post("/staff", json=make_account(home))).json() for _ in range(2)]
    answers = await asyncio.gather(
        *(
            operator.patch(f"/staff/{one['id']}", json={"active": False}, headers=if_match(one))
            for one in both
        )
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
