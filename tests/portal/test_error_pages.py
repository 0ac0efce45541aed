"""Failures as pages in plain words, and as problem+json under /api."""

from fastapi import FastAPI

from shared.kit.ids import new_id
from shared.testing.tokens import Tokens
from tests.portal.conftest import Center
from tests.portal.visiting import Visitor


async def test_a_page_that_is_not_there_says_so(center_pages: Center) -> None:
    page = await center_pages.visitor().open("/nowhere", expect=404)
    assert "Такой страницы нет" in page.title
    assert "/" in page.links


async def test_an_address_that_is_no_address_is_not_there(center_pages: Center) -> None:
    await center_pages.manager().open("/desk/people/не-номер", expect=404)


async def test_a_thing_of_another_center_is_not_there(center_pages: Center) -> None:
    await center_pages.manager().open(f"/desk/people/{new_id()}", expect=404)
    await center_pages.manager().open(f"/desk/events/{new_id()}", expect=404)
    await center_pages.manager().open(f"/desk/talents/{new_id()}", expect=404)


async def test_a_silent_service_is_said_plainly(alone: FastAPI, tokens: Tokens) -> None:
    center = new_id()
    visitor = Visitor(alone).come_as(tokens.manager(center), center)
    page = await visitor.open("/desk/people", expect=503)
    assert "Сейчас не получается" in page.title
    assert "Попробуйте через минуту" in page.text


async def test_a_home_without_its_services_says_that_it_is_not_all(alone: FastAPI, tokens: Tokens) -> None:
    center, person = new_id(), new_id()
    visitor = Visitor(alone).come_as(tokens.resident(center, person), center)
    page = await visitor.open("/")
    assert "Мне нужна помощь" in page.text
    assert "Показано не всё" in page.text


async def test_a_desk_without_its_services_does_not_say_that_all_is_done(
    alone: FastAPI, tokens: Tokens
) -> None:
    center = new_id()
    page = await Visitor(alone).come_as(tokens.manager(center), center).open("/desk")
    assert "Показано не всё" in page.text
    assert "Всё сделано" not in page.text


async def test_a_desk_that_is_all_there_says_nothing_of_missing_parts(center_pages: Center) -> None:
    assert "Показано не всё" not in (await center_pages.manager().open("/desk")).text


async def test_a_code_that_cannot_be_asked_for_keeps_the_contact(alone: FastAPI) -> None:
    visitor = Visitor(alone)
    page = await visitor.submit(await visitor.open("/sign-in"), {"contact": "m@example.org"}, expect=422)
    assert page.form().values["contact"] == ["m@example.org"]
    assert "не получается отправить код" in page.text


async def test_pages_of_the_workshop_are_absent_outside_it(center_pages: Center, portal: FastAPI) -> None:
    settings = portal.state.portal.settings
    settings.dev_mail = False
    try:
        for path in ("/dev/mail", "/dev/kit"):
            await center_pages.visitor().open(path, expect=404)
    finally:
        settings.dev_mail = True


async def test_what_was_typed_survives_a_silent_service(alone: FastAPI, tokens: Tokens) -> None:
    center, person = new_id(), new_id()
    visitor = Visitor(alone).come_as(tokens.resident(center, person), center)
    await visitor.submit(await visitor.open("/help/need"), {"skill": "pets", "go": "next"})
    page = await visitor.submit(await visitor.open("/help/need/check"), {"go": "next"}, expect=422)
    assert "Всё введённое на месте" in page.text
    assert "Присмотр за животными" in page.text
