"""The operator's pages and the page of a management company: accounts, keys, and no resident."""

from uuid import UUID

from services.registry.access.passkeys.model import Passkey
from services.registry.access.passkeys.repository import passkeys_of
from services.registry.storage.repository import see_account
from shared.kit.clock import now
from tests.portal.conftest import Center, Json
from tests.portal.test_access import a_manager, code_for, signed_in, signed_in_long_ago


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
    page = await operator.open(path)
    assert "Удалить ключи" in page.text
    await operator.submit(page, {"state": "keyless"})
    assert await _keys(center_pages, account) == 1
    page = await operator.open(f"{path}/keys")
    assert "Вернуть ключи нельзя" in page.text
    assert await _keys(center_pages, account) == 1
    page = await operator.submit(page, to="/keys")
    assert "Ключи удалены" in page.text
    assert await _keys(center_pages, account) == 0
    visitor = await signed_in(center_pages, mail)
    assert visitor.here.startswith("/desk")


async def test_keys_are_removed_only_by_an_operator_who_has_just_signed_in_and_has_seen_the_account(
    center_pages: Center,
) -> None:
    account = await a_manager(center_pages, f"kept-{center_pages.id.hex}@example.org")
    await _a_key(center_pages, account)
    path = f"/operator/accounts/{account['id']}"
    long_ago = center_pages.visitor().come_as(center_pages.tokens.of("operator", UUID(int=7), auth_time=1))
    await long_ago.submit(await long_ago.open(f"{path}/keys"), to="/keys")
    assert long_ago.here.startswith("/sign-in/again")
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    old = await operator.open(f"{path}/keys")
    await operator.submit(await operator.open(path), {"given_name": "Варвара"})
    operator.answer = await operator.get(f"{path}/keys")
    page = await operator.submit(old, to="/keys", expect=422)
    assert "изменил кто-то другой" in page.text
    assert await _keys(center_pages, account) == 1
    assert (await center_pages.manager().get(f"{path}/keys")).status_code == 403


async def _keys(center: Center, account: Json) -> int:
    async with center.services["registry"].app.state.database.transaction(None) as session:
        await see_account(session, UUID(account["id"]))
        return len(await passkeys_of(session, UUID(account["id"])))


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
