"""Partners on pages: the manager's cards, and the partner's own page."""

from datetime import timedelta
from uuid import UUID

from shared.kit.clock import today
from tests.portal.conftest import Center
from tests.portal.visiting import Visitor


async def test_a_partner_with_an_agreement_and_a_common_deed(center_pages: Center) -> None:
    visitor = center_pages.manager()
    typed = {"name": "Школа № 14", "kind": "school", "person": "Ольга Сергеевна", "phone": "8 800 200-01-22"}
    page = await visitor.submit(await visitor.open("/desk/partners/new"), typed)
    assert "Записали партнёра" in page.text
    card = visitor.here.split("?")[0]
    agreement = {"number": "3", "signed_on": "2026-02-01", "until": "2026-03-01", "theirs": "Пускает в зал"}
    page = await visitor.submit(await visitor.open(f"{card}/agreements/new"), agreement)
    assert "срок вышел" in page.text
    page = await visitor.submit(page, {"done_on": "2026-05-29", "what": "День соседей"}, to="/doings")
    assert "День соседей" in page.text
    assert "Школа № 14" in (await visitor.open("/desk/partners")).text


async def test_what_is_missing_is_said_beside_the_field(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/partners/new"), {"about": "зал"}, expect=422)
    assert {"#name", "#kind"} <= set(page.links)
    assert page.form().values["about"] == ["зал"]
    typed = {"name": "Школа", "kind": "school", "next_contact_on": "31.02.2026"}
    page = await visitor.submit(page, typed, expect=422)
    assert "#next_contact_on" in page.links
    made = await center_pages.by_manager("registry", "partners", {"name": "Лавка", "kind": "business"})
    form = await visitor.open(f"/desk/partners/{made['id']}/agreements/new")
    page = await visitor.submit(
        form, {"number": "1", "signed_on": "2026-02-01", "until": "2025-01-01"}, expect=422
    )
    assert "Срок кончается раньше" in page.text


async def test_the_day_of_the_next_call_comes_onto_the_desk(center_pages: Center) -> None:
    body = {"name": "Библиотека", "kind": "library", "next_contact_on": today().isoformat()}
    await center_pages.by_manager("registry", "partners", body)
    await center_pages.by_manager(
        "registry", "partners", {**body, "name": "Потом", "next_contact_on": "2031-01-01"}
    )
    desk = await center_pages.manager().open("/desk")
    assert "Связаться с партнёром: Библиотека" in desk.text
    assert "Потом" not in desk.text


async def test_two_who_correct_at_once_see_both_versions(center_pages: Center) -> None:
    made = await center_pages.by_manager("registry", "partners", {"name": "Лавка", "kind": "business"})
    path = f"/desk/partners/{made['id']}/edit"
    first, second = center_pages.manager(), center_pages.manager()
    old = await second.open(path)
    await first.submit(await first.open(path), {"about": "Даёт чай"})
    page = await second.submit(old, {"about": "Даёт пироги"}, expect=422)
    assert "Даёт чай" in page.text
    assert page.form().values["about"] == ["Даёт пироги"]


async def test_a_partner_sees_their_own_page_and_nothing_of_the_desk(center_pages: Center) -> None:
    registry = center_pages.services["registry"]
    account = {
        "role": "partner", "family_name": "Завучева", "given_name": "Ольга",
        "contact": f"o{center_pages.id.hex[:10]}@example.org", "centers": [str(center_pages.id)],
    }  # fmt: skip
    opened = await registry.as_(center_pages.tokens.operator()).post("/staff", json=account)
    assert opened.status_code == 201, opened.text
    partner_id = UUID(opened.json()["id"])
    mine = {"name": "Школа № 14", "kind": "school", "note": "тайна", "account_id": str(partner_id)}
    await center_pages.by_manager("registry", "partners", mine)
    await center_pages.by_manager("registry", "partners", {"name": "Чужая лавка", "kind": "business"})
    token = center_pages.tokens.of("partner", partner_id, [center_pages.id])
    visitor = Visitor(center_pages.app).come_as(token, center_pages.id)
    page = await visitor.open("/")
    assert "Школа № 14" in page.text
    assert "тайна" not in page.text
    assert "Чужая лавка" not in page.text
    await visitor.open("/desk/partners", expect=403)


async def account_of(center: Center, role: str) -> UUID:
    body = {
        "role": role, "family_name": "Ушаков", "given_name": "Пётр", "interest": "management_company",
        "contact": f"{role[0]}{center.id.hex[:10]}@example.org", "centers": [str(center.id)],
    }  # fmt: skip
    operator = center.services["registry"].as_(center.tokens.operator())
    opened = await operator.post("/staff", json=body)
    assert opened.status_code == 201, opened.text
    return UUID(opened.json()["id"])


async def test_a_companys_worker_reads_of_their_houses_and_of_no_person(center_pages: Center) -> None:
    worker = await account_of(center_pages, "company")
    company = await center_pages.by_manager(
        "registry", "organisations", {"kind": "management_company", "name": "ООО «Уют»"}
    )
    house = await center_pages.by_manager(
        "registry", "houses", {"address": "Садовая, 77", "flats": 60, "storeys": 9, "total_area": "3312.50"}
    )
    contract = {"house_id": house["id"], "company": "ООО «Уют»", "number": "77/У", "starts_on": "2024-01-01"}
    await center_pages.by_manager("registry", "contracts", contract)
    token = center_pages.tokens.of("company", worker, [center_pages.id])
    visitor = center_pages.visitor().come_as(token, center_pages.id)
    assert "Домов пока не видно" in (await visitor.open("/")).text
    manager = center_pages.manager()
    typed = {
        "name": "ООО «Уют»", "kind": "business", "company_id": company["id"], "phone": "8 800 200-01-22",
        "account_contact": f"c{center_pages.id.hex[:10]}@example.org",
    }  # fmt: skip
    await manager.submit(await manager.open("/desk/partners/new"), typed)
    card = manager.here.split("?")[0]
    page = await visitor.open("/company")
    for said in ("Садовая, 77", "60 квартир", "3 312,50 м²", "Договор 77/У", "Совета нет"):
        assert said in page.text.replace("\N{NO-BREAK SPACE}", " "), said
    assert "tel:88002000122" in page.links
    await visitor.open("/partner", 403)
    await manager.submit(await manager.open(f"{card}/edit"), {"unlink": "yes"})
    assert "Садовая, 77" not in (await visitor.open("/company")).text


async def test_an_agreement_that_ends_soon_comes_onto_the_desk_with_its_day(center_pages: Center) -> None:
    made = await center_pages.by_manager("registry", "partners", {"name": "Школа № 14", "kind": "school"})
    until = today() + timedelta(days=12)
    body = {"number": "3/26", "signed_on": "2026-02-01", "until": until.isoformat()}
    await center_pages.by_manager("registry", f"partners/{made['id']}/agreements", body)
    desk = await center_pages.manager().open("/desk")
    assert "Продлить договорённость: Школа № 14" in desk.text
    assert "Договорённость 3/26 до" in desk.text
    body = {"number": "4/26", "signed_on": "2026-02-01"}
    await center_pages.by_manager("registry", f"partners/{made['id']}/agreements", body)
    assert "Продлить договорённость" not in (await center_pages.manager().open("/desk")).text
