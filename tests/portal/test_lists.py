"""«Свои списки» on pages: neighbors open, join, call each other through and leave; a manager sees numbers."""

from typing import Any

from tests.portal.conftest import Center
from tests.portal.reading import Page

Json = dict[str, Any]  # Any: JSON


async def neighbors(center: Center, count: int) -> list[Json]:
    house = await center.by_manager("registry", "houses", {"address": "Садовая, 7", "flats": 40})
    return [
        await center.person(
            f"Сосед{number}",
            "Громов",
            house_id=house["id"],
            flat=str(number + 1),
            phone=f"+791670040{number:02}",
        )
        for number in range(count)
    ]


async def test_neighbors_open_join_and_leave(center_pages: Center) -> None:
    one, other = await neighbors(center_pages, 2)
    first, second = center_pages.resident(one), center_pages.resident(other)
    assert "пока нет списка" in (await first.open("/lists")).text
    page = await first.submit(await first.open("/lists/new"), {"title": "Подъезд 2", "entrance": "2"})
    here = first.here.partition("?")[0]
    assert "Имена и телефоны видят только те, кто в нём" in page.text
    page = await first.open(f"{here}/join")
    assert "пока не увидит никто" in page.text
    unread = await first.submit(page, expect=422)
    assert "Прочтите и отметьте" in unread.text
    page = await first.submit(unread, {"agree": "yes"})
    assert "Вы первый" in page.text
    assert "никого не задерживаем" in page.text
    page = await second.open(f"{here}/join")
    assert "увидит 1 сосед" in page.text
    page = await second.submit(page, {"agree": "yes"})
    assert "Вам звонит Громов Сосед0" in page.text
    page = await first.open(here)
    assert "+7 916 700-40-01" in page.text
    page = await second.submit(await second.open(here), to="/leave")
    assert "Вас в списке больше нет" in page.text
    assert "+7 916 700-40-01" not in (await first.open(here)).text


async def test_a_test_round_is_noted_by_neighbors_and_counted_on_the_desk(center_pages: Center) -> None:
    one, other = await neighbors(center_pages, 2)
    first = center_pages.resident(one)
    await first.submit(await first.open("/lists/new"), {"title": "Подъезд 2"})
    here = first.here.partition("?")[0]
    for visitor in (first, center_pages.resident(other)):
        await visitor.submit(await visitor.open(f"{here}/join"), {"agree": "yes"})
    page = await first.submit(await first.open(here), to="/rounds")
    page = await first.submit(page, to="/rounds/")
    assert "Дозвонились до 1 из 2" in page.text
    page = await first.submit(page, to="/end")
    assert "дозвонились до 1 из 2" in page.text
    desk = await center_pages.manager().open(f"/desk{here}")
    assert "дозвонились до 1 из 2" in desk.text
    assert "Громов" not in desk.text
    assert "700-40" not in desk.text


async def test_a_manager_opens_a_list_and_enters_an_agreement(center_pages: Center) -> None:
    (person,) = await neighbors(center_pages, 1)
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/lists/new"), {"title": "Наш дом"}, expect=422)
    assert "Выберите дом" in page.text
    page = await visitor.submit(page, {"house_id": person["house_id"]})
    lacking = await visitor.submit(
        page, {"who": "Громов", "ground": "попросил по телефону"}, to="/members", expect=422
    )
    assert "Сначала внесите согласие" in lacking.text
    assert lacking.form("/members").values["ground"] == ["попросил по телефону"]
    aloud = {
        "purpose": "own_lists", "version": 1, "how": "aloud", "witness": "Ильина О. П.", "ground": "не пишет"
    }  # fmt: skip
    await center_pages.by_manager("registry", f"residents/{person['id']}/consents", aloud)
    page = await visitor.submit(lacking, to="/members")
    assert "В списке 1 сосед" in page.text
    assert "1 сосед" in (await visitor.open("/desk/lists")).text
    form, typed = page.form("/members"), {"who": "Громов", "ground": "передумал, позвонил"}
    out = form.action.replace("/members", "/leave")
    for said in ("этого человека в списке больше нет", "Этого человека в списке нет"):
        answer = await visitor.post(out, data=form.values | typed, headers={"origin": "http://sosedi.test"})
        assert said in Page(answer.text).text


async def test_somebody_without_a_telephone_joins_and_is_knocked_up(center_pages: Center) -> None:
    (person,) = await neighbors(center_pages, 1)
    zoya = await center_pages.person("Зоя", "Громова", house_id=person["house_id"], flat="9")
    first, second = center_pages.resident(person), center_pages.resident(zoya)
    await first.submit(await first.open("/lists/new"), {"title": "Подъезд 2"})
    here = first.here.partition("?")[0]
    await first.submit(await first.open(f"{here}/join"), {"agree": "yes"})
    page = await second.open(f"{here}/join")
    assert "постучат в кв. 9" in page.text
    page = await second.submit(page, {"agree": "yes"})
    assert "К вам зайдёт Громов Сосед0" in page.text
    page = await first.open(here)
    assert "Громова Зоя" in page.text
    assert "зайти" in page.text


async def test_neighbors_of_another_house_see_no_list(center_pages: Center) -> None:
    (person,) = await neighbors(center_pages, 1)
    stranger = center_pages.resident(await center_pages.person())
    first = center_pages.resident(person)
    await first.submit(await first.open("/lists/new"), {"title": "Подъезд 2"})
    here = first.here.partition("?")[0]
    await stranger.open(here, expect=404)
    assert "Списки бывают у домов" in (await stranger.open("/lists")).text


async def test_two_who_correct_a_list_see_both_versions(center_pages: Center) -> None:
    (person,) = await neighbors(center_pages, 1)
    visitor = center_pages.manager()
    typed = {"house_id": person["house_id"], "title": "Наш дом"}
    page = await visitor.submit(await visitor.open("/desk/lists/new"), typed)
    edit = next(link for link in page.links if link.endswith("/edit"))
    old = await visitor.open(edit)
    await visitor.submit(old, {"title": "Свой дом"})
    visitor.answer = await visitor.get(edit)
    page = await visitor.submit(old, {"title": "Дом 7"}, expect=422)
    assert "Сейчас записано: Свой дом" in page.text
    assert page.form().values["title"] == ["Дом 7"]
    assert "Дом 7" in (await visitor.submit(page)).text
