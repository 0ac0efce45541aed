"""Ideas and appeals of residents: offered, read without a name, supported once, followed, taken back."""

import pytest

from tests.portal.conftest import Center


async def test_resident_offers_an_idea_and_a_neighbor_supports_it_once(center_pages: Center) -> None:
    author = await center_pages.person(family="Выдумкина")
    neighbor = await center_pages.person(family="Согласная")
    visitor = center_pages.resident(author)
    page = await visitor.open("/ideas/new")
    page = await visitor.submit(page, {"title": "Лавка у пруда"})
    assert "без вашего имени" in page.text
    other = center_pages.resident(neighbor)
    page = await other.open("/ideas")
    assert "Лавка у пруда" in page.text
    assert "Выдумкина" not in page.text
    page = await other.submit(page, to="/support")
    assert "Поддержал 1 житель, вы тоже" in page.text
    page = await other.submit(page, to="/end")
    assert "Пока никто не поддержал" in page.text
    assert "Лавка у пруда" in (await visitor.open("/matters")).text
    page = await visitor.submit(await visitor.open("/ideas"), to="/withdraw")
    assert "Убрали вашу идею" in page.text
    assert "Лавка у пруда" not in (await other.open("/ideas")).text


async def test_idea_without_a_name_is_asked_for_and_nothing_is_lost(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.open("/ideas/new")
    page = await visitor.submit(page, {"words": "Негде присесть"}, expect=422)
    assert "#title" in page.links
    assert page.form().values["words"] == ["Негде присесть"]


async def test_idea_withdrawn_meanwhile_is_told(center_pages: Center) -> None:
    idea = await center_pages.by_manager("events", "ideas", {"title": "Шахматы во дворе"})
    visitor, manager = center_pages.resident(await center_pages.person()), center_pages.manager()
    seen = await visitor.open("/ideas")
    page = await manager.submit(await manager.open(f"/desk/ideas/{idea['id']}"), to="/withdraw")
    assert "Идею убрали" in page.text
    await visitor.submit(seen, to="/support", expect=404)


async def test_talk_becomes_an_idea_once_however_often_it_is_clicked(center_pages: Center) -> None:
    person = await center_pages.person(family="Мечтаева")
    body = {"kind": "idea", "words": "Площадка для собак\nза гаражами", "resident_id": person["id"]}
    talk = await center_pages.by_manager("registry", "talks", body)
    visitor = center_pages.manager()
    at = f"/desk/ideas/new?talk={talk['id']}"
    assert at in (await visitor.open(f"/desk/talks/{talk['id']}")).links
    form = (await visitor.open(at)).form()
    assert (form.values["title"], form.values["words"]) == (["Площадка для собак"], ["за гаражами"])
    for _ in range(2):
        answer = await visitor.post(at, data=form.values, headers={"origin": "http://sosedi.test"})
        assert "теперь идея" in answer.text
    (idea,) = (await center_pages.read("events", "ideas"))["items"]
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    assert (idea["resident_id"], talk["became_id"]) == (person["id"], idea["id"])
    appeal = await center_pages.by_manager("registry", "talks", {"kind": "appeal"})
    await visitor.open(f"/desk/ideas/new?talk={appeal['id']}", expect=404)


async def test_manager_writes_an_idea_down_and_says_it_better(center_pages: Center) -> None:
    await center_pages.person(family="Задумкина")
    visitor = center_pages.manager()
    assert "Идей пока нет" in (await visitor.open("/desk/ideas")).text
    page = await visitor.open("/desk/ideas/new")
    page = await visitor.submit(page, {"title": "Клуб шахмат", "who": "Задумкина", "channel": "phone"})
    assert "Задумкина" in page.text
    (idea,) = (await center_pages.read("events", "ideas"))["items"]
    at = f"/desk/ideas/{idea['id']}/edit"
    old = await visitor.open(at)
    assert "Исправили" in (await visitor.submit(old, {"title": "Шахматный клуб"})).text
    await visitor.open(at)
    page = await visitor.submit(old, {"title": "Клуб"}, expect=422)
    assert "Сейчас записано: Шахматный клуб" in page.text


async def test_resident_makes_an_appeal_sees_how_far_it_is_and_takes_it_back(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.resident(person)
    page = await visitor.open("/appeals/new")
    assert "#about" in (await visitor.submit(page, {"words": "Темно"}, expect=422)).links
    page = await visitor.submit(page, {"about": "yard", "words": "Не горит фонарь"})
    assert "Менеджер центра поможет решить" in page.text
    at = visitor.here.split("?")[0]
    assert at in (await visitor.open("/matters")).links
    other = center_pages.resident(await center_pages.person(family="Чужая"))
    await other.open(at, expect=404)
    assert "Не горит фонарь" not in (await other.open("/matters")).text
    page = await visitor.submit(await visitor.open(at), to="/withdraw")
    assert "Обращение отозвано" in page.text
    (appeal,) = (await center_pages.read("events", "appeals"))["items"]
    assert (appeal["state"], appeal["resident_id"]) == ("withdrawn", person["id"])


@pytest.mark.parametrize("path", ["/ideas", "/ideas/new", "/appeals/new"])
async def test_managers_have_pages_of_their_own(center_pages: Center, path: str) -> None:
    await center_pages.manager().open(path, expect=403)
