"""The manager's desk: people, paper, events, and what waits."""

from datetime import timedelta
from typing import get_args

from services.notifications.wording.model import MessageCode
from services.portal.desk.labels import TO_TELL
from shared.contracts.acting import RegistryActedForV1
from shared.kit.clock import now, today
from shared.testing.polling import Eventually
from shared.testing.running import Tell
from tests.portal.conftest import Center
from tests.portal.visiting import Typed


async def test_a_person_without_phone_or_mail_is_entered_on_a_ground(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/people/new")
    typed = {"family_name": "Ильина", "given_name": "Ольга", "channel": "visit"}
    page = await visitor.submit(page, typed, expect=422)
    assert "с чьих слов записываете" in page.text
    assert page.form().values["family_name"] == ["Ильина"]
    page = await visitor.submit(page, {"ground": "пришла сама"})
    assert "Ильина Ольга" in page.text


async def test_a_wrong_telephone_is_said_beside_it_and_nothing_is_lost(center_pages: Center) -> None:
    visitor = center_pages.manager()
    typed = {"family_name": "Ильина", "given_name": "Ольга", "patronymic": "Петровна", "phone": "12"}
    page = await visitor.submit(await visitor.open("/desk/people/new"), typed, expect=422)
    assert page.title.startswith("Ошибка:")
    assert "#phone" in page.links
    values = page.form().values
    assert {name: values[name][0] for name in typed} == typed


async def test_an_empty_name_is_refused_before_it_is_sent(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/people/new"), {"phone": "+79001234567"}, expect=422)
    assert "Напишите фамилию" in page.text
    assert "Напишите имя" in page.text


async def test_correcting_what_somebody_else_has_changed_is_refused(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    old = await visitor.open(f"/desk/people/{person['id']}/edit")
    await visitor.submit(old, {"given_name": "Марина"})
    visitor.answer = await visitor.get(f"/desk/people/{person['id']}/edit")
    page = await visitor.submit(old, {"given_name": "Мария"}, expect=422)
    assert "изменил кто-то другой" in page.text


async def test_people_are_found_by_the_beginning_of_a_name(center_pages: Center) -> None:
    await center_pages.person("Мария", "Кузнецова")
    await center_pages.person("Игорь", "Громов")
    page = await center_pages.manager().open("/desk/people?q=кузн")
    assert "Кузнецова Мария" in page.text
    assert "Громов" not in page.text
    page = await center_pages.manager().open("/desk/people?q=никого")
    assert "Никого не нашли" in page.text


async def test_erasing_says_what_will_be_gone_and_does_it(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/people/{person['id']}/erase")
    assert "Вернуть их будет нельзя" in page.text
    page = await visitor.submit(page, {"ground": "request", "channel": "visit", "now": "1"})
    assert "Данные стёрты" in page.text
    await visitor.open(f"/desk/people/{person['id']}", expect=404)


async def test_paper_that_two_have_counted_is_noted_once_the_second_has_seen_the_page_anew(
    center_pages: Center,
) -> None:
    survey = (await center_pages.open_survey())["id"]
    first, second = center_pages.manager(), center_pages.manager()
    pages = [await one.open(f"/desk/surveys/{survey}") for one in (first, second)]
    await first.submit(pages[0], {"received": "4"}, to="/paper")
    page = await second.submit(pages[1], {"received": "6"}, to="/paper", expect=422)
    assert "4 бумажных листа не внесены" in page.text
    page = await second.submit(page, to="/paper")
    assert "6 бумажных листов не внесены" in page.text


async def test_a_survey_is_begun_and_paper_is_entered_sheet_after_sheet(center_pages: Center) -> None:
    person = await center_pages.person("Мария", "Кузнецова")
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/surveys/new"), {"questionnaire": "help"})
    page = await visitor.submit(page, to="/open")
    survey = visitor.here.split("/")[3].partition("?")[0]
    page = await visitor.submit(page, {"received": "5"}, to="/paper")
    assert "5 бумажных листов не внесены" in page.text
    page = await visitor.open(f"/desk/surveys/{survey}/sheet")
    typed: Typed = {
        "who": "Кузнецова",
        "number": "17",
        "q-sides": ["need"],
        "q-needs": ["plumbing"],
        "channel": "paper",
    }
    page = await visitor.submit(page, typed)
    assert "Внесена 1 анкета подряд" in page.text
    assert page.form("").values["channel"] == ["paper"]
    assert page.form("").values["who"] == [""]
    (sheet,) = (await center_pages.read("surveys", f"surveys/{survey}/sheets"))["items"]
    assert (sheet["resident_id"], sheet["number"]) == (person["id"], "17")
    page = await visitor.submit(page, typed, expect=422)
    assert page.form("").values["number"] == ["17"]


async def test_a_name_that_several_have_is_asked_about(center_pages: Center) -> None:
    one = await center_pages.person("Мария", "Кузнецова")
    await center_pages.person("Ольга", "Кузнецова")
    survey = await center_pages.open_survey()
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/surveys/{survey['id']}/sheet")
    page = await visitor.submit(page, {"who": "Кузнецова", "q-sides": ["offer"]}, expect=422)
    assert "Нашлось несколько человек" in page.text
    assert page.form("").values["q-sides"] == ["offer"]
    page = await visitor.submit(page, {"who_id": one["id"]})
    assert "Внесена 1 анкета" in page.text


async def test_nobody_of_that_name_is_said_beside_the_field(center_pages: Center) -> None:
    survey = await center_pages.open_survey()
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/surveys/{survey['id']}/sheet")
    page = await visitor.submit(page, {"who": "Небывалов", "q-sides": ["offer"]}, expect=422)
    assert "Никого не нашли" in page.text
    assert page.form("").values["who"] == ["Небывалов"]


async def test_an_event_is_planned_and_its_list_kept(center_pages: Center) -> None:
    person = await center_pages.person("Мария", "Кузнецова")
    visitor = center_pages.manager()
    day = f"{now() + timedelta(days=3):%Y-%m-%d}"
    page = await visitor.open("/desk/events/new")
    page = await visitor.submit(page, {"title": "Домино и чай", "day": "завтра"}, expect=422)
    assert "Укажите дату целиком" in page.text
    assert page.form().values["title"] == ["Домино и чай"]
    page = await visitor.submit(page, {"day": day, "time": "18:00", "capacity": "1"})
    page = await visitor.submit(page, {"who": "Кузнецова", "go": "in"}, to="/registrations")
    assert "Мест больше нет" in page.text
    page = await visitor.submit(page, to="/attend")
    assert "Отметили" in page.text
    event = visitor.here.split("/")[3].partition("?")[0]
    (line,) = (await center_pages.read("events", f"events/{event}/registrations"))["items"]
    assert line["resident_id"] == person["id"]
    assert line["attended_at"]


async def test_a_resident_signs_up_and_gives_the_place_up(center_pages: Center) -> None:
    person = await center_pages.person()
    starts = (now() + timedelta(days=2)).isoformat()
    event = await center_pages.by_manager(
        "events", "events", {"title": "Чай", "starts_at": starts, "capacity": 3}
    )
    visitor = center_pages.resident(person)
    page = await visitor.submit(await visitor.open(f"/events/{event['id']}"), to="/sign-up")
    assert "Вы записаны" in page.text
    assert "вы идёте" in (await visitor.open("/")).text
    assert "Мои записи" in (await visitor.open("/matters")).text
    page = await visitor.submit(await visitor.open(f"/events/{event['id']}"), to="/leave")
    assert "Вас больше нет в списке" in page.text


async def test_the_desk_says_what_waits_and_why(center_pages: Center) -> None:
    asking, helping = await center_pages.person(), await center_pages.person("Игорь", "Громов")
    await center_pages.by_resident(helping, "talents", "offers", {"skill": "plumbing", "free": ["weekend"]})
    await center_pages.by_resident(asking, "talents", "needs", {"skill": "plumbing", "free": ["weekend"]})
    page = await center_pages.manager().open("/desk")
    assert "Нужна помощь с сантехникой" in page.text
    assert "Подходит 1 сосед" in page.text
    assert "свободны в одно время: в выходные" in page.text
    assert "Громов" not in page.text


async def test_a_resident_chooses_how_to_be_reached(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.open("/me/ways")
    page = await visitor.submit(page, {"way": "visit", "quiet_from": "22:00"}, expect=422)
    assert page.form().values["way"] == ["visit"]
    page = await visitor.submit(page, {"quiet_to": "08:00"})
    assert "Зайти ко мне" in page.text
    assert "Не беспокоить с 22:00 до 08:00" in page.text


async def test_the_city_sees_hidden_numbers_as_hidden(center_pages: Center) -> None:
    visitor = center_pages.city()
    page = await visitor.open("/city")
    assert "Ни одного человека здесь не видно никому" in page.text
    answer = await visitor.get("/city/tables/need_fulfilment.csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    await visitor.open("/city?period=2026-13", expect=404)


async def test_a_printed_page_of_the_city_says_which_month_and_which_centers(center_pages: Center) -> None:
    page = await center_pages.city().open("/city?period=2026-10")
    printed = page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Октябрь 2026. Все: " in printed
    page = await center_pages.city().open(f"/city?period=2026-10&center={center_pages.id}")
    assert "Октябрь 2026. Все: " not in page.text.replace("\N{NO-BREAK SPACE}", " ")


async def test_an_event_is_corrected(center_pages: Center) -> None:
    visitor, event = center_pages.manager(), await _tea(center_pages)
    page = await visitor.open(f"/desk/events/{event}/edit")
    page = await visitor.submit(page, {"title": "Чай и лото", "place": "Двор"})
    assert "Чай и лото" in page.text
    assert "Двор" in page.text


async def test_two_managers_correct_one_event_and_see_both_versions(center_pages: Center) -> None:
    one, other, event = center_pages.manager(), center_pages.manager(), await _tea(center_pages)
    seen = await other.open(f"/desk/events/{event}/edit")
    await one.submit(await one.open(f"/desk/events/{event}/edit"), {"title": "Чай и лото"})
    await other.open(f"/desk/events/{event}/edit")
    page = await other.submit(seen, {"title": "Чай и шахматы"}, expect=422)
    assert page.form().values["title"] == ["Чай и шахматы"]
    assert "Сейчас записано: Чай и лото" in page.text
    assert "Сейчас записано: ничего" not in page.text
    page = await other.submit(page)
    assert "Чай и шахматы" in page.text


async def test_a_corrected_event_needs_a_day(center_pages: Center) -> None:
    visitor, event = center_pages.manager(), await _tea(center_pages)
    page = await visitor.open(f"/desk/events/{event}/edit")
    page = await visitor.submit(page, {"day": "", "place": "Двор"}, expect=422)
    assert page.title.startswith("Ошибка:")
    assert page.form().values["place"] == ["Двор"]


async def _tea(center_pages: Center) -> str:
    starts = (now() + timedelta(days=3)).isoformat()
    made = await center_pages.by_manager("events", "events", {"title": "Чай", "starts_at": starts})
    return str(made["id"])


async def test_what_was_done_in_a_name_is_told_when_people_meet_and_told_once(
    center_pages: Center, told: Tell, eventually: Eventually
) -> None:
    person = await center_pages.person("Мария", "Кузнецова")
    done = RegistryActedForV1(resident_id=person["id"], line=1, action="resident.changed")
    await told(done, center_pages.id)
    waiting = f"calls?at_meeting=true&resident_id={person['id']}"

    async def waits() -> bool:
        return bool((await center_pages.read("notifications", waiting))["items"])

    await eventually(waits)
    visitor = center_pages.manager()
    assert "Рассказать при встрече 1 человеку" in (await visitor.open("/desk")).text
    page = await visitor.open(f"/desk/people/{person['id']}")
    assert "поправил вашу карточку" in page.text
    page = await visitor.open(f"/desk/calls/{person['id']}")
    late = str(today() + timedelta(days=2))
    page = await visitor.submit(page, {"way": "phone", "on": late}, expect=422)
    assert "Этого дня ещё не было" in page.text
    await visitor.submit(page, {"on": str(today())})
    assert "при встрече" not in (await visitor.open("/desk")).text
    await visitor.open(f"/desk/calls/{person['id']}", expect=404)
    page = await visitor.open(f"/desk/people/{person['id']}/log?reason=спросили")
    assert "Позвонили или зашли" in page.text


def test_every_message_has_its_words_for_whoever_calls() -> None:
    assert set(get_args(MessageCode)) - set(TO_TELL) == set()
