"""The directory on pages: a manager keeps it, a resident asks it in everyday words."""

import re
from datetime import timedelta

import pytest

from services.portal.directory import exchange
from shared.kit.clock import today
from tests.portal.conftest import Center, Json
from tests.portal.reading import Page
from tests.portal.visiting import Typed

TYPED: Typed = {
    "name": "Отдел жилищных субсидий",
    "about": "Возвращают часть платы за квартиру.",
    "level": "city",
    "body": "municipal",
    "support": ["financial", "informational"],
    "phones": "8 800 200-01-22, справки\n122",
    "address": "ул. Ленина, 12",
    "days": ["MO", "TU", "WE", "FR"],
    "opens": "09:00",
    "closes": "18:00",
    "for_whom": "Семьям с небольшим доходом",
}


async def entered(center: Center, **known: object) -> Json:
    api = center.services["registry"].as_(center.tokens.manager(center.id))
    body = {"name": "Отдел субсидий", "level": "city", "body": "municipal", "support": ["financial"], **known}
    answer = await api.post("/directory", json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def test_what_a_manager_enters_a_resident_finds_in_everyday_words(center_pages: Center) -> None:
    manager = center_pages.manager()
    page = await manager.submit(await manager.open("/desk/directory/new"), TYPED)
    assert "Записали в справочник" in page.text
    assert "пн–ср, пт 9:00–18:00" in page.text
    link = manager.here.partition("?")[0].removeprefix("/desk")
    resident = center_pages.resident(await center_pages.person())
    found = await resident.open("/directory?q=не могу заплатить за квартиру")
    assert "Отдел жилищных субсидий" in found.text
    assert "субсидия" in found.text
    assert link in found.links
    read = await resident.open(link)
    assert "Семьям с небольшим доходом" in read.text
    assert "tel:122" in read.links
    assert "Всё верно" not in read.text


async def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(center_pages: Center) -> None:
    visitor = center_pages.manager()
    typed = {**TYPED, "name": "", "support": [], "closes": "", "site": "не сайт"}
    page = await visitor.submit(await visitor.open("/desk/directory/new"), typed, expect=422, keep=True)
    assert page.title.startswith("Ошибка:")
    assert {"#name", "#support", "#opens"} <= set(page.links)
    assert page.form().values["phones"] == [TYPED["phones"]]
    page = await visitor.submit(page, {**TYPED, "site": "не сайт"}, expect=422)
    assert "#site" in page.links


async def test_correcting_keeps_what_the_form_does_not_show(center_pages: Center) -> None:
    entry = await entered(
        center_pages,
        services=[
            {"name": "Субсидии", "how_to_apply": "с паспортом"},
            {"name": "Льготы", "cost": "бесплатно"},
        ],
        places=[{"address": "Ленина, 1"}, {"address": "Мира, 2"}],
        contacts=[{"name": "Ольга", "post": "приёмная"}],
    )
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/directory/{entry['id']}/edit")
    page = await visitor.submit(page, {"about": "Помогают платить"})
    assert "Исправили" in page.text
    api = center_pages.services["registry"].as_(center_pages.tokens.manager(center_pages.id))
    after = (await api.get(f"/directory/{entry['id']}")).json()
    assert after["about"] == "Помогают платить"
    assert (after["services"], after["places"], after["contacts"]) == (
        entry["services"],
        entry["places"],
        entry["contacts"],
    )


async def test_two_who_correct_at_once_see_both_versions(center_pages: Center) -> None:
    entry = await entered(center_pages)
    first, second = center_pages.manager(), center_pages.manager()
    path = f"/desk/directory/{entry['id']}/edit"
    old = await second.open(path)
    await first.submit(await first.open(path), {"about": "Написал первый"})
    page = await second.submit(old, {"about": "Написал второй"}, expect=422)
    assert "Написал первый" in page.text
    assert page.form().values["about"] == ["Написал второй"]
    page = await second.submit(page)
    assert "Написал второй" in page.text


async def test_half_a_year_later_the_desk_asks_and_one_tap_answers(center_pages: Center) -> None:
    long_ago = (today() - timedelta(days=200)).isoformat()
    entry = await entered(center_pages, name="Давно не проверяли", confirmed_on=long_ago)
    visitor = center_pages.manager()
    asked = _to_confirm(await visitor.open("/desk"))
    page = await visitor.open("/desk/directory?due=yes")
    assert "Давно не проверяли" in page.text
    page = await visitor.submit(page, to=f"/{entry['id']}/confirm")
    assert "Давно не проверяли" not in page.text
    assert _to_confirm(await visitor.open("/desk")) == asked - 1


def _to_confirm(desk: Page) -> int:
    """How many entries the desk asks about; those for all centers are among them."""
    said = re.search(r"Подтвердить (\d+) запис", desk.text)
    return int(said[1]) if said else 0


async def test_an_entry_is_taken_out_after_a_question(center_pages: Center) -> None:
    entry = await entered(center_pages)
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/directory/{entry['id']}/remove")
    assert "Убрать «Отдел субсидий» из справочника?" in page.text
    page = await visitor.submit(page)
    assert "Запись убрана" in page.text
    await visitor.open(f"/desk/directory/{entry['id']}", expect=404)


async def test_residents_do_not_reach_the_desks_pages(center_pages: Center) -> None:
    entry = await entered(center_pages, public=False)
    resident = center_pages.resident(await center_pages.person())
    await resident.open(f"/directory/{entry['id']}", expect=404)
    await resident.open("/desk/directory", expect=403)
    page = await center_pages.visitor().open("/directory")
    assert "/sign-in" in page.text or "Войти" in page.text or "почт" in page.text


async def test_a_directory_taken_along_comes_back_by_its_page(center_pages: Center) -> None:
    entry = await entered(center_pages, places=[{"address": "Ленина, 1"}])
    visitor = center_pages.manager()
    await visitor.open("/desk/directory/exchange")
    taken = await visitor.get("/desk/directory/exchange/zip")
    assert taken.headers["content-type"] == "application/zip"
    page = await visitor.open("/desk/directory/exchange")
    sent = {name: values[0] for name, values in page.form("").values.items()} | {
        "what": "enter",
        "whose": "own",
    }
    answer = await visitor.post(
        "/desk/directory/exchange", data=sent, files={"file": ("d.zip", taken.content)},
        headers={"origin": "http://sosedi.test"},
    )  # fmt: skip
    assert "Новых 0, изменённых 0, таких же" in answer.text.replace("\N{NO-BREAK SPACE}", " "), answer.text
    assert str(entry["id"]) not in answer.text
    for files in ({}, {"file": ("d.zip", b"PK broken")}):
        answer = await visitor.post(
            "/desk/directory/exchange", data={**sent, "once": f"again{len(files)}"}, files=files,
            headers={"origin": "http://sosedi.test"},
        )  # fmt: skip
        assert answer.status_code == 422
        assert "Ошибка:" in answer.text


async def test_a_manager_teaches_the_search_an_everyday_word(center_pages: Center) -> None:
    await entered(center_pages, name="Прокат костылей", support=["organisational"])
    word = f"ходульки{center_pages.id.hex[:6]}"
    visitor = center_pages.manager()
    page = await visitor.open("/desk/directory/words")
    page = await visitor.submit(page, {"said": word}, expect=422)
    assert "#means" in page.links
    page = await visitor.submit(page, {"said": word, "means": "прокат костылей"})
    assert "Запомнили" in page.text
    assert "Прокат костылей" in (await visitor.open(f"/desk/directory?q={word}")).text
    page = await visitor.open("/desk/directory/words")
    again = await visitor.submit(page, {"said": word, "means": "прокат"}, expect=422)
    assert "уже есть в списке" in again.text


async def test_an_everyday_word_that_was_taken_off_is_put_back(center_pages: Center) -> None:
    word = f"костылики{center_pages.id.hex[:6]}"
    api = center_pages.services["registry"].as_(center_pages.tokens.manager(center_pages.id))
    made = await api.post("/directory/synonyms", json={"said": word, "means": "прокат костылей"})
    one, visitor = made.json()["id"], center_pages.manager()
    page = await visitor.open("/desk/directory/words")
    page = await visitor.submit(page, to=f"/{one}/remove")
    assert f"«{word}»: прокат костылей" in page.text
    page = await visitor.submit(page, to="/desk/directory/words")
    assert "Запомнили" in page.text
    assert word in page.text


async def test_everyday_words_are_folded_by_their_first_letters(center_pages: Center) -> None:
    api = center_pages.services["registry"].as_(center_pages.tokens.manager(center_pages.id))
    for word in ("ябеда", "Яма"):
        word = f"{word}{center_pages.id.hex[:6]}"
        await api.post("/directory/synonyms", json={"said": word, "means": "прокат костылей"})
    page = await center_pages.manager().open("/desk/directory/words")
    assert page.text.count("Я: ") == 1
    folded = [tag for tag, _, _ in page.attributes].count("details")
    assert 1 < folded < 34


async def test_the_whole_directory_goes_into_the_json_file_however_many_pages_it_has(
    center_pages: Center, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_PAGE", 1)
    for name in ("Первая", "Вторая", "Третья"):
        await entered(center_pages, name=name, center_id=str(center_pages.id))
    visitor = center_pages.manager()
    await visitor.open("/desk/directory/exchange")
    taken = (await visitor.get("/desk/directory/exchange/json")).json()
    assert {"Первая", "Вторая", "Третья"} <= {one["name"] for one in taken["contents"]}
    assert taken["total_items"] == taken["size"] == len(taken["contents"])


async def test_a_question_also_finds_what_to_read(center_pages: Center) -> None:
    visitor = center_pages.visitor().come_as(center_pages.tokens.city())
    page = await visitor.open("/directory?q=нечем+платить+за+квартиру")
    assert "Трудно платить за квартиру" in page.text
    assert "Что об этом почитать" not in (await visitor.open("/directory")).text
