"""An appeal on the desk: written down, also from a talk, followed step by step, seen late on the desk."""

from datetime import timedelta

from shared.kit.clock import today
from shared.testing.polling import eventually
from tests.portal.conftest import Center, Json

WRITTEN = {"about": "roof", "words": "Течёт крыша", "recipient": "authority", "channel": "phone"}


async def noted(center: Center, **said: object) -> Json:
    return await center.by_manager("events", "appeals", {"about": "lift", "words": "Стоит лифт", **said})


async def stepped(center: Center, appeal: Json, step: str, days_ago: int, **said: object) -> Json:
    api = center.services["events"].as_(center.tokens.manager(center.id))
    answer = await api.post(
        f"/centers/{center.id}/appeals/{appeal['id']}/steps",
        json={"step": step, "on": str(today() - timedelta(days=days_ago)), **said},
        headers={"if-match": f'"{appeal["version"]}"'},
    )
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def test_appeal_is_written_down_and_followed_to_its_end(center_pages: Center) -> None:
    person = await center_pages.person(given="Мария", family="Жалобина")
    visitor = center_pages.manager()
    page = await visitor.open("/desk/appeals")
    assert "Открытых обращений нет" in page.text
    page = await visitor.open("/desk/appeals/new")
    page = await visitor.submit(page, {**WRITTEN, "who": "Жалобина", "to_whom": "Жилищная инспекция"})
    assert "Записали обращение" in page.text
    assert "Жалобина" in page.text
    (appeal,) = (await center_pages.read("events", "appeals"))["items"]
    assert (appeal["resident_id"], appeal["channel"]) == (person["id"], "phone")
    for step, typed, said in (
        ("send", {}, "ждёт номера до"),
        ("register", {"number": "К-17"}, "К-17"),
        ("answer", {"note": "Починят в мае"}, "Починят в мае"),
        ("close", {"outcome": "resolved"}, "вопрос решён"),
    ):
        page = await visitor.open(f"/desk/appeals/{appeal['id']}/steps/{step}")
        page = await visitor.submit(page, typed)
        assert said in page.text.lower() or said in page.text
    assert "Течёт крыша" in (await visitor.open("/desk/appeals?state=closed")).text
    assert "Течёт крыша" not in (await visitor.open("/desk/appeals")).text


async def test_form_with_nothing_in_it_says_what_is_missing(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/appeals/new")
    page = await visitor.submit(page, {"to_whom": "Мэрия"}, expect=422)
    assert {"#about", "#words"} <= set(page.links)
    assert page.form().values["to_whom"] == ["Мэрия"]


async def test_step_with_an_impossible_day_is_told_beside_the_field(center_pages: Center) -> None:
    appeal, visitor = await noted(center_pages), center_pages.manager()
    page = await visitor.open(f"/desk/appeals/{appeal['id']}/steps/send")
    ahead = str(today() + timedelta(days=3))
    page = await visitor.submit(page, {"on": ahead, "to_whom": "Мэрия"}, expect=422)
    assert "#on" in page.links
    page = await visitor.submit(page, {"on": "", "to_whom": "Мэрия"}, expect=422)
    assert page.form().values["to_whom"] == ["Мэрия"]
    await visitor.open(f"/desk/appeals/{appeal['id']}/steps/answer")
    assert visitor.here == f"/desk/appeals/{appeal['id']}"


async def test_two_managers_at_one_appeal_see_both_versions(center_pages: Center) -> None:
    appeal, visitor = await noted(center_pages), center_pages.manager()
    at = f"/desk/appeals/{appeal['id']}/edit"
    old = await visitor.open(at)
    await visitor.submit(await visitor.open(at), {"words": "Лифт стоит третий день"})
    await visitor.open(at)
    page = await visitor.submit(old, {"words": "Лифт гремит"}, expect=422)
    assert "Сейчас записано: Лифт стоит третий день" in page.text
    assert "Исправили" in (await visitor.submit(page)).text


async def test_talk_becomes_an_appeal_once_however_often_it_is_clicked(center_pages: Center) -> None:
    person = await center_pages.person(family="Разговорова")
    body = {"kind": "appeal", "words": "Темно у подъезда", "resident_id": person["id"]}
    talk = await center_pages.by_manager("registry", "talks", body)
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/talks/{talk['id']}")
    at = f"/desk/appeals/new?talk={talk['id']}"
    assert at in page.links
    form = await visitor.open(at)
    assert form.form().values["words"] == ["Темно у подъезда"]
    values = {**form.form().values, "about": "yard"}
    for _ in range(2):
        answer = await visitor.post(at, data=values, headers={"origin": "http://sosedi.test"})
        assert "теперь обращение" in answer.text
    page = await visitor.open(f"/desk/talks/{talk['id']}")
    (appeal,) = (await center_pages.read("events", "appeals"))["items"]
    assert (appeal["words"], appeal["resident_id"]) == ("Темно у подъезда", person["id"])
    (talk,) = (await center_pages.read("registry", "talks"))["items"]
    assert (talk["state"], talk["became_id"]) == ("placed", appeal["id"])
    assert f"/desk/appeals/{appeal['id']}" in page.links
    await visitor.open(at)
    assert visitor.here == f"/desk/appeals/{appeal['id']}"


async def test_talk_of_another_kind_makes_no_appeal(center_pages: Center) -> None:
    talk = await center_pages.by_manager("registry", "talks", {"kind": "idea", "words": "Лавка"})
    await center_pages.manager().open(f"/desk/appeals/new?talk={talk['id']}", expect=404)


async def test_late_appeals_stand_on_the_desk_and_first_in_the_list(center_pages: Center) -> None:
    late = await stepped(center_pages, await noted(center_pages), "send", 9, to_whom="Мэрия города")
    await noted(center_pages, about="noise", words="Шумят ночью")
    visitor = center_pages.manager()
    desk = await visitor.open("/desk")
    assert "Обращение без ответа: лифт" in desk.text
    assert f"/desk/appeals/{late['id']}" in desk.links
    page = await visitor.open("/desk/appeals")
    assert page.text.index("Стоит лифт") < page.text.index("Шумят ночью")
    assert "номер должны были дать до" in page.text


async def test_passport_counts_open_appeals_of_the_house_and_no_talk_twice(center_pages: Center) -> None:
    house = await center_pages.by_manager("registry", "houses", {"address": "Садовая, 3", "flats": 40})
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/places/houses/{house['id']}")
    assert "Открытых обращений о доме нет" in page.text
    body = {"kind": "appeal", "words": "Течёт", "house_id": house["id"]}
    talk = await center_pages.by_manager("registry", "talks", body)
    form = await visitor.open(f"/desk/appeals/new?talk={talk['id']}")
    await visitor.submit(form, {"about": "roof"})
    late = await stepped(
        center_pages, await noted(center_pages, house_id=house["id"]), "send", 9, to_whom="УК"
    )
    closed = await noted(center_pages, house_id=house["id"])
    await stepped(center_pages, closed, "close", 0, outcome="resolved")
    page = await visitor.open(f"/desk/places/houses/{house['id']}")
    assert "2 открытых обращения, без ответа в срок: 1" in page.text
    assert "из разговоров" not in page.text
    assert late["overdue"] is True


async def test_appeals_of_one_person_are_reached_from_their_card(center_pages: Center) -> None:
    person = await center_pages.person(family="Просителева")
    await noted(center_pages, resident_id=person["id"], words="Гремит лифт")
    await noted(center_pages)
    visitor = center_pages.manager()
    at = f"/desk/appeals?resident={person['id']}"
    assert at in (await visitor.open(f"/desk/people/{person['id']}")).links
    page = await visitor.open(at)
    assert "Гремит лифт" in page.text
    assert "Просителева" in page.text
    assert "Стоит лифт" not in page.text
    assert "Таких обращений нет" in (await visitor.open(f"{at}&state=closed")).text


async def test_residents_do_not_see_the_desk_of_appeals(center_pages: Center) -> None:
    person = await center_pages.person()
    appeal = await noted(center_pages)
    for path in ("/desk/appeals", f"/desk/appeals/{appeal['id']}"):
        await center_pages.resident(person).open(path, expect=403)


async def test_what_a_survey_complains_of_is_read_on_its_sheet_and_set_aside_or_taken_up(
    center_pages: Center,
) -> None:
    person = await center_pages.person(given="Мария", family="Жалобина")
    survey = await center_pages.open_survey("housing_complaints")
    answers = {
        "cleaning": "never",
        "troubles": ["roof", "other"],
        "troubles_other": "Скрипит дверь",
        "consent_complaints": True,
    }
    await center_pages.by_resident(person, "surveys", f"surveys/{survey['id']}/answers", {"answers": answers})
    visitor = center_pages.manager()

    async def raised() -> bool:
        page = await visitor.open("/desk/appeals?state=raised")
        return "Крыша и протечки" in page.text and "Другое" in page.text

    await eventually(raised)
    desk = await visitor.open("/desk")
    assert "2 жалобы из опросов ждут решения" in desk.text
    assert "/desk/appeals?state=raised" in desk.links
    assert "Крыша и протечки" not in (await visitor.open("/desk/appeals")).text
    appeals = {one["about"]: one for one in (await center_pages.read("events", "appeals"))["items"]}
    here = f"/desk/appeals/{appeals['other']['id']}"
    page = await visitor.open(here)
    assert "Отмечено в анкете, без слов" in page.text
    own = await center_pages.resident(person).open(here[5:])
    assert "Никуда не отправим" in own.text
    assert f"/desk/surveys/{survey['id']}/sheets/{appeals['other']['sheet_id']}" in page.links
    sheet = await visitor.open(f"/desk/surveys/{survey['id']}/sheets/{appeals['other']['sheet_id']}")
    assert "Скрипит дверь" in sheet.text
    assert "Жалобина Мария" in sheet.text
    page = await visitor.submit(await visitor.open(f"{here}/steps/set_aside"), expect=422)
    assert "#note" in page.links
    page = await visitor.submit(page, {"note": "Дверь смазали сами"})
    assert "не взято в работу" in page.text
    assert "Дверь смазали сами" in (await center_pages.resident(person).open(here[5:])).text
    page = await visitor.open(f"/desk/appeals/{appeals['roof']['id']}/steps/take_up")
    assert "ещё не отправлено" in (await visitor.submit(page)).text
    assert "Крыша и протечки" in (await visitor.open("/desk/appeals")).text
    assert "ждут решения" not in (await visitor.open("/desk")).text
    assert "Другое" not in (await visitor.open("/desk/appeals")).text
    assert "Другое" in (await visitor.open("/desk/appeals?state=set_aside")).text


async def test_a_sheet_is_no_residents_to_read_and_of_no_other_survey(center_pages: Center) -> None:
    person = await center_pages.person()
    survey, other = await center_pages.open_survey("help"), await center_pages.open_survey("help")
    await center_pages.resident(person).open(f"/desk/surveys/{survey['id']}/sheets/{survey['id']}", 403)
    await center_pages.manager().open(f"/desk/surveys/{other['id']}/sheets/{survey['id']}", 404)
