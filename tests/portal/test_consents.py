"""Consents, the copy and the erasure on pages, without JavaScript."""

from uuid import UUID

from shared.testing.polling import eventually
from tests.portal.conftest import Center


async def test_a_resident_reads_agrees_and_takes_back_with_one_button(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    page = await visitor.open("/me/consents")
    assert "Снимать меня на встречах центра" in page.text
    page = await visitor.open("/me/consents/photo")
    for part in ("Дом на углу", "Зачем", "Какие данные", "Как долго", "Как отозвать"):
        assert part in page.text
    page = await visitor.submit(page)
    assert "Записали ваше согласие" in page.text
    page = await visitor.submit(page, to="/me/consents/photo/withdraw")
    assert "Согласие отозвано" in page.text


async def test_a_consent_of_no_such_name_is_not_there(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person())
    await visitor.open("/me/consents/selling", expect=404)
    await center_pages.visitor().open("/me/consents/photo")


async def test_a_manager_enters_a_signed_sheet_and_a_withdrawal(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor, path = center_pages.manager(), f"/desk/people/{person['id']}/consents"
    page = await visitor.open(f"{path}/publication")
    page = await visitor.submit(page, {"how": "paper", "number": "С-2611-АБ"}, expect=422)
    assert page.title.startswith("Ошибка:")
    assert "Напишите дату под подписью" in page.text
    assert page.form().values["number"] == ["С-2611-АБ"]
    page = await visitor.submit(page, {"signed_on": "2026-01-15"})
    assert "Согласие записали" in page.text
    assert "С-2611-АБ" in page.text
    page = await visitor.open(f"{path}/publication")
    page = await visitor.submit(page, {"channel": "phone"}, to="/withdraw")
    assert "Отзыв записали" in page.text


async def test_what_must_be_written_is_not_offered_aloud(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor, path = center_pages.manager(), f"/desk/people/{person['id']}/consents"
    assert "при свидетеле" not in (await visitor.open(f"{path}/accessibility_needs")).text
    assert "при свидетеле" in (await visitor.open(f"{path}/photo")).text


async def test_the_sheet_to_sign_is_a_pdf(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    answer = await visitor.get(f"/desk/people/{person['id']}/consents/photo/paper.pdf")
    assert (answer.headers["content-type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


async def test_what_is_known_of_a_resident_is_one_page(center_pages: Center) -> None:
    visitor = center_pages.resident(await center_pages.person("Ольга", "Щербатко"))
    page = await visitor.submit(await visitor.open("/me/copy"))

    async def whole() -> bool:
        seen = (await visitor.open(visitor.here)).text
        return "Щербатко" in seen and "Кто смотрел" in seen

    assert page.title.startswith("Что о вас известно")
    await eventually(whole)
    answer = await visitor.get(f"{visitor.here}/my-data.pdf")
    assert answer.content[:5] == b"%PDF-"


async def test_a_manager_needs_the_persons_paper_for_a_copy(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open(f"/desk/people/{person['id']}/copy"), expect=422)
    assert page.title.startswith("Ошибка:")
    await visitor.submit(page, {"ground": "заявление от 26 ноября"})
    assert "/copy/" in visitor.here


async def test_an_erasure_can_be_thought_over_and_cancelled(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.resident(person)
    page = await visitor.open("/me/erase")
    assert "имя, адрес, телефон и почта" in page.text
    page = await visitor.submit(page, expect=422)
    assert "Выберите, когда стереть" in page.text
    page = await visitor.submit(page, {"when": "later"})
    assert "Вы попросили стереть данные" in page.text
    assert "<time" not in page.text
    listed = await center_pages.manager().open("/desk/erasures")
    assert "срок на раздумье" in listed.text
    asked = await center_pages.manager().open(f"/desk/people/{person['id']}/erase")
    assert "Об этом уже попросили" in asked.text
    assert "<time" not in listed.text + asked.text
    page = await visitor.submit(page, to="/me/erase/cancel")
    assert "Отменили" in page.text


async def test_whoever_is_erased_at_once_gets_a_number_and_an_act(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.resident(person)
    page = await visitor.submit(await visitor.open("/me/erase"), {"when": "now"})
    assert "Запишите номер" in page.text

    async def acts() -> list[str]:
        return [link for link in (await visitor.open(visitor.here)).links if "/act" in link]

    (act,) = await eventually(acts)
    assert (await visitor.get(act)).content[:5] == b"%PDF-"
    await center_pages.manager().open(f"/desk/people/{person['id']}", expect=404)
    listed = await center_pages.manager().open("/desk/erasures")
    assert "стёрто" in listed.text


async def test_a_wrong_number_opens_no_act(center_pages: Center) -> None:
    person = await center_pages.person()
    await center_pages.resident(person).open(f"/erased/{center_pages.id}/{person['id']}?number=X", expect=404)


async def test_what_rests_on_a_consent_ends_everywhere_when_it_is_taken_back(center_pages: Center) -> None:
    person, other = await center_pages.person(), await center_pages.person("Игорь", "Громов")
    visitor = center_pages.resident(person)
    await visitor.submit(await visitor.open("/me/consents/help_matching"))
    for one in (person, other):
        await center_pages.by_resident(one, "talents", "offers", {"skill": "plumbing"})
    await visitor.submit(await visitor.open("/me/consents"), to="/me/consents/help_matching/withdraw")

    async def taken_down() -> bool:
        offers = (await center_pages.read("talents", "offers"))["items"]
        states = {offer["resident_id"]: offer["state"] for offer in offers}
        return states == {person["id"]: "withdrawn", other["id"]: "standing"}

    await eventually(taken_down)
    talents = center_pages.services["talents"].as_(
        center_pages.tokens.resident(center_pages.id, UUID(person["id"]))
    )
    refused = await talents.post(f"/centers/{center_pages.id}/offers", json={"skill": "music"})
    assert refused.json()["code"] == "resident.consent-withdrawn"


async def test_whoever_is_entered_without_a_consent_is_asked_for_it(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/people/new")
    said = {"family_name": "Жданова", "given_name": "Вера", "ground": "пришла сама"}
    page = await visitor.submit(page, said)
    assert "Согласия хранить карточку ещё нет" in page.text
    card = visitor.here.partition("?")[0]
    assert "Жданова" in (await visitor.open("/desk/consents")).text
    assert "Взять согласие" in (await visitor.open("/desk")).text
    page = await visitor.submit(await visitor.open(f"{card}/basis"), {"basis": "law"}, expect=422)
    assert "Напишите, какой это договор, закон или случай" in page.text
    page = await visitor.submit(page, {"words": "122-й закон"})
    assert "«122-й закон»" in page.text
    assert "Жданова" not in (await visitor.open("/desk/consents")).text


async def test_a_signed_sheet_is_entered_together_with_the_person(center_pages: Center) -> None:
    visitor = center_pages.manager()
    said = {"family_name": "Листова", "given_name": "Анна", "ground": "пришла сама", "basis_how": "paper"}
    page = await visitor.submit(await visitor.open("/desk/people/new"), said, expect=422)
    assert "Напишите дату под подписью" in page.text
    signed = {"basis_number": "С-2611-НН7", "basis_signed_on": "2026-01-15"}
    page = await visitor.submit(page, signed)
    assert "Согласия хранить карточку ещё нет" not in page.text
    page = await visitor.open(f"{visitor.here.partition('?')[0]}/consents")
    assert "С-2611-НН7" in page.text


async def test_a_blank_sheet_is_taken_along(center_pages: Center) -> None:
    answer = await center_pages.manager().get("/desk/consents/blank.pdf")
    assert (answer.headers["content-type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


async def test_taking_back_the_card_says_what_will_be_gone_and_can_be_thought_over(
    center_pages: Center,
) -> None:
    visitor = center_pages.resident(await center_pages.person())
    await visitor.submit(await visitor.open("/me/consents/keep_card"))
    assert "/me/consents/keep_card/withdraw" not in (await visitor.open("/me/consents")).text
    page = await visitor.open("/me/consents/keep_card")
    assert "через три дня сотрётся всё" in page.text
    page = await visitor.submit(page, to="/me/consents/keep_card/withdraw")
    assert "Вы попросили стереть данные" in page.text
    page = await visitor.submit(page, to="/me/erase/cancel")
    assert "Хранить мою карточку" in page.title


async def test_a_text_in_which_the_erased_name_stood_is_looked_at_by_hand(center_pages: Center) -> None:
    person = await center_pages.person("Ольга", "Щербакова")
    visitor = center_pages.manager()
    talk = {"kind": "note", "words": "Ольга Щербакова обещала пирог"}
    await center_pages.by_manager("registry", "talks", talk)
    page = await visitor.open(f"/desk/people/{person['id']}/erase")
    page = await visitor.submit(page, {"ground": "request", "channel": "visit", "now": "1"})
    assert "Имя могло остаться в текстах" in page.text
    assert "Щербакова" not in page.text
    page = await visitor.submit(page, to="/clear")
    assert "проверено" in page.text


async def test_a_guardian_thinks_it_over_about_a_child(center_pages: Center) -> None:
    mother = await center_pages.person()
    body = {"family_name": "Петров", "given_name": "Миша", "birth_year": 2016, "ground": "мать"}
    child = await center_pages.by_manager("registry", f"residents/{mother['id']}/wards", body)
    visitor, home = center_pages.resident(mother), f"/me/children/{child['id']}"
    assert "За вами записаны дети" in (await visitor.open("/me/erase")).text
    page = await visitor.submit(await visitor.open(f"{home}/erase"), {"when": "later"})
    assert "Вы попросили стереть данные" in page.text
    page = await visitor.submit(page, to=f"{home}/erase/cancel")
    assert "Отменили" in page.text
    stranger = center_pages.resident(await center_pages.person())
    await stranger.open(f"{home}/erase", expect=404)


async def test_the_words_for_a_child_are_those_of_whoever_answers_for_it(center_pages: Center) -> None:
    mother = await center_pages.person()
    body = {"family_name": "Петров", "given_name": "Миша", "birth_year": 2016, "ground": "мать"}
    child = await center_pages.by_manager("registry", f"residents/{mother['id']}/wards", body)
    own = center_pages.resident(mother)
    page = await own.open(f"/me/children/{child['id']}/consents/photo")
    assert "Снимать ребёнка на встречах центра" in page.text
    assert "за ребёнка, за которого отвечаю (Петров Миша)" in page.text
    assert "моих персональных данных" not in page.text
    aloud = await center_pages.manager().open(f"/desk/people/{child['id']}/consents/photo")
    assert "за ребёнка, за которого отвечаю (Петров Миша)" in aloud.text
    assert "Снимать ребёнка, за которого я отвечаю" in aloud.text
    for page in (
        await own.open("/me/consents/photo"),
        await center_pages.manager().open(f"/desk/people/{mother['id']}/consents/photo"),
    ):
        assert "на обработку моих персональных данных" in page.text
        assert "Снимать ребёнка" not in page.text
