"""Partners of a center, what was agreed with them, and what a partner sees of it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from shared.kit.clock import today
from tests.registry.making import Center, Json, a_mail, if_match


def make_partner(**overrides: object) -> Json:
    return {
        "name": "Школа № 14",
        "kind": "school",
        "about": "Даёт актовый зал",
        "contacts": [{"name": "Ольга Сергеевна", "post": "завуч", "phone": "+7 495 123-45-67"}],
        "note": "Звонить после двух",
        **overrides,
    }


def make_agreement(**overrides: object) -> Json:
    return {
        "number": "3/2026",
        "signed_on": "2026-02-01",
        "until": "2026-12-31",
        "ours": "Зовём детей на праздники двора",
        "theirs": "Пускает в зал по субботам",
        "document": "папка 2, лист 7",
        **overrides,
    }


async def partner_of(center: Center, **overrides: object) -> Json:
    answer = await center.manager.post(f"{center.path}/partners", json=make_partner(**overrides))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def account_of(center: Center, role: str = "partner") -> UUID:
    body = {
        "role": role, "family_name": "Завучева", "given_name": "Ольга", "contact": a_mail(),
        "centers": [str(center.id)],
    }  # fmt: skip
    operator = center.api.as_(center.tokens.operator())
    answer = await operator.post("/staff", json=body)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def test_a_partner_is_entered_changed_and_removed(home: Center) -> None:
    made = await partner_of(home, next_contact_on="2026-12-01")
    path = f"{home.path}/partners/{made['id']}"
    assert (await home.manager.get(path)).json() == made
    changed = await home.manager.patch(
        path, json={"next_contact_on": None, "note": ""}, headers=if_match(made)
    )
    assert changed.json() == made | {"next_contact_on": None, "note": "", "version": 2}
    assert (await home.manager.delete(path, headers=if_match(made))).status_code == 412
    assert (await home.manager.delete(path, headers=if_match(changed.json()))).status_code == 204
    assert (await home.manager.get(path)).status_code == 404


async def test_a_name_stands_once_in_a_center(home: Center, foreign: Center) -> None:
    await partner_of(home)
    again = await home.manager.post(f"{home.path}/partners", json=make_partner(name=" Школа  № 14 "))
    assert (again.status_code, again.json()["code"]) == (409, "partners.known")
    await partner_of(foreign)


async def test_others_see_no_partners(home: Center, foreign: Center) -> None:
    made = await partner_of(home)
    path = f"{home.path}/partners"
    assert (await home.api.get(path)).status_code == 401
    assert (await home.resident(uuid4()).get(path)).status_code == 403
    assert (await foreign.manager.get(path)).status_code == 404
    assert (await foreign.manager.get(f"{foreign.path}/partners/{made['id']}")).status_code == 404


async def test_a_partner_sees_their_own_card_and_agreements_only(home: Center) -> None:
    account = await account_of(home)
    mine = await partner_of(home, account_id=str(account), next_contact_on="2026-12-01")
    other = await partner_of(home, name="Библиотека", kind="library")
    for one in (mine, other):
        added = await home.manager.post(f"{home.path}/partners/{one['id']}/agreements", json=make_agreement())
        assert added.status_code == 201, added.text
    partner = home.api.as_(home.tokens.of("partner", account, [home.id]))
    seen = (await partner.get(f"{home.path}/partners")).json()["items"]
    assert seen == [mine | {"note": None, "next_contact_on": None}]
    own = f"{home.path}/partners/{mine['id']}"
    assert len((await partner.get(f"{own}/agreements")).json()["items"]) == 1
    assert (await partner.get(f"{own}/doings")).status_code == 200
    for hidden in ("", "/agreements", "/doings"):
        assert (await partner.get(f"{home.path}/partners/{other['id']}{hidden}")).status_code == 404
    assert (await partner.patch(own, json={"note": "x"}, headers=if_match(mine))).status_code == 403
    assert (await partner.post(f"{own}/agreements", json=make_agreement())).status_code == 403


async def test_only_a_partners_account_of_this_center_gets_a_card(home: Center, foreign: Center) -> None:
    for account in (uuid4(), await account_of(foreign), await account_of(home, role="manager")):
        body = make_partner(account_id=str(account))
        answer = await home.manager.post(f"{home.path}/partners", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/account_id")


async def test_an_account_is_also_named_by_what_the_partner_signs_in_with(home: Center) -> None:
    operator, contact = home.api.as_(home.tokens.operator()), a_mail()
    body = {
        "role": "partner", "family_name": "Завучева", "given_name": "Ольга", "contact": contact,
        "centers": [str(home.id)],
    }  # fmt: skip
    account = (await operator.post("/staff", json=body)).json()["id"]
    made = await partner_of(home, account_contact=contact.upper())
    assert made["account_id"] == account
    path = f"{home.path}/partners/{made['id']}"
    freed = await home.manager.patch(path, json={"account_id": None}, headers=if_match(made))
    assert freed.json()["account_id"] is None
    unknown = await home.manager.patch(
        path, json={"account_contact": a_mail()}, headers=if_match(freed.json())
    )
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/account_contact")


async def test_an_agreement_is_entered_prolonged_and_removed(home: Center) -> None:
    partner = await partner_of(home)
    path = f"{home.path}/partners/{partner['id']}/agreements"
    made = (await home.manager.post(path, json=make_agreement())).json()
    one = f"{path}/{made['id']}"
    longer = await home.manager.patch(one, json={"until": "2027-12-31"}, headers=if_match(made))
    assert longer.json() == made | {"until": "2027-12-31", "version": 2}
    early = await home.manager.patch(one, json={"until": "2025-01-01"}, headers=if_match(longer.json()))
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/until")
    assert (await home.manager.patch(one, json={"until": None}, headers=if_match(made))).status_code == 412
    assert (await home.manager.delete(one, headers=if_match(longer.json()))).status_code == 204
    assert (await home.manager.get(path)).json()["items"] == []


async def test_an_agreements_number_stands_once(home: Center) -> None:
    partner = await partner_of(home)
    path = f"{home.path}/partners/{partner['id']}/agreements"
    assert (await home.manager.post(path, json=make_agreement())).status_code == 201
    again = await home.manager.post(path, json=make_agreement())
    assert (again.status_code, again.json()["code"]) == (409, "partners.number-taken")
    elsewhere = await partner_of(home, name="Библиотека")
    other = f"{home.path}/partners/{elsewhere['id']}/agreements"
    assert (await home.manager.post(other, json=make_agreement())).status_code == 201


_TOMORROW = (today() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"signed_on": "2026-02-30"}, "/signed_on"),
        ({"signed_on": _TOMORROW}, "/signed_on"),
        ({"signed_on": "0206-02-01"}, "/signed_on"),
        ({"until": "2020-01-01"}, ""),
        ({"number": "\u202e"}, "/number"),
        ({"ours": "а" * 2001}, "/ours"),
    ],
)
async def test_what_is_no_agreement_is_refused(home: Center, wrong: Json, pointer: str) -> None:
    partner = await partner_of(home)
    answer = await home.manager.post(
        f"{home.path}/partners/{partner['id']}/agreements", json=make_agreement(**wrong)
    )
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_what_was_done_together_is_noted_and_taken_back(home: Center) -> None:
    partner = await partner_of(home)
    path = f"{home.path}/partners/{partner['id']}/doings"
    body = {"done_on": date(2026, 5, 29).isoformat(), "what": "День соседей", "result": "пришли 80 человек"}
    made = (await home.manager.post(path, json=body)).json()
    assert (await home.manager.get(path)).json()["items"] == [body | {"id": made["id"]}]
    future = await home.manager.post(path, json=body | {"done_on": _TOMORROW})
    assert (future.status_code, future.json()["errors"][0]["pointer"]) == (422, "/done_on")
    assert (await home.manager.delete(f"{path}/{uuid4()}")).status_code == 404
    assert (await home.manager.delete(f"{path}/{made['id']}")).status_code == 204
    assert (await home.manager.get(path)).json()["items"] == []


async def test_who_is_to_be_called_by_a_day(home: Center) -> None:
    await partner_of(home, name="Скоро", next_contact_on="2026-12-01")
    await partner_of(home, name="Потом", next_contact_on="2027-06-01")
    await partner_of(home, name="Никогда")
    answer = await home.manager.get(f"{home.path}/partners?contact_by=2026-12-01")
    assert [one["name"] for one in answer.json()["items"]] == ["Скоро"]
    assert (await home.manager.get(f"{home.path}/partners?contact_by=вчера")).status_code == 422


async def test_whose_agreement_ends_and_has_no_other_after_it(home: Center) -> None:
    soon, later = (today() + timedelta(days=days) for days in (10, 90))
    for name, ends in (
        ("Кончается", [soon]), ("Продлён", [soon, later]), ("Без срока", [soon, None]), ("Потом", [later]),
        ("Вышел", [date(2026, 3, 1)]),
    ):  # fmt: skip
        path = f"{home.path}/partners/{(await partner_of(home, name=name))['id']}/agreements"
        for number, until in enumerate(ends):
            body = make_agreement(number=str(number), until=until.isoformat() if until else None)
            assert (await home.manager.post(path, json=body)).status_code == 201
    answer = await home.manager.get(f"{home.path}/partners?ends_by={today() + timedelta(days=30)}")
    assert [one["name"] for one in answer.json()["items"]] == ["Кончается"]


async def test_whose_agreement_ends_first_stands_first_page_by_page(home: Center) -> None:
    for name, days in (("Третий", 20), ("Первый", 3), ("Второй", 10)):
        path = f"{home.path}/partners/{(await partner_of(home, name=name))['id']}/agreements"
        until = (today() + timedelta(days=days)).isoformat()
        assert (await home.manager.post(path, json=make_agreement(until=until))).status_code == 201
    path = f"{home.path}/partners?limit=2&ends_by={today() + timedelta(days=30)}"
    first = (await home.manager.get(path)).json()
    assert [one["name"] for one in first["items"]] == ["Первый", "Второй"]
    rest = (await home.manager.get(f"{path}&cursor={first['next']}")).json()
    assert ([one["name"] for one in rest["items"]], rest["next"]) == (["Третий"], None)
