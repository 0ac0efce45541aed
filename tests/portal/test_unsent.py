"""A form that was sent after the sign-in had ended: it waits for its own sender, and goes by one more press."""

from uuid import UUID

import pytest

from services.portal.visits.visitor import SESSION_COOKIE, KnownCenter, Session
from shared.kit.ids import new_id
from tests.portal.conftest import Center, Json
from tests.portal.reading import Page
from tests.portal.test_access import a_manager, code_for
from tests.portal.visiting import Visitor

FORM = "/desk/talks/new"
TYPED = {"kind": "idea", "words": "Лавочку бы у третьего подъезда"}


def end_session(center: Center, visitor: Visitor, account: Json, *centers: UUID) -> None:
    """The manager's session is over, in a browser that has not heard of it."""
    known = [KnownCenter(id=one, name="Дом") for one in centers or (center.id,)]
    token = center.tokens.of("manager", UUID(account["id"]), [one.id for one in known], seconds=-60)
    session = Session(access=token, refresh=f"{new_id().hex}.x", centers=known, center=known[-1].id)
    sealed = visitor.app.state.portal.seal.close(session, SESSION_COOKIE)
    visitor.cookies.set(SESSION_COOKIE, sealed, domain="sosedi.test")


async def sign_in(center: Center, visitor: Visitor, mail: str) -> Page:
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": mail})
    return await visitor.submit(page, {"code": await code_for(center, mail)})


async def sent_too_late(center: Center, mail: str) -> Visitor:
    """A manager's browser that sent a form when the session was over."""
    account = await a_manager(center, mail)
    visitor = center.visitor().come_as(center.tokens.manager(center.id), center.id)
    page = await visitor.open(FORM)
    end_session(center, visitor, account)
    page = await visitor.submit(page, TYPED, to=FORM)
    assert visitor.here.startswith("/sign-in")
    assert "Всё введённое на месте" in page.text
    return visitor


async def talks(center: Center) -> list[str]:
    return [one["words"] for one in (await center.read("registry", "talks"))["items"]]


async def test_a_form_sent_after_the_sign_in_ended_goes_by_one_press_once_it_is_renewed(
    center_pages: Center,
) -> None:
    mail = f"late-{center_pages.id.hex}@example.org"
    visitor = await sent_too_late(center_pages, mail)
    page = await sign_in(center_pages, visitor, mail)
    assert visitor.here == "/sign-in/again/send"
    assert page.form(FORM).values["words"] == [TYPED["words"]]
    assert TYPED["words"] in page.text
    page = await visitor.open("/sign-in/again/send")  # looking twice loses nothing
    await visitor.submit(page, to=FORM)
    assert await talks(center_pages) == [TYPED["words"]]
    await visitor.open("/sign-in/again/send")
    assert visitor.here != "/sign-in/again/send"


async def test_looking_at_another_page_meanwhile_loses_nothing(center_pages: Center) -> None:
    mail = f"tab-{center_pages.id.hex}@example.org"
    account = await a_manager(center_pages, mail)
    visitor = center_pages.visitor().come_as(center_pages.tokens.manager(center_pages.id), center_pages.id)
    page = await visitor.open(FORM)
    end_session(center_pages, visitor, account)
    await visitor.open("/desk")
    assert visitor.here.startswith("/sign-in")
    await visitor.submit(page, TYPED, to=FORM)
    await sign_in(center_pages, visitor, mail)
    assert visitor.here == "/sign-in/again/send"


async def test_somebody_else_who_signs_in_is_not_offered_the_form(center_pages: Center) -> None:
    visitor = await sent_too_late(center_pages, f"one-{center_pages.id.hex}@example.org")
    other = f"other-{center_pages.id.hex}@example.org"
    await a_manager(center_pages, other)
    page = await sign_in(center_pages, visitor, other)
    assert visitor.here != "/sign-in/again/send"
    assert TYPED["words"] not in page.text


async def test_a_form_goes_to_the_center_it_was_typed_for_or_nowhere(center_pages: Center) -> None:
    mail = f"where-{center_pages.id.hex}@example.org"
    account = await a_manager(center_pages, mail)
    visitor = center_pages.visitor().come_as(center_pages.tokens.manager(center_pages.id), center_pages.id)
    page = await visitor.open(FORM)
    end_session(center_pages, visitor, account, new_id())
    await visitor.submit(page, TYPED, to=FORM)
    await sign_in(center_pages, visitor, mail)
    assert visitor.here != "/sign-in/again/send"
    assert await talks(center_pages) == []


@pytest.mark.parametrize("csrf", ["", "f" * 64])
async def test_a_form_that_no_page_of_ours_made_does_not_wait(center_pages: Center, csrf: str) -> None:
    mail = f"forged-{center_pages.id.hex}{len(csrf)}@example.org"
    account = await a_manager(center_pages, mail)
    visitor = center_pages.visitor()
    end_session(center_pages, visitor, account)
    await visitor.post(FORM, data={**TYPED, "csrf": csrf})
    await sign_in(center_pages, visitor, mail)
    assert visitor.here != "/sign-in/again/send"


async def test_what_is_not_to_be_sent_is_forgotten(center_pages: Center) -> None:
    mail = f"drop-{center_pages.id.hex}@example.org"
    visitor = await sent_too_late(center_pages, mail)
    page = await sign_in(center_pages, visitor, mail)
    await visitor.submit(page, to="/sign-in/again/drop")
    await visitor.open("/sign-in/again/send")
    assert visitor.here != "/sign-in/again/send"
    assert await talks(center_pages) == []


async def test_what_no_browser_can_keep_stays_on_the_page_itself(center_pages: Center) -> None:
    mail = f"long-{center_pages.id.hex}@example.org"
    account = await a_manager(center_pages, mail)
    visitor = center_pages.visitor().come_as(center_pages.tokens.manager(center_pages.id), center_pages.id)
    page = await visitor.open(FORM)
    end_session(center_pages, visitor, account)
    long = "".join(new_id().hex for _ in range(3000))
    page = await visitor.submit(page, {**TYPED, "words": long}, to=FORM, expect=401)
    assert "Войдите в соседней вкладке" in page.text
    assert page.form(FORM).values["words"] == [long]
    page = await visitor.submit(page, to=FORM, expect=401)  # pressed before signing in: still on the page
    assert page.form(FORM).values["words"] == [long]
