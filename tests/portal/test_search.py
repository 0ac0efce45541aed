"""The box in the header finds people, houses and organisations, says why, and says what to try."""

from tests.portal.conftest import Center


async def test_people_and_houses_are_found_in_one_box_with_reasons(center_pages: Center) -> None:
    await center_pages.by_manager("registry", "houses", {"address": "Садовая, 12", "flats": 40})
    await center_pages.person("Ольга", "Садовая")
    await center_pages.person("Мария", "Кузнецова")
    visitor = center_pages.manager()
    page = await visitor.open("/desk/search?q=садовая")
    assert "Садовая Ольга" in page.text
    assert "Садовая, 12" in page.text
    page = await visitor.open("/desk/search?q=кузницева")
    assert "Похоже на «кузницева»" in page.text
    page = await visitor.open("/desk/search?q=кузницова")
    assert "Похоже на «кузницова»" in page.text
    page = await visitor.open("/desk/search?q=kuznetsova")
    assert "Читается как «kuznetsova»" in page.text


async def test_the_box_stands_on_every_page_of_the_desk_and_keeps_what_was_asked(
    center_pages: Center,
) -> None:
    visitor = center_pages.manager()
    await visitor.open("/desk/people")
    assert 'action="/desk/search"' in visitor.answer.text
    await visitor.open("/desk/search?q=кузн")
    assert 'value="кузн"' in visitor.answer.text


async def test_a_result_leads_to_what_was_found(center_pages: Center) -> None:
    person = await center_pages.person("Мария", "Кузнецова")
    house = await center_pages.by_manager("registry", "houses", {"address": "Садовая, 12", "flats": 40})
    visitor = center_pages.manager()
    assert f"/desk/people/{person['id']}" in (await visitor.open("/desk/search?q=кузнецова")).links
    assert f"/desk/places/houses/{house['id']}" in (await visitor.open("/desk/search?q=садовая 12")).links


async def test_nothing_found_says_what_to_try(center_pages: Center) -> None:
    page = await center_pages.manager().open("/desk/search?q=Неведомский")
    assert "Ничего не нашли, даже с поправкой на опечатки" in page.text
    assert "Последние четыре цифры телефона" in page.text
    assert "/desk/people/new" in page.links


async def test_an_empty_or_a_strange_question_is_answered_calmly(center_pages: Center) -> None:
    visitor = center_pages.manager()
    assert "Кого или что найти?" in (await visitor.open("/desk/search")).text
    for q in ("%00", "<script>alert(1)</script>", "{q}", "%F0%9F%98%80", "а" * 400):
        await visitor.open(f"/desk/search?q={q}&kind=cat")
        assert "<script>alert" not in visitor.answer.text


async def test_residents_have_no_such_page(center_pages: Center) -> None:
    person = await center_pages.person()
    await center_pages.resident(person).open("/desk/search?q=иванов", expect=403)
