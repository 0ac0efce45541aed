"""An activist without telephone and mail: entered, given a card, and from then on a neighbor like everybody."""

from tests.portal.conftest import Center
from tests.portal.test_kiosk import given_a_card
from tests.portal.visiting import Visitor


async def come_with(center: Center, card: str, year: int) -> Visitor:
    """At the center's own device."""
    device = center.manager()
    await device.submit(await device.open("/desk/devices"), {"name": "У входа"}, to="/desk/devices")
    await device.submit(await device.open("/desk"), to="/sign-out")
    await device.submit(await device.open("/kiosk"), {"card": card, "birth_year": str(year)})
    assert device.here == "/"
    return device


async def test_an_activist_without_a_telephone_takes_part_in_everything(center_pages: Center) -> None:
    house = await center_pages.by_manager("registry", "houses", {"address": "Садовая, 8", "flats": 40})
    manager = center_pages.manager()
    typed = {
        "family_name": "Оглоблина", "given_name": "Зоя", "house_id": house["id"], "flat": "11", "birth_year": "1947",
    }  # fmt: skip
    page = await manager.submit(await manager.open("/desk/people/new"), typed, expect=422)
    assert "#ground" in page.links
    page = await manager.submit(page, {"ground": "пришла сама, телефона нет"})
    assert "Ни телефона, ни почты нет" in page.text
    (zoya,) = (await center_pages.read("registry", "residents?q=Оглоблина"))["items"]
    await manager.submit(
        await manager.open(f"/desk/people/{zoya['id']}/mark"), {"what_for": "знает весь дом"}
    )
    group = {"kind": "group_initiative", "name": "Цветник у дома", "house_ids": [house["id"]]}
    made = await center_pages.by_manager("registry", "organisations", group)
    post = {"organisation_id": made["id"], "resident_id": zoya["id"], "role": "organiser"}
    await center_pages.by_manager("registry", "memberships", post)
    neighbor = await center_pages.person(
        "Пётр", "Громов", house_id=house["id"], flat="3", phone="+79167006611"
    )
    await center_pages.by_resident(neighbor, "registry", "join-requests", {"organisation_id": made["id"]})

    at_home = await come_with(center_pages, await given_a_card(center_pages, zoya), 1947)
    page = await at_home.open("/me")
    assert "знает весь дом" in page.text
    assert "Зайти ко мне" in page.text
    await center_pages.by_resident(zoya, "talents", "offers", {"skill": "shopping"})
    await at_home.submit(await at_home.open("/lists/new"), {"title": "Наш дом"})
    here = at_home.here.partition("?")[0]
    page = await at_home.submit(await at_home.open(f"{here}/join"), {"agree": "yes"})
    assert "Вы в списке" in page.text
    page = await at_home.open(f"/organisations/{made['id']}")
    assert "Громов Пётр" in page.text
    page = await at_home.submit(page, to="/accept")
    assert "Приняли" in page.text
    page = await at_home.open("/me/seen")
    assert "пришла сама, телефона нет" in page.text
    page = await at_home.submit(await at_home.open("/me"), to="/sign-out")
    assert at_home.here == "/kiosk"
