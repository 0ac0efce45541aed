"""Articles on pages: read by residents, written and shared by managers."""

from tests.portal.conftest import Center


async def test_a_resident_reads_and_searches_the_starting_articles(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.open("/articles")
    assert "Правила жизни рядом" in page.text
    page = await visitor.open("/articles?q=кворум")
    link = next(one for one in page.links if one.startswith("/articles/"))
    page = await visitor.open(link)
    assert "Откуда это известно" in page.text
    assert "Верно на 3 сентября 2025" in page.text
    assert "Ничего не нашли" in (await visitor.open("/articles?q=космодром")).text


async def test_an_english_reader_is_told_that_articles_are_in_russian(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    link = next(
        one for one in (await visitor.open("/articles?q=кворум")).links if one.startswith("/articles/")
    )
    assert "написаны по-русски" not in (await visitor.open(link)).text
    await visitor.open("/language/en?back=/articles")
    assert "The articles and their sources are in Russian" in (await visitor.open(link)).text


async def test_a_draft_is_published_shared_and_taken_back(center_pages: Center) -> None:
    manager = center_pages.manager()
    typed = {
        "topic": "safety", "title": "Наше дерево", "body": "## Как\n\nПозвонили <b>троим</b>", "sources": "Мы сами",
    }  # fmt: skip
    page = await manager.submit(await manager.open("/desk/articles/new"), typed)
    path = manager.here.split("?")[0]
    assert "Черновик записан" in page.text
    resident = center_pages.resident(await center_pages.person())
    await resident.open(path.removeprefix("/desk"), expect=404)
    page = await manager.submit(page, to="/publish")
    read = await resident.open(path.removeprefix("/desk"))
    assert "<b>троим</b>" in read.text
    page = await manager.submit(page, to="/share")
    assert "Отозвать согласие" in page.text
    page = await manager.submit(page, to="/unshare")
    assert "Согласие отозвано" in page.text
    page = await manager.submit(
        page, {"outcome": "worked", "tried_on": "2026-10-01", "result": "Вышло"}, to="/trial"
    )
    assert "Вышло" in (await resident.open(path.removeprefix("/desk"))).text


async def test_what_is_missing_is_said_and_nothing_is_lost(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.submit(
        await visitor.open("/desk/articles/new"), {"body": "Текст", "true_on": ""}, expect=422
    )
    assert {"#topic", "#title", "#true_on"} <= set(page.links)
    assert page.form().values["body"] == ["Текст"]
    page = await visitor.submit(page, {"topic": "safety", "title": "Т", "true_on": "2999-01-01"}, expect=422)
    assert "#true_on" in page.links


async def test_two_who_save_at_once_see_both_versions_and_the_history_keeps_all(center_pages: Center) -> None:
    first, second = center_pages.manager(), center_pages.manager()
    typed = {"topic": "rules", "title": "Тишина", "body": "Первый текст"}
    await first.submit(await first.open("/desk/articles/new"), typed)
    path = first.here.split("?")[0]
    old = await second.open(f"{path}/edit")
    await first.submit(await first.open(f"{path}/edit"), {"body": "Второй текст"})
    page = await second.submit(old, {"body": "Третий текст"}, expect=422)
    assert "Второй текст" in page.text
    await second.submit(page)
    history = await first.open(f"{path}/versions")
    assert "Версия 3" in history.text
    assert "Первый текст" in (await first.open(f"{path}/versions/1")).text


async def test_another_centers_article_and_the_starting_ones_offer_no_editing(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/articles?q=субсидия")
    page = await visitor.open(
        next(one for one in page.links if one.startswith("/desk/articles/") and "new" not in one)
    )
    assert "Исправить" not in page.text
    assert "История" in page.text
    await visitor.open("/desk/articles/00000000-0000-0000-0000-000000000001", expect=404)
