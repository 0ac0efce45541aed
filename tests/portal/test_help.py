"""«Мне нужна помощь / я могу помочь»: three questions, a check, and nothing lost."""

from uuid import UUID

from tests.portal.conftest import Center


async def test_a_need_is_asked_for_in_three_questions(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.resident(person)
    page = await visitor.open("/help/need")
    page = await visitor.submit(page, {"skill": "plumbing", "go": "next"})
    page = await visitor.submit(page, {"free": ["weekend", "weekday_evening"], "go": "next"})
    page = await visitor.submit(page, {"details": "Капает кран на кухне", "go": "next"})
    assert visitor.here == "/help/need/check"
    assert "Сантехника" in page.text
    assert "Капает кран на кухне" in page.text
    page = await visitor.submit(page, {"go": "next"})
    assert visitor.here.startswith("/help/need/done")
    (need,) = (await center_pages.read("talents", "needs"))["items"]
    assert (need["skill"], need["channel"], need["details"]) == ("plumbing", "web", "Капает кран на кухне")
    assert set(need["free"]) == {"weekend", "weekday_evening"}


async def test_a_need_that_is_sent_twice_is_written_once(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.submit(await visitor.open("/help/need"), {"skill": "pets", "go": "next"})
    check = await visitor.open("/help/need/check")
    kept = dict(visitor.cookies)
    await visitor.submit(check, {"go": "next"})
    visitor.cookies.update(kept)
    await visitor.post("/help/need/check", data={**check.form().values, "go": "next"})
    assert len((await center_pages.read("talents", "needs"))["items"]) == 1
    assert page.forms


async def test_going_back_loses_nothing(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.submit(await visitor.open("/help/offer"), {"skill": "cooking", "go": "next"})
    page = await visitor.submit(page, {"free": ["weekend"], "go": "next"})
    page = await visitor.submit(page, {"details": "Пироги", "go": "back"})
    assert page.form().values["free"] == ["weekend"]
    page = await visitor.submit(page, {"go": "back"})
    assert page.form().values["skill"] == ["cooking"]
    page = await visitor.open("/help/offer/words")
    assert page.form().values["details"] == ["Пироги"]


async def test_a_change_from_the_check_comes_back_to_it(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    await visitor.submit(await visitor.open("/help/need"), {"skill": "pets", "go": "next"})
    page = await visitor.open("/help/need/what?from=check")
    page = await visitor.submit(page, {"skill": "music", "go": "next"})
    assert visitor.here == "/help/need/check"
    assert "Музыка" in page.text


async def test_nothing_chosen_is_said_beside_the_question(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.submit(await visitor.open("/help/need"), {"go": "next"}, expect=422)
    assert page.title.startswith("Ошибка:")
    assert "Выберите, с чем нужна помощь" in page.text
    assert "#skill" in page.links
    assert "skill" in page.ids


async def test_too_many_words_stay_in_the_field(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    long = "очень " * 100
    page = await visitor.submit(
        await visitor.open("/help/need/words"), {"details": long, "go": "next"}, expect=422
    )
    assert page.form().values["details"] == [long.strip()]
    assert "Сократите до 500 знаков" in page.text


async def test_a_check_without_answers_leads_to_the_first_question(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    await visitor.open("/help/need/check")
    assert visitor.here == "/help/need/what"


async def test_a_draft_of_another_person_on_the_same_device_stays_closed(center_pages: Center) -> None:
    one, other = await center_pages.person(), await center_pages.person("Нина")
    visitor = center_pages.resident(one)
    await visitor.submit(await visitor.open("/help/need/words"), {"details": "Это моё", "go": "next"})
    visitor.come_as(center_pages.tokens.resident(center_pages.id, UUID(other["id"])), center_pages.id)
    page = await visitor.open("/help/need/words")
    assert page.form().values["details"] == [""]


async def test_both_sides_decide_on_their_pages(center_pages: Center) -> None:
    asking, helping = await center_pages.person(), await center_pages.person("Игорь", "Громов")
    await center_pages.by_resident(helping, "talents", "offers", {"skill": "plumbing", "free": ["weekend"]})
    need = await center_pages.by_resident(
        asking, "talents", "needs", {"skill": "plumbing", "free": ["weekend"]}
    )
    manager = center_pages.manager()
    page = await manager.open(f"/desk/talents/{need['id']}")
    assert "Громов Игорь" in page.text
    page = await manager.submit(page, to="/propose")
    assert "Предложили обоим" in page.text
    for person in (helping, asking):
        visitor = center_pages.resident(person)
        home = await visitor.open("/")
        (link,) = [one for one in home.links if one.startswith("/matches/")]
        page = await visitor.submit(await visitor.open(link), to="/accept")
        assert "Записали ваше согласие" in page.text
    page = await center_pages.resident(asking).open("/matters")
    assert "Вам помогут с сантехникой" in page.text
    assert "Громов" not in page.text


async def test_a_manager_writes_down_an_answer_given_by_phone(center_pages: Center) -> None:
    asking, helping = await center_pages.person(), await center_pages.person("Игорь", "Громов")
    await center_pages.by_resident(helping, "talents", "offers", {"skill": "pets"})
    need = await center_pages.by_resident(asking, "talents", "needs", {"skill": "pets"})
    manager = center_pages.manager()
    page = await manager.submit(await manager.open(f"/desk/talents/{need['id']}"), to="/propose")
    said = {"side": "helping", "word": "accept", "channel": "phone"}
    page = await manager.submit(page, said, to="/word", expect=422)
    assert "откуда вы это знаете" in page.text
    assert page.form("/word").values["side"] == ["helping"]
    page = await manager.submit(page, {"ground": "ответил по телефону"}, to="/word")
    assert "кто помогает: согласие есть" in page.text
