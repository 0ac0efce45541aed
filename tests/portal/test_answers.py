"""Answering a survey on the web: one question a page, nothing lost, and a check."""

from random import Random

from tests.portal.conftest import Center, Json
from tests.portal.reading import Page
from tests.portal.visiting import Visitor


async def _at(center: Center, survey: Json, code: str) -> Visitor:
    visitor = center.resident(await center.person())
    await visitor.open(f"/surveys/{survey['id']}/questions/{code}")
    return visitor


async def _answer_help(visitor: Visitor, survey: Json) -> None:
    """The help survey as somebody answers who needs help and allows the bank."""
    page = await visitor.open(f"/surveys/{survey['id']}")
    page = await visitor.open(next(link for link in page.links if "/questions/" in link))
    given = {"sides": ["need"], "needs": ["plumbing", "escort"]}
    for _ in range(15):
        if not visitor.here.startswith(f"/surveys/{survey['id']}/questions/"):
            return
        code = visitor.here.rpartition("/")[2]
        asks_consent = "Да, разрешаю" in page.text
        page = await visitor.submit(
            page, {"answer": "yes" if asks_consent else given.get(code, []), "go": "next"}
        )


async def test_answers_are_sent_and_flow_into_the_bank(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = center_pages.resident(await center_pages.person())
    await _answer_help(visitor, survey)
    page = await visitor.open(f"/surveys/{survey['id']}/check")
    assert "Мне нужна помощь" in page.text
    page = await visitor.submit(page, {"go": "next"})
    assert visitor.here == f"/surveys/{survey['id']}/thanks?consent=1"
    assert "в банке соседских талантов" in page.text
    page = await visitor.open("/")
    assert "Сейчас спрашиваем" not in page.text
    (sheet,) = (await center_pages.read("surveys", f"surveys/{survey['id']}/sheets"))["items"]
    assert sheet["channel"] == "web"


async def test_going_back_keeps_what_was_just_chosen(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = await _at(center_pages, survey, "sides")
    page = await visitor.open(f"/surveys/{survey['id']}/questions/sides")
    page = await visitor.submit(page, {"answer": ["need", "offer"], "go": "next"})
    page = await visitor.submit(page, {"answer": ["plumbing"], "go": "back"})
    assert page.form().values["answer"] == ["need", "offer"]
    page = await visitor.open(f"/surveys/{survey['id']}/questions/needs")
    assert page.form().values["answer"] == ["plumbing"]


async def test_a_required_question_is_asked_again_beside_the_field(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = await _at(center_pages, survey, "sides")
    page = await visitor.open(f"/surveys/{survey['id']}/questions/sides")
    page = await visitor.submit(page, {"go": "next"}, expect=422)
    assert page.title.startswith("Ошибка:")
    assert "Отметьте хотя бы один вариант" in page.text
    assert "#answer" in page.links


async def test_questions_that_do_not_follow_are_not_asked(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = await _at(center_pages, survey, "needs")
    assert visitor.here == f"/surveys/{survey['id']}"


async def test_as_many_questions_are_said_to_come_as_an_answer_may_still_open(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = center_pages.resident(await center_pages.person())
    announced = survey["questionnaire"]["questions"]
    assert f"{announced} вопросов" in (await visitor.open(f"/surveys/{survey['id']}")).text
    page = await visitor.open(f"/surveys/{survey['id']}/questions/sides")
    assert f"Вопрос 1 из {announced}" in page.text
    page = await visitor.submit(page, {"answer": ["need"], "go": "next"})
    fewer = int(page.text.partition("Вопрос 2 из ")[2].partition(",")[0])
    assert 2 < fewer < announced
    page = await visitor.submit(page, {"go": "back"})
    assert f"Вопрос 1 из {fewer}" in page.text


async def test_sending_with_a_blank_says_which_and_keeps_the_rest(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.open(f"/surveys/{survey['id']}/questions/sides")
    await visitor.submit(page, {"answer": ["offer"], "go": "next"})
    page = await visitor.submit(
        await visitor.open(f"/surveys/{survey['id']}/check"), {"go": "next"}, expect=422
    )
    assert page.title.startswith("Ошибка:")
    assert "Я могу помочь" in page.text
    assert any(link.startswith("#") and link[1:] in page.ids for link in page.links if link != "#main")


async def test_a_person_answers_once(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = center_pages.resident(await center_pages.person())
    await _answer_help(visitor, survey)
    check = await visitor.open(f"/surveys/{survey['id']}/check")
    kept = dict(visitor.cookies)
    await visitor.submit(check, {"go": "next"})
    visitor.cookies.update(kept)
    again = await visitor.open(f"/surveys/{survey['id']}/check")
    page = await visitor.submit(again, {"go": "next"}, expect=422)
    assert "уже ответили" in page.text


async def test_long_answers_are_kept_in_several_cookies(center_pages: Center) -> None:
    codes = [f"q{number}" for number in range(6)]
    questions = [{"kind": "text", "code": code, "text": "Что изменить?", "longest": 1000} for code in codes]
    said = {"title": "Двор", "purpose": "Чтобы знать.", "who_sees": "Менеджеры.", "minutes": 5}
    survey = await center_pages.open_survey("own", questions=questions, **said)
    visitor = center_pages.resident(await center_pages.person())
    letters = Random(26)
    typed = {code: "".join(letters.choices("абвгдежзиклмнопрстуфхцчшыьэюя", k=990)) for code in codes}
    for code, text in typed.items():
        page = await visitor.open(f"/surveys/{survey['id']}/questions/{code}")
        await visitor.submit(page, {"answer": text, "go": "next"})
    for code, text in typed.items():
        page = await visitor.open(f"/surveys/{survey['id']}/questions/{code}")
        assert page.form().values["answer"] == [text]


async def test_more_than_a_browser_can_keep_is_refused_and_stays_on_the_page(center_pages: Center) -> None:
    codes = [f"q{number}" for number in range(12)]
    questions = [{"kind": "text", "code": code, "text": "Что изменить?", "longest": 4000} for code in codes]
    said = {"title": "Двор", "purpose": "Чтобы знать.", "who_sees": "Менеджеры.", "minutes": 5}
    survey = await center_pages.open_survey("own", questions=questions, **said)
    visitor = center_pages.resident(await center_pages.person())
    letters = Random(27)
    for code in codes:
        text = "".join(letters.choices("абвгдежзиклмнопрстуфхцчшыьэюя", k=3900))
        page = await visitor.open(f"/surveys/{survey['id']}/questions/{code}")
        values = {**page.form().values, "answer": text, "go": "next"}
        visitor.answer = await visitor.post(visitor.here, data=values)
        if visitor.answer.status_code == 422:
            break
    assert "слишком длинными" in Page(visitor.answer.text).text
    assert Page(visitor.answer.text).form().values["answer"] == [text]


async def test_a_closed_survey_shows_residents_what_neighbors_answered(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = center_pages.resident(await center_pages.person())
    await _answer_help(visitor, survey)
    await visitor.submit(await visitor.open(f"/surveys/{survey['id']}/check"), {"go": "next"})
    await center_pages.by_manager("surveys", f"surveys/{survey['id']}/close")
    page = await visitor.open(f"/surveys/{survey['id']}/results")
    assert "скрыто" in page.text


async def test_results_of_a_running_survey_are_not_shown_to_residents(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.open(f"/surveys/{survey['id']}/results", expect=409)
    assert "когда опрос завершится" in page.text
