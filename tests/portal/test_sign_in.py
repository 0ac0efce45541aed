"""Signing in by a code, through the pages."""

import re

from tests.portal.conftest import Center
from tests.portal.visiting import Visitor


async def _code_for(visitor: Visitor, mail: str) -> str:
    page = await visitor.open("/dev/mail")
    letter = page.text.partition(mail)[2]
    found = re.search(r"\b\d{6}\b", letter)
    assert found, page.text
    return found.group()


async def test_a_resident_signs_in_by_a_code_from_the_mailbox(center_pages: Center) -> None:
    person = await center_pages.person(mail=f"m-{center_pages.id.hex}@example.org")
    visitor = center_pages.visitor()
    page = await visitor.open("/sign-in?next=/matters")
    page = await visitor.submit(page, {"contact": person["mail"]})
    assert visitor.here == "/sign-in/code"
    code = await _code_for(center_pages.visitor(), person["mail"])
    page = await visitor.submit(page, {"code": f" {code[:3]} {code[3:]} "})
    assert visitor.here == "/matters"
    assert "Мои дела" in page.title


async def test_a_wrong_code_is_said_beside_the_field_and_stays(center_pages: Center) -> None:
    person = await center_pages.person(mail=f"w-{center_pages.id.hex}@example.org")
    visitor = center_pages.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": person["mail"]})
    code = await _code_for(center_pages.visitor(), person["mail"])
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    page = await visitor.submit(page, {"code": wrong}, expect=422)
    assert page.title.startswith("Ошибка:")
    assert page.form().values["code"] == [wrong]
    assert "Код не подошёл" in page.text
    assert "#code" in page.links


async def test_no_contact_is_a_mistake_that_can_be_mended(center_pages: Center) -> None:
    visitor = center_pages.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": " "}, expect=422)
    assert "Напишите, куда прислать код" in page.text


async def test_unclear_contact_keeps_what_was_typed(center_pages: Center) -> None:
    visitor = center_pages.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": "Мария Петровна"}, expect=422)
    assert page.form().values["contact"] == ["Мария Петровна"]
    assert page.title.startswith("Ошибка:")


async def test_whoever_signs_in_is_never_led_to_another_site(center_pages: Center) -> None:
    visitor = center_pages.visitor()
    for elsewhere in ("//evil.test/", "https://evil.test/", "/\\evil.test"):
        page = await visitor.open(f"/sign-in?next={elsewhere}")
        assert page.form().values["next"] == ["/"]


async def test_somebody_new_joins_a_center(center_pages: Center) -> None:
    mail = f"new-{center_pages.id.hex}@example.org"
    visitor = center_pages.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": mail})
    code = await _code_for(center_pages.visitor(), mail)
    page = await visitor.submit(page, {"code": code})
    assert visitor.here == "/sign-in/join"
    page = await visitor.submit(page, {"center": str(center_pages.id)})
    page = await visitor.submit(page, {"given_name": "Нина", "family_name": ""}, expect=422)
    assert page.form().values["given_name"] == ["Нина"]
    minor = await visitor.submit(page, {"family_name": "Орлова", "adult": "no"})
    assert "Пусть взрослый впишет вас" in minor.text
    assert (await center_pages.read("registry", "residents"))["items"] == []
    page = await visitor.submit(page, {"family_name": "Орлова", "adult": "yes"}, expect=422)
    assert "Отметьте согласие" in page.text
    assert "Статья 9 Федерального закона" in page.text
    page = await visitor.submit(page, {"keep_card": "1"})
    assert visitor.here == "/"
    assert "Здравствуйте, Нина" in page.text


async def test_signing_out_ends_the_session(center_pages: Center) -> None:
    person = await center_pages.person(mail=f"out-{center_pages.id.hex}@example.org")
    visitor = center_pages.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": person["mail"]})
    page = await visitor.submit(page, {"code": await _code_for(center_pages.visitor(), person["mail"])})
    page = await visitor.submit(page, to="/sign-out")
    assert "Войти" in page.text
    await visitor.open("/matters")
    assert visitor.here.startswith("/sign-in")
