"""What a management company's worker sees: their own card, the houses of their company, and no person."""

from datetime import timedelta
from uuid import UUID, uuid4

from services.registry.places.activity.model import city_day
from shared.kit.clock import now
from tests.registry.making import Center, Json, a_mail, if_match
from tests.registry.partners.test_partners import make_agreement, make_partner, partner_of


def day(after: int) -> str:
    return str(city_day(now()) + timedelta(days=after))


async def worker_of(center: Center) -> UUID:
    body = {
        "role": "company", "family_name": "Ушаков", "given_name": "Пётр", "contact": a_mail(),
        "interest": "management_company", "centers": [str(center.id)],
    }  # fmt: skip
    answer = await center.api.as_(center.tokens.operator()).post("/staff", json=body)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def company_of(center: Center, name: str = "ООО «Уют»", kind: str = "management_company") -> str:
    answer = await center.manager.post(f"{center.path}/organisations", json={"kind": kind, "name": name})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def managed(center: Center, address: str, **contract: object) -> Json:
    house = await center.house(address=address)
    known = {
        "house_id": house["id"],
        "company": "ООО «Уют»",
        "number": f"{address}/У",
        "starts_on": day(-400),
    }
    answer = await center.manager.post(f"{center.path}/contracts", json={**known, **contract})
    assert answer.status_code == 201, answer.text
    return house


async def test_a_worker_sees_the_card_the_agreements_and_the_companys_houses(home: Center) -> None:
    account, company = await worker_of(home), await company_of(home)
    card = await partner_of(home, name="ООО «Уют»", company_id=company, account_id=str(account))
    await home.manager.post(f"{home.path}/partners/{card['id']}/agreements", json=make_agreement())
    by_id = await managed(home, "Садовая, 1", company_id=company, company="Уют", ends_on=day(30))
    by_name = await managed(home, "Садовая, 2", company="ооо «уют»")
    await managed(home, "Садовая, 3", company="ООО «Веста»")
    await managed(home, "Садовая, 4", ends_on=day(-1))
    await home.enter(house_id=by_id["id"], family_name="Канарейкина")
    worker = home.api.as_(home.tokens.of("company", account, [home.id]))
    assert [one["id"] for one in (await worker.get(f"{home.path}/partners")).json()["items"]] == [card["id"]]
    agreed = await worker.get(f"{home.path}/partners/{card['id']}/agreements")
    assert len(agreed.json()["items"]) == 1
    answer = await worker.get(f"{home.path}/company-houses")
    seen = answer.json()["items"]
    assert [one["id"] for one in seen] == [by_id["id"], by_name["id"]]
    assert seen[0]["contract"] == {
        "number": "Садовая, 1/У", "starts_on": day(-400), "ends_on": day(30), "ends_soon": True,
    }  # fmt: skip
    assert seen[0]["council"] == {"state": "missing", "until": None}
    assert "Канарейкина" not in answer.text


async def test_a_worker_without_a_card_or_of_another_center_sees_no_house(
    home: Center, foreign: Center
) -> None:
    company = await company_of(home)
    linked = await worker_of(home)
    await partner_of(home, company_id=company, account_id=str(linked))
    await managed(home, "Садовая, 1", company_id=company)
    stranger = home.api.as_(home.tokens.of("company", await worker_of(home), [home.id]))
    assert (await stranger.get(f"{home.path}/company-houses")).json() == {"items": []}
    assert (await stranger.get(f"{home.path}/partners")).json()["items"] == []
    elsewhere = home.api.as_(home.tokens.of("company", linked, [foreign.id]))
    assert (await elsewhere.get(f"{home.path}/company-houses")).status_code == 404
    assert (await elsewhere.get(f"{foreign.path}/company-houses")).json() == {"items": []}


async def test_only_a_companys_worker_asks_for_its_houses(home: Center) -> None:
    path = f"{home.path}/company-houses"
    assert (await home.api.get(path)).status_code == 401
    assert (await home.manager.get(path)).status_code == 403
    assert (await home.resident(uuid4()).get(path)).status_code == 403


async def test_a_card_stands_for_a_management_company_of_this_center_alone(
    home: Center, foreign: Center
) -> None:
    for company in (
        str(uuid4()),
        await company_of(foreign),
        await company_of(home, "Сквер", "group_initiative"),
    ):
        answer = await home.manager.post(f"{home.path}/partners", json=make_partner(company_id=company))
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/company_id")
    made = await partner_of(home, company_id=await company_of(home))
    freed = await home.manager.patch(
        f"{home.path}/partners/{made['id']}", json={"company_id": None}, headers=if_match(made)
    )
    assert freed.json()["company_id"] is None
