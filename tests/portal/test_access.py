"""Showing anew who one is, one's own sign-ins, the center's device, and who looked: through the pages."""

import re
import time
from uuid import UUID

from services.portal.visitor import SESSION_COOKIE, KnownCenter, Session
from services.registry.access.passkeys.model import Passkey
from services.registry.people.cards.model import ResidentCard, digest_card, make_secret
from services.registry.storage.repository import see_account
from shared.kit.clock import now
from tests.portal.conftest import Center, Json
from tests.portal.reading import Page
from tests.portal.visiting import Visitor


async def a_manager(center: Center, mail: str) -> Json:
    """An account of the center's manager."""
    body = {
        "role": "manager", "family_name": "Ким", "given_name": "Вера", "contact": mail, "centers": [str(center.id)],
    }  # fmt: skip
    operator = center.services["registry"].as_(center.tokens.operator())
    answer = await operator.post("/staff", json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def signed_in_long_ago(center: Center, account: Json) -> Visitor:
    """The manager's browser, in which a session has stood open for an hour."""
    visitor = center.visitor()
    token = center.tokens.of("manager", UUID(account["id"]), [center.id], auth_time=int(time.time()) - 3600)
    session = Session(access=token, centers=[KnownCenter(id=center.id, name="Дом")], center=center.id)
    sealed = visitor.app.state.portal.seal.close(session, SESSION_COOKIE)
    visitor.cookies.set(SESSION_COOKIE, sealed, domain="sosedi.test")
    return visitor


async def code_for(center: Center, mail: str) -> str:
    page = await center.visitor().open(f"/dev/mail?address={mail}")
    found = re.search(r"\b\d{6}\b", page.text.partition(mail)[2])
    assert found, page.text
    return found.group()


async def confirm(center: Center, visitor: Visitor, page: Page, mail: str) -> Page:
    """Shows by a code who is at the browser."""
    assert visitor.here.startswith("/sign-in/again")
    page = await visitor.submit(page, to="/sign-in/again")
    assert visitor.here == "/sign-in/again/code"
    return await visitor.submit(page, {"code": await code_for(center, mail)})


async def test_before_something_grave_a_code_is_asked_and_nothing_typed_is_lost(center_pages: Center) -> None:
    mail = f"again-{center_pages.id.hex}@example.org"
    visitor = signed_in_long_ago(center_pages, await a_manager(center_pages, mail))
    page = await visitor.open("/desk/devices")
    page = await visitor.submit(page, {"name": "Планшет у входа"}, to="/desk/devices")
    page = await confirm(center_pages, visitor, page, mail)
    assert visitor.here == "/sign-in/again/send"
    assert page.form("/desk/devices").values["name"] == ["Планшет у входа"]
    page = await visitor.submit(page, to="/desk/devices")
    assert "Это устройство записано за центром" in page.text
    assert "Планшет у входа" in page.text


async def test_a_wrong_code_confirms_nothing_and_what_was_typed_waits(center_pages: Center) -> None:
    mail = f"wrong-{center_pages.id.hex}@example.org"
    visitor = signed_in_long_ago(center_pages, await a_manager(center_pages, mail))
    page = await visitor.submit(await visitor.open("/desk/devices"), {"name": "Планшет"}, to="/desk/devices")
    page = await visitor.submit(page, to="/sign-in/again")
    right = await code_for(center_pages, mail)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    page = await visitor.submit(page, {"code": wrong}, expect=422)
    assert "Код не подошёл" in page.text
    await visitor.submit(page, {"code": right})
    assert visitor.here == "/sign-in/again/send"


async def test_what_one_person_typed_is_not_shown_to_the_next(center_pages: Center) -> None:
    mail = f"next-{center_pages.id.hex}@example.org"
    visitor = signed_in_long_ago(center_pages, await a_manager(center_pages, mail))
    await visitor.submit(await visitor.open("/desk/devices"), {"name": "Тайна"}, to="/desk/devices")
    visitor.come_as(center_pages.tokens.manager(center_pages.id), center_pages.id)
    page = await visitor.open("/sign-in/again/send")
    assert "Тайна" not in page.text
    assert visitor.here != "/sign-in/again/send"


async def test_a_code_asked_for_in_one_browser_opens_nothing_in_another(center_pages: Center) -> None:
    person = await center_pages.person(mail=f"b-{center_pages.id.hex}@example.org")
    first, second = center_pages.visitor(), center_pages.visitor()
    await first.submit(await first.open("/sign-in"), {"contact": person["mail"]})
    page = await second.submit(
        await second.open("/sign-in"), {"contact": f"c-{center_pages.id.hex}@example.org"}
    )
    second.cookies.set("signing-in", first.cookies["signing-in"], domain="sosedi.test", path="/sign-in")
    page = await second.submit(page, {"code": await code_for(center_pages, person["mail"])}, expect=422)
    assert "Код не подошёл" in page.text


async def test_somebody_sees_where_they_are_signed_in_and_ends_the_others(center_pages: Center) -> None:
    mail = f"s-{center_pages.id.hex}@example.org"
    await center_pages.person(mail=mail)
    here, there = [await _signed_in(center_pages, mail) for _ in range(2)]
    page = await here.open("/security")
    assert "Где вы вошли сейчас" in page.text
    assert page.text.count("это устройство") >= 1
    page = await here.submit(page, to="/security/sessions/end")
    assert "Остались только вы и это устройство" in page.text
    session = there.app.state.portal.seal.open(Session, there.cookies[SESSION_COOKIE], SESSION_COOKIE)
    registry = center_pages.services["registry"]
    renewed = await registry.post("/sign-in/tokens", json={"refresh_token": session.refresh})
    assert renewed.status_code == 401


async def test_residents_have_no_keys_on_their_page_and_staff_have(center_pages: Center) -> None:
    person = await center_pages.person()
    assert "Ключи входа" not in (await center_pages.resident(person).open("/security")).text
    assert "Ключи входа" in (await center_pages.manager().open("/security")).text


async def test_a_card_signs_in_at_an_enrolled_device_and_the_page_closes_itself(center_pages: Center) -> None:
    device = center_pages.manager()
    page = await device.open("/kiosk")
    assert "за центром не записано" in page.text
    await device.submit(await device.open("/desk/devices"), {"name": "У входа"}, to="/desk/devices")
    await device.submit(await device.open("/desk/devices"), to="/sign-out")
    person, card = await _a_card(center_pages)
    page = await device.open("/kiosk")
    page = await device.submit(page, {"card": card, "birth_year": "1950"}, expect=422)
    assert "не подошли" in page.text
    assert card not in page.text
    page = await device.submit(page, {"card": card, "birth_year": str(person["birth_year"])})
    assert device.here == "/"
    assert "Вы вошли по карточке" in page.text
    assert device.answer.headers["refresh"] == "300; url=/kiosk/away"
    page = await device.open("/kiosk/away")
    assert "Мы вышли сами" in page.text
    await device.open("/matters")
    assert device.here.startswith("/sign-in")


async def test_who_looked_and_what_was_done_is_seen_and_contested(center_pages: Center) -> None:
    person = await center_pages.person()
    manager = center_pages.manager()
    await manager.open(f"/desk/people/{person['id']}")
    visitor = center_pages.resident(person)
    page = await visitor.open("/me/seen")
    assert "Внесли в список жителей" in page.text
    assert "Открывали карточку" in page.text
    link = next(one for one in page.links if one.startswith("/me/seen/registry/"))
    page = await visitor.submit(await visitor.open(link), {"words": "Я сюда не приходила"})
    assert "Передали менеджерам" in page.text
    assert "вы сказали, что вас не спросили" in page.text
    page = await manager.open("/desk/contests")
    assert "Я сюда не приходила" in page.text
    link = next(one for one in page.links if one.startswith("/desk/contests/"))
    page = await manager.submit(await manager.open(link), {"answer": "Убрали"}, expect=422)
    assert page.form().values["answer"] == ["Убрали"]
    page = await manager.submit(page, {"outcome": "mended"})
    assert "Человек увидит ответ" in page.text
    assert "Убрали" in (await visitor.open("/me/seen")).text


async def test_a_manager_says_why_before_they_read_the_log(center_pages: Center) -> None:
    person = await center_pages.person()
    manager = center_pages.manager()
    page = await manager.open(f"/desk/people/{person['id']}/log")
    assert "Зачем вам журнал" in page.text
    assert "Внесли в список жителей" not in page.text
    page = await manager.open(f"/desk/people/{person['id']}/log?reason=%20", 422)
    assert page.title.startswith("Ошибка:")
    page = await manager.open(f"/desk/people/{person['id']}/log?reason=жалоба")
    assert "Внесли в список жителей" in page.text
    seen = await center_pages.resident(person).open("/me/seen")
    assert "Открывали этот журнал" in seen.text


async def _signed_in(center: Center, mail: str) -> Visitor:
    visitor = center.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": mail})
    await visitor.submit(page, {"code": await code_for(center, mail)})
    return visitor


async def _a_card(center: Center) -> tuple[Json, str]:
    person, secret = await center.person(birth_year=1948), make_secret()
    async with center.services["registry"].app.state.database.transaction(center.id) as session:
        session.add(ResidentCard(resident_id=person["id"], digest=digest_card(secret), issued_at=now()))
    return person, secret


async def test_an_operator_opens_changes_and_closes_an_account_and_sees_no_resident(
    center_pages: Center,
) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    page = await operator.open("/")
    assert operator.here == "/operator"
    mail = f"op-{center_pages.id.hex}@example.org"
    page = await operator.submit(
        await operator.open("/operator/accounts/new"),
        {"role": "company", "family_name": "Ушаков", "given_name": "Пётр", "contact": mail},
        expect=422,
    )
    assert page.form().values["family_name"] == ["Ушаков"]
    page = await operator.submit(page, {"centers": str(center_pages.id)}, expect=422)
    assert "Сотрудник управляющей компании указывает этот интерес" in page.text
    page = await operator.submit(page, {"interest": "management_company"})
    assert "Учётная запись открыта" in page.text
    found = page.text.partition("Ушаков Пётр")[2]
    assert "Платит: управляющая компания" in found
    account = (await _accounts(center_pages, mail))[0]
    path = f"/operator/accounts/{account['id']}"
    page = await operator.submit(await operator.open(path), {"given_name": "Павел"})
    assert "Ушаков Павел" in page.text
    page = await operator.submit(await operator.open(path), {"state": "closed"}, to=path)
    assert (await _accounts(center_pages, mail))[0]["active"] is False
    await operator.open("/desk", 403)
    await operator.open("/desk/people", 403)


async def test_whoever_has_a_key_is_led_to_it_and_an_operator_can_remove_a_lost_one(
    center_pages: Center,
) -> None:
    mail = f"key-{center_pages.id.hex}@example.org"
    account = await a_manager(center_pages, mail)
    await _a_key(center_pages, account)
    visitor = center_pages.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": mail})
    page = await visitor.submit(page, {"code": await code_for(center_pages, mail)}, expect=422)
    assert "войдите ключом" in page.text
    assert "Войти ключом" in page.text
    page = await signed_in_long_ago(center_pages, account).open("/sign-in/again")
    assert "подтвердите им" in page.text
    assert "Получить код" not in page.text
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    path = f"/operator/accounts/{account['id']}"
    page = await operator.submit(await operator.open(path), {"state": "keyless"}, to=path)
    assert "Ключи удалены" in page.text
    visitor = await _signed_in(center_pages, mail)
    assert visitor.here.startswith("/desk")


async def _a_key(center: Center, account: Json) -> None:
    """As a device of the manager would have made it."""
    key = Passkey(
        account_id=UUID(account["id"]), credential_id=UUID(account["id"]).bytes, public_key=b"x", sign_count=0,
        transports=[], synced=False, name="Телефон", created_at=now(),
    )  # fmt: skip
    async with center.services["registry"].app.state.database.transaction(None) as session:
        await see_account(session, UUID(account["id"]))
        session.add(key)


async def test_two_operators_who_save_at_once_see_both_versions(center_pages: Center) -> None:
    mail = f"two-{center_pages.id.hex}@example.org"
    path = f"/operator/accounts/{(await a_manager(center_pages, mail))['id']}"
    one, two = [center_pages.visitor().come_as(center_pages.tokens.operator()) for _ in range(2)]
    first, second = await one.open(path), await two.open(path)
    await one.submit(first, {"given_name": "Варвара"})
    page = await two.submit(second, {"given_name": "Валентина"}, expect=422)
    assert page.form().values["given_name"] == ["Валентина"]
    assert "Варвара" in page.text
    page = await two.submit(page)
    assert "Ким Валентина" in page.text


async def test_whoever_works_for_a_management_company_sees_no_people(center_pages: Center) -> None:
    person = await center_pages.person()
    token = center_pages.tokens.of("company", UUID(person["id"]), [center_pages.id])
    visitor = center_pages.visitor().come_as(token, center_pages.id)
    page = await visitor.open("/")
    assert visitor.here == "/company"
    assert "остаётся союзником жителей" in page.text
    for path in ("/desk", "/desk/people", "/me", "/city", "/operator"):
        await visitor.open(path, 403)


async def test_roles_are_changed_only_by_an_operator_who_has_just_signed_in(center_pages: Center) -> None:
    token = center_pages.tokens.of("operator", UUID(int=7), auth_time=1)
    operator = center_pages.visitor().come_as(token)
    typed = {"role": "city", "family_name": "Ким", "given_name": "Вера", "contact": "v@example.org"}
    await operator.submit(await operator.open("/operator/accounts/new"), typed)
    assert operator.here.startswith("/sign-in/again")
    assert await _accounts(center_pages, "v@example.org") == []


async def _accounts(center: Center, mail: str) -> list[Json]:
    registry = center.services["registry"].as_(center.tokens.operator())
    items = (await registry.get("/staff", params={"limit": 100})).json()["items"]
    return [one for one in items if one["contact"] == mail]
