"""Showing anew who one is, one's own sign-ins, the center's device, and who looked: through the pages."""

import re
import time
from uuid import UUID

import pytest

from services.portal.visits.visitor import SESSION_COOKIE, KnownCenter, Session
from shared.contracts.permissions import Role
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
    here, there = [await signed_in(center_pages, mail) for _ in range(2)]
    page = await here.open("/security")
    assert "Где вы вошли сейчас" in page.text
    assert page.text.count("это устройство") >= 1
    page = await here.submit(page, to="/security/sessions/end")
    assert "Остались только вы и это устройство" in page.text
    registry = center_pages.services["registry"]
    renewed = await registry.post("/sign-in/tokens", json={"refresh_token": _session(there).refresh})
    assert renewed.status_code == 401


async def test_who_shows_anew_who_they_are_goes_on_in_a_new_session_alone(center_pages: Center) -> None:
    mail = f"new-{center_pages.id.hex}@example.org"
    await a_manager(center_pages, mail)
    visitor = await signed_in(center_pages, mail)
    before = _session(visitor)
    page = await visitor.open("/sign-in/again?next=/security")
    await confirm(center_pages, visitor, page, mail)
    assert visitor.here == "/security"
    after, registry = _session(visitor), center_pages.services["registry"]
    assert after.access != before.access
    open_ones = (await registry.as_(after.access).get("/sign-in/sessions")).json()["items"]
    assert [one["current"] for one in open_ones] == [True]
    renewed = await registry.post("/sign-in/tokens", json={"refresh_token": before.refresh})
    assert renewed.status_code == 401


@pytest.mark.parametrize(
    ("role", "paths"),
    [
        ("resident", ("/", "/help", "/matters", "/me", "/security", "/me/seen")),
        ("manager", ("/desk", "/desk/people", "/desk/places", "/security", "/sign-in/again")),
        ("partner", ("/", "/security")),
        ("company", ("/company", "/security")),
        ("city", ("/city", "/security")),
        ("operator", ("/operator", "/operator/accounts/new")),
    ],
)
async def test_whoever_is_signed_in_can_sign_out_on_every_kind_of_page(
    center_pages: Center, role: Role, paths: tuple[str, ...]
) -> None:
    subject = UUID((await center_pages.person())["id"])
    centers = [] if role in ("city", "operator") else [center_pages.id]
    visitor = center_pages.visitor().come_as(center_pages.tokens.of(role, subject, centers), *centers)
    for path in paths:
        page = await visitor.open(path)
        assert page.form("/sign-out").action == "/sign-out", path


async def test_residents_have_no_keys_on_their_page_and_staff_have(center_pages: Center) -> None:
    person = await center_pages.person()
    assert "Ключи входа" not in (await center_pages.resident(person).open("/security")).text
    assert "Ключи входа" in (await center_pages.manager().open("/security")).text


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


async def test_the_ground_of_a_deed_is_said_in_words(center_pages: Center) -> None:
    person = await center_pages.person()
    aloud = {"purpose": "photo", "version": 1, "how": "aloud", "witness": "Инна Ким", "ground": "плохо видит"}
    await center_pages.by_manager("registry", f"residents/{person['id']}/consents", aloud)
    page = await center_pages.resident(person).open("/me/seen")
    assert "Основание: сказано при свидетеле" in page.text
    assert "aloud" not in page.text


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


def _session(visitor: Visitor) -> Session:
    """What the browser's sealed cookie holds."""
    found = visitor.app.state.portal.seal.open(Session, visitor.cookies[SESSION_COOKIE], SESSION_COOKIE)
    assert isinstance(found, Session)
    return found


async def signed_in(center: Center, mail: str) -> Visitor:
    visitor = center.visitor()
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": mail})
    await visitor.submit(page, {"code": await code_for(center, mail)})
    return visitor
