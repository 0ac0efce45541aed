"""A person's whole card: contacts, family, marks, what to arrange, the printed card; on the desk and at home."""

import re

from tests.portal.conftest import Center
from tests.portal.reading import Page


def card_of(person: dict[str, object]) -> str:
    return f"/desk/people/{person['id']}"


def to(page: Page, part: str) -> str:
    """The first link of the page that holds this."""
    return next(link for link in page.links if part in link)


async def test_a_manager_adds_closes_and_removes_contacts(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    page = await visitor.open(f"{card_of(person)}/contacts/new")
    wrong = await visitor.submit(page, {"value": "12", "ground": "сказала сама"}, expect=422)
    assert "#value" in wrong.links
    page = await visitor.submit(wrong, {"value": "8 916 700-11-22", "preferred": "yes"})
    assert "+7 916 700-11-22" in page.text
    assert "основной" in page.text
    page = await visitor.open(to(page, "/contacts/"))
    silent = await visitor.submit(page, {"open_to": "lists"}, to="/contacts/", expect=422)
    assert "#ground" in silent.links
    page = await visitor.submit(
        silent, {"ground": "попросила по телефону", "channel": "phone"}, to="/contacts/"
    )
    assert "видят менеджеры и соседи из списка" in page.text
    silent = await visitor.submit(await visitor.open(to(page, "/contacts/")), to="/remove", expect=422)
    assert "#why" in silent.links
    page = await visitor.submit(silent, {"why": "сменила номер"}, to="/remove")
    assert "Контакт убрали" in page.text


async def test_two_managers_at_one_contact_see_both_versions(center_pages: Center) -> None:
    person = await center_pages.person(phone="+79167001133")
    visitor = center_pages.manager()
    path = to(await visitor.open(card_of(person)), "/contacts/")
    old = await visitor.open(path)
    await visitor.submit(old, {"value": "+79167001144", "ground": "сказала"})
    visitor.answer = await visitor.get(path)
    page = await visitor.submit(old, {"value": "+79167001155", "ground": "сказала"}, expect=422)
    assert "Сейчас записано: +79167001144" in page.text
    assert page.form("/contacts/").values["value"] == ["+79167001155"]
    page = await visitor.submit(page)
    assert "+7 916 700-11-55" in page.text


async def test_two_managers_at_one_card_see_both_versions(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    old = await visitor.open(f"{card_of(person)}/edit")
    await visitor.submit(old, {"given_name": "Марина", "languages": ["tt"]})
    visitor.answer = await visitor.get(f"{card_of(person)}/edit")
    page = await visitor.submit(old, {"given_name": "Мария", "source": "friend"}, expect=422)
    assert "Сейчас записано: Марина" in page.text
    assert page.form("/edit").values["given_name"] == ["Мария"]
    page = await visitor.submit(page)
    assert "Мария" in page.text
    assert "Привели знакомые" in page.text


async def test_a_correction_says_on_whose_word_and_its_owner_may_say_that_nobody_asked(
    center_pages: Center,
) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    page = await visitor.submit(
        await visitor.open(f"{card_of(person)}/edit"), {"given_name": "Марина", "channel": []}, expect=422
    )
    assert "Отметьте, как об этом сказали" in page.text
    await visitor.submit(page, {"channel": "phone"})
    own = center_pages.resident(person)
    page = await own.open("/me/seen")
    assert "Поправили карточку" in page.text
    assert "Основание: по телефону" in page.text
    page = await own.submit(await own.open(to(page, "/me/seen/registry/")), {"words": "Я не звонила"})
    assert "вы сказали, что вас не спросили" in page.text


async def test_a_couple_with_one_telephone_is_entered(center_pages: Center) -> None:
    await center_pages.person("Мария", "Двоих", phone="+79167004455")
    visitor = center_pages.manager()
    typed = {"family_name": "Двоих", "given_name": "Пётр", "phone": "+79167004455", "ground": "сказали оба"}
    page = await visitor.submit(await visitor.open("/desk/people/new"), typed)
    assert "Похоже, этот человек уже записан" in page.text
    page = await visitor.submit(page, {"different": "yes"}, expect=422)
    assert "Если номер один на двоих" in page.text
    page = await visitor.submit(page, {"different": "yes", "shared": "yes"})
    assert "Двоих Пётр" in page.text
    assert "на двоих" in page.text


async def test_a_flat_that_is_not_there_is_said_beside_it(center_pages: Center) -> None:
    house = await center_pages.by_manager("registry", "houses", {"address": "Садовая, 7", "flats": 40})
    visitor = center_pages.manager()
    typed = {
        "family_name": "Ильина", "given_name": "Ольга", "phone": "+79167002211", "house_id": house["id"], "flat": "41",
    }  # fmt: skip
    page = await visitor.submit(await visitor.open("/desk/people/new"), typed, expect=422)
    assert "В этом доме квартиры с 1 по 40" in page.text
    assert page.form().values["flat"] == ["41"]


async def test_a_double_click_enters_one_person(center_pages: Center) -> None:
    visitor = center_pages.manager()
    page = await visitor.open("/desk/people/new")
    typed = {"family_name": "Дважды", "given_name": "Ольга", "phone": "+79167002299"}
    sent = {**page.form().values, **typed}
    for _ in range(2):
        answer = await visitor.post("/desk/people/new", data=sent, headers={"origin": "http://sosedi.test"})
        assert answer.status_code == 200
    found = await center_pages.read("registry", "residents?q=Дважды")
    assert len(found["items"]) == 1


async def test_a_child_is_entered_from_the_card_of_a_grown_up(center_pages: Center) -> None:
    mother = await center_pages.person("Мария", "Кузнецова")
    visitor = center_pages.manager()
    page = await visitor.open(f"{card_of(mother)}/children/new")
    page = await visitor.submit(page, {"given_name": "Миша", "birth_year": "16"}, expect=422)
    assert {"#birth_year", "#ground"} <= set(page.links)
    page = await visitor.submit(page, {"birth_year": "2016", "ground": "мать, пришла сама"})
    assert "Кто отвечает за ребёнка" in page.text
    assert "Кузнецова Мария" in page.text
    page = await visitor.open(card_of(mother))
    assert "Кузнецова Миша" in page.text


async def test_a_child_alone_is_sent_to_a_grown_ups_card(center_pages: Center) -> None:
    visitor = center_pages.manager()
    typed = {
        "family_name": "Кузнецов", "given_name": "Миша", "birth_year": "2016", "ground": "сам", "phone": "+79167002277",
    }  # fmt: skip
    page = await visitor.submit(await visitor.open("/desk/people/new"), typed, expect=422)
    assert "Ребёнка записывает родитель или опекун" in page.text
    assert page.form().values["given_name"] == ["Миша"]


async def test_an_activist_is_marked_and_stands_in_the_record(center_pages: Center) -> None:
    person = await center_pages.person("Мария", "Кузнецова")
    visitor = center_pages.manager()
    page = await visitor.open(f"{card_of(person)}/mark")
    page = await visitor.submit(page, {"what_for": ""}, expect=422)
    page = await visitor.submit(page, {"what_for": "собрала подписи за лавочки"})
    assert "собрала подписи за лавочки" in page.text
    record = await visitor.open("/desk/people/activists")
    assert "Активист: собрала подписи за лавочки" in record.text
    page = await visitor.submit(page, to="/end")
    assert "снято" in page.text
    assert "Пока никто не отмечен" in (await visitor.open("/desk/people/activists")).text


async def test_a_card_is_printed_from_the_page(center_pages: Center) -> None:
    person = await center_pages.person()
    visitor = center_pages.manager()
    page = await visitor.open(card_of(person))
    form = page.form("/print-card")
    answer = await visitor.post(form.action, data=form.values, headers={"origin": "http://sosedi.test"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    page = await visitor.submit(await visitor.open(card_of(person)), to="/end-card")
    assert "Карточка больше не действует" in page.text


async def test_what_to_arrange_waits_for_consent(center_pages: Center) -> None:
    person = await center_pages.person()
    own = center_pages.resident(person)
    page = await own.open("/me/accessibility")
    assert "только с вашего согласия" in page.text
    agreed = {"purpose": "accessibility_needs", "version": 1}
    await center_pages.by_resident(person, "registry", f"residents/{person['id']}/consents", agreed)
    page = await own.submit(await own.open("/me/accessibility"), {"needs": ["large_print"], "note": "очки"})
    assert "Крупный шрифт" in page.text
    assert "Крупный шрифт" in (await center_pages.manager().open(card_of(person))).text


async def test_a_resident_says_who_sees_a_contact_and_whose_child_is_theirs(center_pages: Center) -> None:
    person = await center_pages.person(phone="+79167003311")
    own = center_pages.resident(person)
    page = await own.open("/me")
    page = await own.submit(await own.open(to(page, "/me/contacts/0")), {"open_to": "sign_in"})
    assert "не видит никто, только для входа" in page.text
    desk = await center_pages.manager().open(card_of(person))
    assert "Скрыт владельцем" in desk.text
    assert "700-33" not in desk.text
    page = await own.open("/me/children/new")
    page = await own.submit(page, {"given_name": "Миша", "birth_year": "2016"})
    assert "Миша" in page.text
    page = await own.open(to(await own.open("/me"), "/me/children/0"))
    page = await own.submit(await own.open(to(page, "/edit")), {"given_name": "Михаил"})
    assert "Михаил" in page.text


async def test_those_at_home_join_by_a_word(center_pages: Center) -> None:
    house = await center_pages.by_manager("registry", "houses", {"address": "Садовая, 7", "flats": 40})
    where = {"house_id": house["id"], "flat": "7"}
    one, other = [await center_pages.person("Мария", "Кузнецова", **where) for _ in range(2)]
    first, second = center_pages.resident(one), center_pages.resident(other)
    page = await first.open("/me/household")
    form = next(each for each in page.forms if each.action == "/me/household" and "word" not in each.values)
    answer = await first.post(form.action, data=form.values, headers={"origin": "http://sosedi.test"})
    found = re.search(r"<b>([0-9А-Я]{8})</b>", answer.text)
    assert found is not None
    wrong = await second.submit(await second.open("/me/household"), {"word": "ЧУЖОЕ"}, expect=422)
    assert "Такого слова в вашей квартире нет" in wrong.text
    page = await second.submit(wrong, {"word": found[1].lower()})
    assert "Живём вместе: Мария, Мария" in page.text
    manager = center_pages.manager()
    page = await manager.submit(await manager.open(f"{card_of(other)}/household"), expect=422)
    assert "#ground" in page.links
    page = await manager.submit(page, {"ground": "сказала сама"})
    assert "Записали, что теперь отдельно" in page.text


async def test_a_guardian_agrees_for_a_child_and_takes_it_back(center_pages: Center) -> None:
    mother, stranger = await center_pages.person(), await center_pages.person("Ольга", "Чужая")
    own = center_pages.resident(mother)
    page = await own.submit(await own.open("/me/children/new"), {"given_name": "Миша", "birth_year": "2016"})
    here = own.here.partition("?")[0]
    assert "Нужно ваше согласие" in page.text
    page = await own.submit(await own.open(to(page, "/consents/keep_card")))
    assert "Согласия за ребёнка" in page.text
    assert "действует" in page.text
    assert "Нужно ваше согласие" not in (await own.open(here)).text
    page = await own.submit(await own.open(f"{here}/consents/accessibility_needs"))
    page = await own.submit(await own.open(f"{here}/accessibility"), {"needs": ["quiet"]})
    assert "Записали, что нужно учесть" in page.text
    page = await own.submit(await own.open(f"{here}/consents"), to="/accessibility_needs/withdraw")
    assert "Согласие отозвано" in page.text
    assert "действует" not in (await own.open("/me/consents")).text
    for path in ("", "/consents", "/consents/photo", "/accessibility", "/edit"):
        await center_pages.resident(stranger).open(f"{here}{path}", expect=404)
    await own.open("/me/children/none/consents", expect=404)
