"""Organisations on the pages: entered, joined, corrected by two, councils step by step, the map of a community."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.portal.organisations import view
from shared.kit.clock import today
from tests.portal.conftest import Center, Json

PARTS = ("residents", "organisation", "support", "information", "space", "links")


async def a_house(center: Center, address: str = "Садовая, 7", flats: int = 40) -> Json:
    body = {"address": address, "kind": "apartment", "flats": flats}
    return await center.by_manager("registry", "houses", body)


async def a_council(center: Center, house: Json, **said: object) -> Json:
    body = {"kind": "council_mkd", "name": "Совет дома 7", "house_ids": [house["id"]], **said}
    return await center.by_manager("registry", "organisations", body)


async def test_an_organisation_is_entered_and_says_what_is_missing(center_pages: Center) -> None:
    house = await a_house(center_pages)
    visitor = center_pages.manager()
    page = await visitor.open("/desk/organisations")
    assert "Начните с той, которую знаете лучше всего" in page.text
    page = await visitor.open("/desk/organisations/new")
    typed = {"kind": "council_mkd", "name": "Совет на Садовой", "house_ids": house["id"], "state": "active"}
    page = await visitor.submit(page, typed)
    assert "Совет на Садовой" in page.title
    assert "Нет председателя" in page.text
    assert "ст. 161.1, ч. 6" in page.text
    assert "Садовая, 7" in page.text
    assert "Совет на Садовой" in (await visitor.open("/desk/organisations")).text


async def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_lost(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/organisations/new")
    typed = {"kind": "tszh", "name": "ТСЖ «Сад»", "scale": "street", "contact_0": "example.org"}
    page = await visitor.submit(page, typed, expect=422)
    assert "#scale" in page.links
    assert page.form().values["name"] == ["ТСЖ «Сад»"]
    assert page.form().values["contact_0"] == ["example.org"]
    half = {"kind": "tszh", "scale": "house", "gathering": "votes", "part": "500", "whole": "1000"}
    page = await visitor.submit(page, half, expect=422)
    assert "#part" in page.links
    assert "а нужно больше 1/2" in page.text
    page = await visitor.submit(page, {"part": "много"}, expect=422)
    assert "Напишите число" in page.text


async def test_two_who_correct_one_organisation_see_both_versions(center_pages: Center) -> None:
    council = await a_council(center_pages, await a_house(center_pages))
    visitor = center_pages.manager()
    old = await visitor.open(f"/desk/organisations/{council['id']}/edit")
    await visitor.submit(old, {"name": "Совет Садовой"})
    visitor.answer = await visitor.get(f"/desk/organisations/{council['id']}/edit")
    page = await visitor.submit(old, {"name": "Совет дома семь"}, expect=422)
    assert "изменил кто-то другой" in page.text
    assert page.text.count("Сейчас записано:") == 1
    assert "Сейчас записано: Совет Садовой" in page.text
    assert page.form().values["name"] == ["Совет дома семь"]
    page = await visitor.submit(page, {})
    assert "Совет дома семь" in page.title


async def test_a_chair_is_entered_and_a_second_one_is_refused(center_pages: Center) -> None:
    council = await a_council(center_pages, await a_house(center_pages))
    await center_pages.person("Виктор", "Орлов")
    await center_pages.person("Мария", "Соколова")
    visitor = center_pages.manager()
    here = f"/desk/organisations/{council['id']}"
    page = await visitor.open(f"{here}/members/new")
    page = await visitor.submit(page, {"who": "Орлов", "role": "chair"})
    assert "Орлов Виктор" in page.text
    page = await visitor.submit(
        await visitor.open(f"{here}/members/new"), {"who": "Соколова", "role": "chair"}, expect=422
    )
    assert "уже есть председатель" in page.text
    page = await visitor.submit(page, {"who": "Никого такого", "role": "member"}, expect=422)
    assert "Никого не нашли" in page.text
    (member,) = (await center_pages.read("registry", f"memberships?organisation_id={council['id']}"))["items"]
    page = await visitor.open(f"{here}/members/{member['id']}")
    page = await visitor.submit(page, {"do": "end", "reason": "own_wish"})
    assert "по своему желанию" in page.text


async def test_a_term_that_ends_stands_on_the_desk(center_pages: Center) -> None:
    council = await a_council(center_pages, await a_house(center_pages))
    person = await center_pages.person("Виктор", "Орлов")
    body = {
        "organisation_id": council["id"], "resident_id": person["id"], "role": "chair",
        "since": str(today() - timedelta(days=700)), "until": str(today() + timedelta(days=20)),
    }  # fmt: skip
    await center_pages.by_manager("registry", "memberships", body)
    page = await center_pages.manager().open("/desk")
    assert "Готовить выборы: Совет дома 7" in page.text
    assert f"/desk/organisations/{council['id']}" in page.links


async def test_a_council_is_chosen_step_by_step(center_pages: Center) -> None:
    house = await a_house(center_pages)
    await center_pages.person("Виктор", "Орлов")
    visitor = center_pages.manager()
    page = await visitor.open("/desk/organisations/councils")
    assert "совета нет" in page.text
    assert f"/desk/organisations/councils/new?house={house['id']}" in page.links
    page = await visitor.open(f"/desk/organisations/councils/new?house={house['id']}")
    soon = str(today() + timedelta(days=3))
    page = await visitor.submit(page, {"meeting_on": soon}, expect=422)
    assert "#meeting_on" in page.links
    page = await visitor.submit(page, {"meeting_on": str(today() + timedelta(days=30))})
    assert "Сообщить всем собственникам о собрании" in page.text
    here = visitor.here.partition("?")[0]
    page = await visitor.submit(page, {}, to="/steps/initiators")
    assert "сделано" in page.text
    page = await visitor.submit(page, {"who": "Орлов", "wanted": "chair", "answer": "agrees"}, to="/asked")
    assert "согласие" in page.text
    paper = await visitor.get(f"{here}/notice.pdf")
    assert paper.content.startswith(b"%PDF")
    page = await visitor.open(f"{here}/finish")
    assert "не является голосованием ОСС" in page.text
    votes = {
        "minutes_number": "1",
        "minutes_on": str(today()),
        "votes_all": "1000",
        "votes_took_part": "700,5",
    }
    page = await visitor.submit(page, votes, expect=422)
    assert "Собрание ещё не прошло" in page.text
    assert page.form().values["votes_took_part"] == ["700,5"]


@pytest.mark.parametrize(("address", "told"), [("Садовая, 7", 0), ("Мира, 1", 1)])
async def test_whoever_is_asked_from_another_house_is_told_apart(
    center_pages: Center, address: str, told: int
) -> None:
    house, other = await a_house(center_pages), await a_house(center_pages, "Мира, 1")
    for one in (house, other):
        await center_pages.person("Виктор", "Орлов", house_id=one["id"], flat="31")
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/organisations/councils/new?house={house['id']}")
    page = await visitor.submit(page, {"meeting_on": str(today() + timedelta(days=30))})
    assert page.text.index("Перенести или остановить") < page.text.index("Записать, что решили")
    page = await visitor.submit(page, {"who": "Орлов"}, to="/asked", expect=422)
    assert "Мира, 1, кв. 31" in page.text
    assert "Садовая, 7, кв. 31" in page.text
    page = await visitor.submit(page, {"who_id": await _lives_at(center_pages, address)}, to="/asked")
    assert page.text.count("не из этого дома") == told


async def test_a_meeting_that_was_held_is_written_down_at_once(center_pages: Center) -> None:
    house, person = await a_house(center_pages), await center_pages.person("Виктор", "Орлов")
    visitor, held = center_pages.manager(), str(today() - timedelta(days=20))
    page = await visitor.open(f"/desk/organisations/councils/new?house={house['id']}")
    page = await visitor.submit(page, {"meeting_on": held})
    assert "Собрание записали" in page.text
    assert "просрочено" not in page.text.partition("Кого выбрали")[0].partition("протокол")[0]
    forming = visitor.here.partition("?")[0]
    page = await visitor.submit(page, {"who": "Орлов Виктор", "wanted": "chair"}, to="/asked")
    assert "Пока молчит" not in page.text
    page = await visitor.open(f"{forming}/finish")
    typed = {"minutes_number": "3", "minutes_on": held, "votes_all": "1000", "votes_took_part": "600"}
    page = await visitor.submit(page, typed)
    assert "Орлов Виктор" in page.text
    card = await visitor.open(f"/desk/people/{person['id']}")
    assert "Председатель: Совет дома Садовая, 7" in card.text


async def _lives_at(center: Center, address: str) -> str:
    houses = {one["id"]: one["address"] for one in (await center.read("registry", "houses"))["items"]}
    people = (await center.read("registry", "residents"))["items"]
    return next(str(one["id"]) for one in people if houses[one["house_id"]] == address)


async def test_a_map_is_drawn_shown_and_compared(center_pages: Center) -> None:
    await a_house(center_pages)
    visitor = center_pages.manager()
    page = await visitor.open("/desk/organisations/maps/new")
    typed = {f"strength_{part}": "weak" for part in PARTS} | {"name": "Садовая", "drawn_on": "2025-11-20"}
    page = await visitor.submit(page, typed | {"strength_space": ""}, expect=422)
    assert "#strength_space" in page.links
    first = await visitor.submit(
        page,
        typed
        | {"one_0": "residents", "other_0": "space", "link_0": "absent", "missing_space": "нет комнаты"},
    )
    assert "нет комнаты" in first.text
    assert "Жители – общее пространство" in first.text
    page = await visitor.open("/desk/organisations/maps")
    after = next(link for link in page.links if "after=" in link)
    page = await visitor.submit(await visitor.open(after), {"strength_space": "strong"})
    compared = next(link for link in page.links if "before=" in link)
    page = await visitor.open(compared.partition("#")[0])
    assert "Что изменилось" in page.text


async def test_residents_see_the_organisations_of_their_house(center_pages: Center) -> None:
    house, other = await a_house(center_pages), await a_house(center_pages, "Мира, 1")
    contacts = [
        {"kind": "hours", "value": "по средам", "shown_to": "everybody"},
        {"kind": "phone", "value": "+79000000001", "shown_to": "members"},
    ]
    council = await a_council(center_pages, house, contacts=contacts)
    member = await center_pages.person("Виктор", "Орлов", house_id=house["id"])
    stranger = await center_pages.person("Мария", "Соколова", house_id=other["id"])
    body = {"organisation_id": council["id"], "resident_id": member["id"], "role": "chair"}
    await center_pages.by_manager("registry", "memberships", body)
    page = await center_pages.resident(member).open("/organisations")
    assert "Совет дома 7" in page.text
    page = await center_pages.resident(member).open(f"/organisations/{council['id']}")
    assert "+79000000001" in page.text
    assert "Орлов Виктор" in page.text
    club = {"kind": "group_interest", "name": "Домино во дворе"}
    await center_pages.by_manager("registry", "organisations", club)
    page = await center_pages.resident(stranger).open("/organisations")
    assert "Совет дома 7" not in page.text
    assert "Домино во дворе" in page.text
    assert "ещё нет совета" in page.text
    page = await center_pages.resident(stranger).open(f"/organisations/{council['id']}")
    assert "+79000000001" not in page.text
    assert "Орлов" not in page.text


async def test_an_organisation_is_dissolved_and_its_past_stays(center_pages: Center) -> None:
    council = await a_council(center_pages, await a_house(center_pages))
    person = await center_pages.person("Виктор", "Орлов")
    body = {"organisation_id": council["id"], "resident_id": person["id"], "role": "chair"}
    await center_pages.by_manager("registry", "memberships", body)
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/organisations/{council['id']}/end")
    assert "Внесли по ошибке?" not in page.text
    page = await visitor.submit(page, {"how": "dissolve"})
    assert "распущена" in page.text
    assert "Орлов Виктор" in page.text
    await center_pages.resident(person).open(f"/desk/organisations/{council['id']}", expect=403)


async def a_circle(center: Center) -> Json:
    return await center.by_manager("registry", "organisations", {"kind": "group_interest", "name": "Домино"})


async def test_a_resident_asks_to_take_part_and_the_manager_lets_them_in(center_pages: Center) -> None:
    circle, anna = await a_circle(center_pages), await center_pages.person("Анна", "Петрова")
    resident, here = center_pages.resident(anna), f"/organisations/{circle['id']}"
    page = await resident.open(here)
    page = await resident.submit(page, {}, to="/join")
    assert "Ответ появится здесь" in page.text
    assert "Ждём ответа" in page.text
    manager = center_pages.manager()
    assert "Хотят участвовать: Домино" in (await manager.open("/desk")).text
    page = await manager.open(f"/desk/organisations/{circle['id']}")
    assert "Петрова Анна" in page.text
    page = await manager.submit(page, {}, to="/accept")
    assert "теперь это участник" in page.text
    assert "Хотят участвовать" not in page.text
    assert "вы участник" in (await resident.open(here)).text


async def test_a_wish_is_taken_back_and_what_is_chosen_offers_no_button(center_pages: Center) -> None:
    circle, anna = await a_circle(center_pages), await center_pages.person("Анна", "Петрова")
    resident = center_pages.resident(anna)
    page = await resident.open(f"/organisations/{circle['id']}")
    page = await resident.submit(page, {}, to="/join")
    page = await resident.submit(page, {}, to="/back")
    assert "Отозвали просьбу" in page.text
    council = await a_council(center_pages, await a_house(center_pages))
    page = await resident.open(f"/organisations/{council['id']}")
    assert "Хочу участвовать" not in page.text
    assert "Состав здесь выбирают на собрании" in page.text


async def test_whoever_is_responsible_sees_who_asks_and_answers(center_pages: Center) -> None:
    circle, anna = await a_circle(center_pages), await center_pages.person("Анна", "Петрова")
    chair = await center_pages.person("Виктор", "Орлов")
    body = {"organisation_id": circle["id"], "resident_id": chair["id"], "role": "organiser"}
    await center_pages.by_manager("registry", "memberships", body)
    resident = center_pages.resident(anna)
    page = await resident.open(f"/organisations/{circle['id']}")
    await resident.submit(page, {}, to="/join")
    token = center_pages.tokens.activist(center_pages.id, UUID(chair["id"]), UUID(circle["id"]))
    responsible = center_pages.visitor().come_as(token, center_pages.id)
    page = await responsible.open("/")
    assert "Хотят участвовать: Домино 1 человек ждёт ответа" in page.text
    assert f'href="/organisations/{circle["id"]}"' in responsible.answer.text
    assert "Хотят участвовать: Домино" in (await responsible.open("/organisations")).text
    page = await responsible.open(f"/organisations/{circle['id']}")
    assert "Петрова Анна" in page.text
    page = await responsible.submit(page, {}, to="/decline")
    assert "Петрова Анна" not in page.text
    assert "пока не получится" in (await resident.open(f"/organisations/{circle['id']}")).text
    assert "Хотят участвовать" not in (await responsible.open("/")).text
    for path in ("/", "/organisations"):
        assert "Хотят участвовать" not in (await resident.open(path)).text


async def test_a_guardian_asks_for_their_child_and_takes_it_back(center_pages: Center) -> None:
    circle, mother = await a_circle(center_pages), await center_pages.person()
    body = {"family_name": "Петров", "given_name": "Миша", "birth_year": 2016, "ground": "мать"}
    child = await center_pages.by_manager("registry", f"residents/{mother['id']}/wards", body)
    own, here = center_pages.resident(mother), f"/organisations/{circle['id']}"
    page = await own.submit(await own.open(here), {"child": child["id"]}, to="/join")
    assert "Передали. Ответ появится здесь." in page.text
    assert "Хочу участвовать" in page.text
    (asked,) = (await center_pages.read("registry", "join-requests"))["items"]
    assert (asked["resident_id"], asked["name"]) == (child["id"], child["name"])
    page = await own.submit(page, to="/back")
    assert "Отозвали просьбу" in page.text
    assert (await center_pages.read("registry", "join-requests"))["items"] == []
    childless = center_pages.resident(await center_pages.person())
    assert "Для ребёнка" not in (await childless.open(here)).text


async def test_members_come_in_parts_whoever_acts_first_and_all_are_counted(
    center_pages: Center, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_MEMBERS_SHOWN", 2)
    council = await a_council(center_pages, await a_house(center_pages))
    for family, role in (
        ("Первова", "chair"),
        ("Вторых", "member"),
        ("Третьяк", "member"),
        ("Четверг", "member"),
    ):
        person = await center_pages.person(given="Ия", family=family)
        body = {"organisation_id": council["id"], "resident_id": person["id"], "role": role}
        await center_pages.by_manager("registry", "memberships", body)
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/organisations/{council['id']}")
    assert "4 участника" in page.text
    assert [name in page.text for name in ("Первова", "Вторых", "Третьяк", "Четверг")] == [
        True, False, True, True
    ]  # fmt: skip
    (further,) = [link for link in page.links if "cursor=" in link]
    page = await visitor.open(further)
    assert "Вторых" in page.text
    assert "Четверг" not in page.text
    page = await visitor.open(f"/desk/organisations/{council['id']}/end")
    assert "Сейчас в ней 4 участника" in page.text
