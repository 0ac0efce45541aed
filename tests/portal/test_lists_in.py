"""A list from a file comes in by steps, without JavaScript: file, columns, what was understood, entering, result."""

import pytest

from services.portal.imports import view
from shared.testing.polling import eventually
from tests.portal.conftest import Center
from tests.portal.reading import Page
from tests.portal.visiting import Visitor
from tests.registry.making import a_phone

ORIGIN = {"origin": "http://sosedi.test"}


async def upload(visitor: Visitor, content: bytes, name: str = "жители.csv", kind: str = "residents") -> Page:
    """Chooses a file and sends it."""
    form = (await visitor.open("/desk/imports")).form("/desk/imports")
    data = {field: values[0] for field, values in form.values.items() if field in ("csrf", "once")}
    visitor.answer = await visitor.post(
        "/desk/imports", files={"file": (name, content)}, data={**data, "kind": kind}, headers=ORIGIN
    )
    return Page(visitor.answer.text)


async def when_done(visitor: Visitor) -> Page:
    """The page of the list once nothing changes by itself, as whoever reloads it sees it."""
    page = Page("")

    async def done() -> bool:
        nonlocal page
        page = await visitor.open(visitor.here)
        return not any(name == "data-progress-from" for _, name, _ in page.attributes)

    await eventually(done, every=0.2)
    return page


async def test_list_is_checked_looked_at_and_entered(center_pages: Center) -> None:
    visitor = center_pages.manager()
    rows = f"Фамилия;Имя;Телефон\nОвсянников;Лев;{a_phone()}\nБез;;{a_phone()}\nОвсянникова;Ия;\n"
    await upload(visitor, rows.encode())
    page = await when_done(visitor)
    assert "Что мы поняли" in page.text
    assert "Можно внести: 2 человека" in page.text
    assert "Строка 3" in page.text
    assert "Нет имени. Впишите его или уберите строку" in page.text
    assert await center_pages.read("registry", "residents") == {"items": [], "next": None}
    await visitor.submit(page, to="/apply")
    page = await when_done(visitor)
    assert "Внесли: 2 человека" in page.text
    assert "/desk/people" in page.links
    people = (await center_pages.read("registry", "residents"))["items"]
    assert {one["name"] for one in people} == {"Овсянников Лев", "Овсянникова Ия"}


async def test_columns_that_are_not_understood_are_asked_for(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await upload(visitor, f"Кто это;Куда звонить\nГромов Илья;{a_phone()}\n".encode("cp1251"))
    assert "Что в какой колонке?" in page.title
    page = await visitor.submit(page, {"phone": "1"}, to="", expect=422)
    assert "Нужны фамилия и имя" in page.text
    assert page.form().values["phone"] == ["1"]
    await visitor.submit(page, {"full_name": "0"})
    page = await when_done(visitor)
    assert "Можно внести: 1 человека" in page.text or "Можно внести: 1 человек" in page.text
    assert "Windows (cp1251), точка с запятой" in page.text


async def test_what_is_no_list_is_said_beside_the_file(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await upload(visitor, b"%PDF-1.7 ...", name="list.xlsx")
    assert visitor.answer.status_code == 422
    assert "Это PDF" in page.text
    assert "#file" in page.links
    page = await upload(visitor, b"")
    assert visitor.answer.status_code == 422
    assert "Выберите файл со списком" in page.text


async def test_file_over_ten_megabytes_is_refused_in_words(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await upload(visitor, b"x" * (10 * 1024 * 1024 + 100_000))
    assert visitor.answer.status_code == 422
    assert "Файл больше 10 МБ" in page.text


async def test_file_is_not_taken_from_elsewhere(center_pages: Center) -> None:
    visitor = center_pages.manager()
    await visitor.open("/desk/imports")
    answer = await visitor.post(
        "/desk/imports", files={"file": ("a.csv", b"a;b\n1;2")}, data={"kind": "residents"}, headers=ORIGIN
    )
    assert answer.status_code == 403
    person = await center_pages.person()
    await center_pages.resident(person).open("/desk/imports", expect=403)


async def test_list_goes_out_as_a_file_to_the_manager_alone(center_pages: Center) -> None:
    person = await center_pages.person(given="Ия", family="Выгрузкина")
    visitor = center_pages.manager()
    page = await visitor.open("/desk/imports")
    assert "/desk/exports/residents.csv" in page.links
    answer = await visitor.get("/desk/exports/residents.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "Выгрузкина;Ия" in answer.content.decode("utf-8-sig")
    await center_pages.resident(person).open("/desk/exports/residents.csv", expect=403)


async def test_a_fresh_list_of_owners_shows_what_changes_before_it_is_entered(center_pages: Center) -> None:
    visitor = center_pages.manager()
    await center_pages.by_manager(
        "registry", "houses", {"address": "Садовая, 7", "kind": "apartment", "flats": 40}
    )
    head = "Дом;Квартира;Собственник;Доля\n"
    first = f"{head}Садовая, 7;5;Дальняя Ольга;1/2\nСадовая, 7;5;Дальний Олег;1/2\n"
    await upload(visitor, first.encode(), kind="owners")
    page = await when_done(visitor)
    assert "изменит то, что уже записано" not in page.text
    assert "не составят единицу" not in page.text
    await visitor.submit(page, to="/apply")
    await when_done(visitor)
    fresh = f"{head}Садовая, 7;5;Дальняя Ольга;2/3\n"
    await upload(visitor, fresh.encode(), kind="owners")
    page = await when_done(visitor)
    assert "Из годных 1 строка изменит то, что уже записано" in page.text
    assert "В 1 строке доли помещения вместе не составят единицу" in page.text
    for shown in ("changes", "conflict"):
        page = await visitor.open(f"{visitor.here.partition('?')[0]}?shown={shown}")
        assert "Доля: было 1/2, станет 2/3" in page.text
        assert "Доли помещения вместе составят 7/6, а не 1" in page.text
    await visitor.submit(page, to="/apply")
    page = await when_done(visitor)
    assert "Из них 1 был записан раньше, его данные обновили" in page.text
    owners = (await center_pages.read("registry", "owners"))["items"]
    assert {one["name"]: one["share"] for one in owners} == {"Дальняя Ольга": "2/3", "Дальний Олег": "1/2"}


async def test_earlier_lists_are_counted_and_shown_part_by_part(
    center_pages: Center, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_LISTS_SHOWN", 1)
    visitor = center_pages.manager()
    for name in ("первый.csv", "второй.csv"):
        await upload(visitor, b"a;b\n1;2", name=name)
    page = await visitor.open("/desk/imports")
    assert "2 списка" in page.text
    assert ("второй.csv" in page.text, "первый.csv" in page.text) == (True, False)
    (further,) = [link for link in page.links if "cursor=" in link]
    page = await visitor.open(further)
    assert ("второй.csv" in page.text, "первый.csv" in page.text) == (False, True)
