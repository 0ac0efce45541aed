"""Management contracts: one in force at a time, a warning before the end, the paper kept safely."""

import asyncio
from datetime import date, timedelta

import pytest

from services.registry.places.activity.model import city_day
from services.registry.places.management.model import LARGEST_DOCUMENT
from shared.kit.clock import now
from tests.registry.making import Center, Json, if_match

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def day(after: int) -> str:
    return str(city_day(now()) + timedelta(days=after))


def make_contract(house: Json, **overrides: object) -> Json:
    known = {"house_id": house["id"], "company": "ООО «Уют»", "number": "12/У", "starts_on": day(-400)}
    return {**known, "ends_on": day(200), **overrides}


async def entered(home: Center, house: Json, **overrides: object) -> Json:
    answer = await home.manager.post(f"{home.path}/contracts", json=make_contract(house, **overrides))
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


@pytest.mark.parametrize(
    ("starts", "ends", "state"),
    [(-400, 200, "in_force"), (-400, 60, "ends_soon"), (-400, 61, "in_force"), (-400, 0, "ends_soon"),
     (-400, -1, "past"), (1, 30, "future"), (-400, None, "in_force")],
)  # fmt: skip
async def test_a_contract_says_whether_it_is_in_force_and_ends_soon(
    home: Center, starts: int, ends: int | None, state: str
) -> None:
    house = await home.house()
    contract = await entered(
        home, house, starts_on=day(starts), ends_on=day(ends) if ends is not None else None
    )
    assert contract["in_force"] == (state in ("in_force", "ends_soon"))
    assert contract["ends_soon"] == (state == "ends_soon")
    for asked in ("in_force", "ends_soon", "past", "future"):
        query = {"state": asked, "house_id": house["id"]}
        listed = (await home.manager.get(f"{home.path}/contracts", params=query)).json()["items"]
        assert bool(listed) == (asked == state or (asked, state) == ("in_force", "ends_soon")), asked


@pytest.mark.parametrize(
    ("starts", "ends"), [(-400, 200), (-500, -400), (200, 300), (-10, 10), (-500, None), (150, None)]
)
async def test_two_contracts_of_a_house_never_meet(home: Center, starts: int, ends: int | None) -> None:
    house = await home.house()
    await entered(home, house)
    body = make_contract(house, starts_on=day(starts), ends_on=day(ends) if ends is not None else None)
    answer = await home.manager.post(f"{home.path}/contracts", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "management.overlap")
    assert "12/У" in answer.json()["detail"]


async def test_contracts_follow_each_other_and_houses_have_their_own(home: Center) -> None:
    house, other = await home.house(), await home.house(address="Садовая, 9")
    await entered(home, house)
    await entered(home, house, number="13", starts_on=day(201), ends_on=None)
    await entered(home, other)


async def test_of_two_managers_who_enter_at_once_one_is_refused(home: Center) -> None:
    house = await home.house()
    answers = await asyncio.gather(
        *(home.manager.post(f"{home.path}/contracts", json=make_contract(house)) for _ in range(4))
    )
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]


async def test_a_contract_cannot_be_moved_onto_another(home: Center) -> None:
    house = await home.house()
    first = await entered(home, house)
    second = await entered(home, house, number="13", starts_on=day(201), ends_on=None)
    path = f"{home.path}/contracts/{first['id']}"
    for wrong in ({"ends_on": day(201)}, {"ends_on": None}):
        answer = await home.manager.patch(path, json=wrong, headers=if_match(first))
        assert answer.status_code == 409, answer.text
    assert (await home.manager.get(path)).json() == first
    earlier = await home.manager.patch(path, json={"ends_on": day(100)}, headers=if_match(first))
    assert (earlier.status_code, earlier.json()["version"]) == (200, 2)
    assert (await home.manager.patch(path, json={}, headers=if_match(first))).status_code == 412
    assert second["version"] == 1


@pytest.mark.parametrize(
    "wrong",
    [{"ends_on": "2020-01-01"}, {"starts_on": "31.12.2025"}, {"company": " "}, {"document_link": "javascript:alert(1)"},
     {"document_link": "file:///etc/passwd"}, {"house_id": "0192d3a0-0000-7000-8000-000000000000"}],
)  # fmt: skip
async def test_what_is_no_contract_is_refused(home: Center, wrong: Json) -> None:
    body = make_contract(await home.house(), starts_on=str(date(2024, 1, 1)))
    answer = await home.manager.post(f"{home.path}/contracts", json={**body, **wrong})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(wrong))}"


async def test_a_contract_names_a_management_company_of_its_own_center(home: Center, foreign: Center) -> None:
    house = await home.house()
    ids = []
    for center, kind in ((home, "management_company"), (home, "ngo"), (foreign, "management_company")):
        body = {"kind": kind, "name": "ООО «Уют»"}
        answer = await center.manager.post(f"{center.path}/organisations", json=body)
        assert answer.status_code == 201, answer.text
        ids.append(answer.json()["id"])
    ours, *wrong = ids
    for company in wrong:
        answer = await home.manager.post(
            f"{home.path}/contracts", json=make_contract(house, company_id=company)
        )
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/company_id")
    assert (await entered(home, house, company_id=ours))["company_id"] == ours


async def test_the_paper_is_kept_and_given_back_as_a_file(home: Center, foreign: Center) -> None:
    contract = await entered(home, await home.house())
    path = f"{home.path}/contracts/{contract['id']}"
    kept = await home.manager.put(f"{path}/document", content=PDF, params={"name": "Договор № 12.pdf"})
    assert kept.status_code == 204, kept.text
    assert (await home.manager.get(path)).json()["document"] == {"name": "Договор № 12.pdf", "size": len(PDF)}
    answer = await home.manager.get(f"{path}/document")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await foreign.manager.get(f"{path}/document")).status_code == 404
    assert (await home.manager.delete(f"{path}/document")).status_code == 204
    assert (await home.manager.get(f"{path}/document")).status_code == 404


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 415), (b"PK\x03\x04zip", 415), (b"<html>%PDF-", 415), (PDF + b" " * LARGEST_DOCUMENT, 413)],
)
async def test_what_is_no_pdf_or_too_large_is_refused_and_the_former_paper_stays(
    home: Center, content: bytes, status: int
) -> None:
    contract = await entered(home, await home.house())
    path = f"{home.path}/contracts/{contract['id']}/document"
    assert (await home.manager.put(path, content=PDF)).status_code == 204
    assert (await home.manager.put(path, content=content)).status_code == status
    assert (await home.manager.get(path)).content == PDF
