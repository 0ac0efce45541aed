"""The center's own device: a card signs in, goes on while its holder is active, and is out after five minutes."""

from uuid import UUID

from services.portal.visits.visitor import SESSION_COOKIE, Session
from services.registry.access.sessions.repository import find_session
from services.registry.people.cards.model import ResidentCard, digest_card, make_secret
from shared.kit.clock import now
from shared.kit.database import Database
from tests.portal.conftest import Center, Json
from tests.portal.visiting import Visitor


async def test_a_card_signs_in_at_an_enrolled_device_and_the_page_closes_itself(center_pages: Center) -> None:
    device = center_pages.manager()
    page = await device.open("/kiosk")
    assert "за центром не записано" in page.text
    await device.submit(await device.open("/desk/devices"), {"name": "У входа"}, to="/desk/devices")
    await device.submit(await device.open("/desk/devices"), to="/sign-out")
    person, card = await _a_card(center_pages)
    page = await device.open("/kiosk")
    page = await device.submit(page, {"card": card})  # a scanner presses Enter
    assert "Карточку прочли. Теперь год рождения" in page.text
    page = await device.submit(page, {"birth_year": "1950"}, expect=422)
    assert "не подошли" in page.text
    assert card not in page.text
    page = await device.submit(page, {"card": card, "birth_year": str(person["birth_year"])})
    assert device.here == "/"
    assert "Вы вошли по карточке" in page.text
    assert [one.expires for one in device.cookies.jar if one.name == "sosedi"] == [
        None
    ]  # goes with the browser
    assert device.answer.headers["refresh"] == "300; url=/kiosk/away"
    page = await device.open("/kiosk/away")
    assert "Мы вышли сами" in page.text
    await device.open("/matters")
    assert device.here.startswith("/sign-in")


async def test_a_card_goes_on_while_its_holder_is_active(center_pages: Center) -> None:
    device = await _at_the_device(center_pages)
    before = _session_of(device).refresh
    await device.open("/matters")
    assert _session_of(device).refresh == before  # two presses in a second are one return
    _wait(device, center_pages, 60)
    await device.open("/matters")
    assert device.here == "/matters"
    assert _session_of(device).refresh != before


async def test_a_card_left_for_five_minutes_leads_back_to_the_card(center_pages: Center) -> None:
    device = await _at_the_device(center_pages)
    _wait(device, center_pages, 300)
    session_id = UUID(hex=str(_session_of(device).refresh).partition(".")[0])
    async with center_pages.services["registry"].app.state.database.transaction(center_pages.id) as session:
        found = await find_session(session, session_id)
        assert found is not None
        found.expires_at = now()
    kept = _session_of(device)
    assert "Мы вышли сами" in (await device.open("/kiosk/away")).text
    assert SESSION_COOKIE not in device.cookies
    seal = device.app.state.portal.seal
    device.cookies.set(SESSION_COOKIE, seal.close(kept, SESSION_COOKIE), domain="sosedi.test")
    page = await device.open("/matters")
    assert device.here.startswith("/kiosk")
    assert "Мы вышли сами" in page.text
    assert SESSION_COOKIE not in device.cookies


async def _at_the_device(center: Center) -> Visitor:
    """Somebody signed in by a card at the center's device."""
    device = center.manager()
    await device.submit(await device.open("/desk/devices"), {"name": "У входа"}, to="/desk/devices")
    await device.submit(await device.open("/desk/devices"), to="/sign-out")
    person, card = await _a_card(center)
    typed = {"card": card, "birth_year": str(person["birth_year"])}
    await device.submit(await device.submit(await device.open("/kiosk"), {"card": card}), typed)
    return device


def _session_of(device: Visitor) -> Session:
    (kept,) = [one.value for one in device.cookies.jar if one.name == SESSION_COOKIE]
    found: Session | None = device.app.state.portal.seal.open(Session, kept, SESSION_COOKIE)
    assert found is not None
    return found


def _wait(device: Visitor, center: Center, seconds: int) -> None:
    """The device as it is when nobody has touched it for so long."""
    session = _session_of(device)
    token = center.tokens.of("resident", session.id, [center.id], seconds=300 - seconds)
    seal = device.app.state.portal.seal
    device.cookies.delete(SESSION_COOKIE)
    waited = session.model_copy(update={"access": token})
    device.cookies.set(SESSION_COOKIE, seal.close(waited, SESSION_COOKIE), domain="sosedi.test")


async def _a_card(center: Center) -> tuple[Json, str]:
    person = await center.person(birth_year=1948)
    return person, await given_a_card(center, person)


async def given_a_card(center: Center, person: Json) -> str:
    """What is printed on the card; the paper itself is looked at by the registry's tests."""
    secret = make_secret()
    database: Database = center.services["registry"].app.state.database
    async with database.transaction(center.id) as session:
        session.add(ResidentCard(resident_id=person["id"], digest=digest_card(secret), issued_at=now()))
    return secret
