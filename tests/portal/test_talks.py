"""A chance meeting is written down in three taps, found again, and becomes a need."""

from shared.kit.ids import new_id
from tests.portal.conftest import Center


async def test_talk_takes_three_taps_and_stands_in_the_list(center_pages: Center) -> None:
    visitor = center_pages.manager()
    desk = await visitor.open("/desk")
    assert "/desk/talks/new" in desk.links
    page = await visitor.open("/desk/talks/new")
    assert page.title.startswith("Что это было?")
    page = await visitor.submit(page, {"kind": "idea"}, to="/desk/talks/new")
    assert "Записали разговор" in page.text
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    assert (talk["kind"], talk["state"], talk["words"]) == ("idea", "waiting", "")


async def test_talk_of_no_kind_is_asked_for_and_nothing_is_lost(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/talks/new")
    page = await visitor.submit(page, {"words": "Сломана скамейка"}, to="/desk/talks/new", expect=422)
    assert "#kind" in page.links
    assert page.form("/desk/talks/new").values["words"] == ["Сломана скамейка"]


async def test_talk_with_several_of_one_name_asks_which_one(center_pages: Center) -> None:
    one = await center_pages.person(given="Анна", family="Редькина")
    await center_pages.person(given="Анна", family="Редькина")
    visitor = center_pages.manager()
    typed = {"kind": "note", "words": "Спрашивала про хор", "who": "Редькина"}
    page = await visitor.submit(
        await visitor.open("/desk/talks/new"), typed, to="/desk/talks/new", expect=422
    )
    assert "Нашлось несколько человек" in page.text
    await visitor.submit(page, {"who_id": one["id"]}, to="/desk/talks/new")
    (talk,) = (await center_pages.read("registry", f"talks?resident_id={one['id']}"))["items"]
    assert (talk["state"], talk["words"]) == ("kept", "Спрашивала про хор")


async def test_talk_that_a_telephone_sends_twice_later_is_one_and_keeps_the_unclear_name(
    center_pages: Center,
) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/talks/new")
    typed = {
        "kind": "note", "words": "Во дворе", "who": "Какой-то Пётр", "later": "1", "once": new_id().hex,
        "talked_at": "2026-11-26T09:00:00Z",
    }  # fmt: skip
    await visitor.submit(page, typed, to="/desk/talks/new")
    await visitor.submit(page, typed, to="/desk/talks/new")
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    assert talk["words"] == "Во дворе\n(Какой-то Пётр)"


async def test_talk_becomes_a_need_of_whom_it_was_about(center_pages: Center) -> None:
    person = await center_pages.person(given="Мария", family="Нуждина")
    visitor = center_pages.manager()
    typed = {"kind": "need", "words": "Некому дойти до аптеки", "who": "Нуждина"}
    page = await visitor.submit(await visitor.open("/desk/talks/new"), typed, to="/desk/talks/new")
    assert "Сделайте из разговора просьбу" in page.text
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    page = await visitor.open(f"/desk/talks/{talk['id']}/need")
    page = await visitor.submit(page, {"skill": "shopping"}, to="")
    assert "теперь просьба" in page.text
    (need,) = (await center_pages.read("talents", f"needs?resident_id={person['id']}"))["items"]
    assert (need["skill"], need["details"]) == ("shopping", "Некому дойти до аптеки")
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    assert (talk["state"], talk["need_id"]) == ("placed", need["id"])


async def test_need_of_nobody_is_not_made(center_pages: Center) -> None:
    visitor = center_pages.manager()
    await visitor.submit(await visitor.open("/desk/talks/new"), {"kind": "need"}, to="/desk/talks/new")
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    page = await visitor.open(f"/desk/talks/{talk['id']}/need")
    page = await visitor.submit(page, {"skill": "shopping"}, expect=422)
    assert "#who" in page.links


async def test_talk_is_corrected_and_deleted(center_pages: Center) -> None:
    visitor = center_pages.manager()
    typed = {"kind": "note", "words": "Гуляла с собакой"}
    await visitor.submit(await visitor.open("/desk/talks/new"), typed, to="/desk/talks/new")
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    page = await visitor.open(f"/desk/talks/{talk['id']}/edit")
    page = await visitor.submit(page, {"kind": "idea", "words": "Площадка для собак"})
    assert "Площадка для собак" in page.text
    page = await visitor.submit(page, to="/forget")
    assert "Разговор удалён" in page.text
    assert (await center_pages.read("registry", "talks"))["items"] == []


async def test_two_managers_at_one_talk_see_both_versions(center_pages: Center) -> None:
    visitor = center_pages.manager()
    await visitor.submit(
        await visitor.open("/desk/talks/new"), {"kind": "note", "words": "Кот"}, to="/desk/talks/new"
    )
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    old = await visitor.open(f"/desk/talks/{talk['id']}/edit")
    seen = await visitor.open(f"/desk/talks/{talk['id']}")
    await visitor.submit(await visitor.open(f"/desk/talks/{talk['id']}/edit"), {"words": "Кот на дереве"})
    visitor.answer = await visitor.get(f"/desk/talks/{talk['id']}/edit")
    page = await visitor.submit(old, {"words": "Кот дома"}, expect=422)
    assert "Сейчас записано: Кот на дереве" in page.text
    assert page.form().values["words"] == ["Кот дома"]
    assert "только что изменили" in (await visitor.submit(seen, to="/forget")).text


async def test_resident_does_not_see_talks(center_pages: Center) -> None:
    person = await center_pages.person()
    await center_pages.resident(person).open("/desk/talks", expect=403)
    await center_pages.visitor().open("/desk/talks/new")  # is led to the sign-in


async def test_talks_that_wait_are_a_row_of_the_desk_and_stand_on_the_card(center_pages: Center) -> None:
    person = await center_pages.person(family="Говоркова")
    visitor = center_pages.manager()
    assert "ждёт решения" not in (await visitor.open("/desk")).text
    for kind, words in (("appeal", "Течёт крыша"), ("note", "Уехала к дочери")):
        body = {"kind": kind, "words": words, "resident_id": person["id"]}
        await center_pages.by_manager("registry", "talks", body)
    desk = await visitor.open("/desk")
    assert "1 разговор ждёт решения" in desk.text
    assert "1 жалоба" in desk.text
    card = await visitor.open(f"/desk/people/{person['id']}")
    assert "Уехала к дочери" in card.text
