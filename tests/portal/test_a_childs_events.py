"""A guardian signs a child up on the event's page, sees it among their own, and gives the place up."""

from contextlib import AsyncExitStack
from datetime import timedelta
from uuid import UUID

from fastapi import FastAPI

from shared.kit.clock import now
from shared.testing.polling import eventually
from shared.testing.running import City
from tests.portal.conftest import Center, Json, portal_before
from tests.portal.test_access import signed_in
from tests.portal.visiting import Visitor


async def a_child_of(pages: Center, mother: Json) -> Json:
    body = {"family_name": "Петров", "given_name": "Миша", "birth_year": 2016, "ground": "мать"}
    return await pages.by_manager("registry", f"residents/{mother['id']}/wards", body)


async def family(pages: Center) -> tuple[Json, Json]:
    """A mother and her child."""
    mother = await pages.person()
    return mother, await a_child_of(pages, mother)


async def an_event(pages: Center, **said: object) -> Json:
    starts = (now() + timedelta(days=3)).isoformat()
    return await pages.by_manager("events", "events", {"title": "Шахматы", "starts_at": starts, **said})


def as_guardian(pages: Center, grown_up: Json, child: Json, app: FastAPI | None = None) -> Visitor:
    """The grown-up, with a token that names the child."""
    token = pages.tokens.guardian(pages.id, UUID(grown_up["id"]), UUID(child["id"]))
    return Visitor(app or pages.app).come_as(token, pages.id)


async def test_a_guardian_signs_a_child_up_and_gives_the_place_up(center_pages: Center) -> None:
    mother, child = await family(center_pages)
    event = await an_event(center_pages, capacity=5)
    own, here = as_guardian(center_pages, mother, child), f"/events/{event['id']}"
    page = await own.open(here)
    assert "Кого записать" in page.text
    page = await own.submit(page, {"child": child["id"]}, to="/sign-up")
    assert "Записали ребёнка. Ждём." in page.text
    assert "Отменить запись" in page.text
    assert (await center_pages.read("events", f"events/{event['id']}"))["free"] == 4
    matters = await own.open("/matters")
    assert "Мои записи" in matters.text
    assert "дети: Петров Миша" in matters.text
    assert "вы идёте" not in matters.text
    page = await own.submit(page, to="/leave")
    assert "Ребёнка больше нет в списке" in page.text
    assert (await center_pages.read("events", f"events/{event['id']}"))["free"] == 5
    assert "Петров Миша" not in (await own.open("/matters")).text


async def test_a_parent_and_a_child_each_have_a_place_and_each_gives_up_their_own(
    center_pages: Center,
) -> None:
    mother, child = await family(center_pages)
    event = await an_event(center_pages, capacity=2)
    own, here = as_guardian(center_pages, mother, child), f"/events/{event['id']}"
    page = await own.submit(await own.open(here), to="/sign-up")
    assert "Вы записаны" in page.text
    page = await own.submit(page, to="/sign-up")
    assert "Записали ребёнка" in page.text
    assert (await center_pages.read("events", f"events/{event['id']}"))["free"] == 0
    await own.submit(page, {"child": child["id"]}, to="/leave")
    listed = (await center_pages.read("events", f"events/{event['id']}/registrations"))["items"]
    assert [one["resident_id"] for one in listed if one["state"] == "registered"] == [mother["id"]]


async def test_a_child_who_waits_is_said_to_wait(center_pages: Center) -> None:
    mother, child = await family(center_pages)
    event = await an_event(center_pages, capacity=1)
    own = as_guardian(center_pages, mother, child)
    page = await own.submit(await own.open(f"/events/{event['id']}"), to="/sign-up")
    page = await own.submit(page, {"child": child["id"]}, to="/sign-up")
    assert "ребёнок в очереди" in page.text
    matters = (await own.open("/matters")).text
    assert "дети в очереди: Петров Миша" in matters
    assert "дети: Петров Миша" not in matters


async def test_nobody_signs_up_or_sees_or_cancels_somebody_elses_child(center_pages: Center) -> None:
    mother, child = await family(center_pages)
    event = await an_event(center_pages)
    path = f"/centers/{center_pages.id}"
    events = center_pages.services["events"]
    parent = events.as_(center_pages.tokens.guardian(center_pages.id, UUID(mother["id"]), UUID(child["id"])))
    body = {"resident_id": child["id"]}
    made = await parent.post(f"{path}/events/{event['id']}/registrations", json=body)
    assert made.status_code == 201, made.text
    stranger = UUID((await center_pages.person())["id"])
    for token in (
        center_pages.tokens.resident(center_pages.id, stranger),
        center_pages.tokens.guardian(center_pages.id, stranger, UUID(child["id"])),
    ):
        other = events.as_(token)
        answers = (
            await other.post(f"{path}/events/{event['id']}/registrations", json=body),
            await other.get(f"{path}/events/{event['id']}/registrations", params=body),
            await other.get(f"{path}/registrations", params=body),
            await other.post(f"{path}/registrations/{made.json()['id']}/cancel"),
        )
        assert {one.status_code for one in answers} == {404}
    assert [
        one["state"] for one in (await parent.get(f"{path}/registrations", params=body)).json()["items"]
    ] == ["registered"]


async def test_whoever_answers_no_longer_neither_sees_nor_cancels(center_pages: Center) -> None:
    """At once, though their token still names the child; whoever answers now does both."""
    mother, child = await family(center_pages)
    father = await center_pages.person("Пётр")
    event, path = await an_event(center_pages), f"/centers/{center_pages.id}"
    tokens, child_id = center_pages.tokens, UUID(child["id"])
    events, registry = center_pages.services["events"], center_pages.services["registry"]
    before = events.as_(tokens.guardian(center_pages.id, UUID(mother["id"]), child_id))
    made = await before.post(f"{path}/events/{event['id']}/registrations", json={"resident_id": child["id"]})
    manager, guardians = (
        registry.as_(tokens.manager(center_pages.id)),
        f"{path}/residents/{child['id']}/guardians",
    )
    bond = {"bond": "parent", "ground": "со слов матери"}
    assert (await manager.put(f"{guardians}/{father['id']}", json=bond)).status_code == 200
    assert (await manager.delete(f"{guardians}/{mother['id']}")).status_code == 204
    cancel = f"{path}/registrations/{made.json()['id']}/cancel"
    assert (await before.post(cancel)).status_code == 404
    assert (await before.get(f"{path}/registrations", params={"resident_id": child["id"]})).status_code == 404
    told = center_pages.services["notifications"].as_(
        tokens.guardian(center_pages.id, UUID(mother["id"]), child_id)
    )
    assert (await told.get(f"{path}/residents/{child['id']}/messages")).status_code == 404
    now_answers = events.as_(tokens.guardian(center_pages.id, UUID(father["id"]), child_id))
    assert (await now_answers.post(cancel)).json()["state"] == "cancelled"


async def test_a_child_whom_a_manager_enters_while_the_parent_is_signed_in_is_signed_up_at_once(
    center_pages: Center,
) -> None:
    mail = f"parent-{center_pages.id.hex}@example.org"
    mother = await center_pages.person(mail=mail)
    own, event = await signed_in(center_pages, mail), await an_event(center_pages)
    child = await a_child_of(center_pages, mother)
    page = await own.open(f"/events/{event['id']}")
    page = await own.submit(page, {"child": child["id"]}, to="/sign-up")
    assert "Записали ребёнка. Ждём." in page.text
    assert "дети: Петров Миша" in (await own.open("/matters")).text


async def test_a_childs_place_is_given_up_while_the_registry_is_silent(
    center_pages: Center, city_of_tests: City
) -> None:
    mother, child = await family(center_pages)
    event = await an_event(center_pages, capacity=2)
    own, here = as_guardian(center_pages, mother, child), f"/events/{event['id']}"
    page = await own.submit(await own.open(here), to="/sign-up")
    await own.submit(page, {"child": child["id"]}, to="/sign-up")
    async with AsyncExitStack() as stack:
        events = {"events": center_pages.services["events"].app}
        own = as_guardian(center_pages, mother, child, await portal_before(city_of_tests, events, stack))
        page = await own.submit(await own.open(here), {"child": child["id"]}, to="/leave")
    assert "Ребёнка больше нет в списке" in page.text
    listed = (await center_pages.read("events", f"events/{event['id']}/registrations"))["items"]
    assert [one["resident_id"] for one in listed if one["state"] == "registered"] == [mother["id"]]


async def test_what_is_told_to_a_child_stands_on_the_guardians_page(center_pages: Center) -> None:
    mother, child = await family(center_pages)
    event = await an_event(center_pages)
    own = as_guardian(center_pages, mother, child)
    await own.submit(await own.open(f"/events/{event['id']}"), {"child": child["id"]}, to="/sign-up")
    await center_pages.by_manager("events", f"events/{event['id']}/cancel")

    async def told() -> bool:
        return "О ребёнке: Петров Миша" in (await own.open("/me")).text

    await eventually(told)
    assert "О ребёнке" not in (await center_pages.resident(await center_pages.person()).open("/me")).text


async def test_whoever_has_no_children_is_asked_nothing_more(center_pages: Center) -> None:
    event = await an_event(center_pages)
    own = center_pages.resident(await center_pages.person())
    page = await own.open(f"/events/{event['id']}")
    assert "Кого записать" not in page.text
    assert "Вы записаны" in (await own.submit(page, to="/sign-up")).text
