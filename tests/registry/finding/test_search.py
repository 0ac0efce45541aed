"""One box finds people, houses and organisations, however somebody types."""

import pytest

from tests.registry.making import Center, DatabaseOf, Json, a_mail, a_phone, rows


async def found(home: Center, q: str, **query: object) -> list[Json]:
    params = {"q": q} | {name: str(value) for name, value in query.items()}
    answer = await home.manager.get(f"{home.path}/search", params=params)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def titles(home: Center, q: str, **query: object) -> list[str]:
    return [one["title"] for one in await found(home, q, **query)]


@pytest.fixture
async def settled(home: Center) -> Center:
    """A center with some people and houses."""
    house = await home.house(address="ул. Садовая, д. 12, корп. 2")
    await home.house(address="Садовая, 1")
    await home.house(address="проспект Мира, 12А")
    await home.enter(
        family_name="Иванов", given_name="Пётр", patronymic="Сергеевич", house_id=house["id"], flat="7"
    )
    await home.enter(family_name="Иванова", given_name="Наталья")
    await home.enter(family_name="Ёлкина", given_name="Анна")
    await home.enter(family_name="Петров-Водкин", given_name="Иван")
    await home.enter(family_name="О’Коннор", given_name="Шинейд")
    await home.enter(family_name="Кузнецова", given_name="Мария")
    return home


MEANT = [
    ("иванов", "Иванов Пётр Сергеевич"),
    ("ИВАНОВ ПЕТР", "Иванов Пётр Сергеевич"),
    ("петр иванов", "Иванов Пётр Сергеевич"),
    ("ivanov petr", "Иванов Пётр Сергеевич"),
    ("bdfyjd g`nh", "Иванов Пётр Сергеевич"),
    ("ивонов", "Иванов Пётр Сергеевич"),
    ("иавнов петр", "Иванов Пётр Сергеевич"),
    ("елкина", "Ёлкина Анна"),
    ("ёлкин", "Ёлкина Анна"),
    ("yolkina", "Ёлкина Анна"),
    ("лкина", "Ёлкина Анна"),
    ("natalia", "Иванова Наталья"),
    ("наталия", "Иванова Наталья"),
    ("водкин", "Петров-Водкин Иван"),
    ("петров-водкин", "Петров-Водкин Иван"),
    ("о'коннор", "О’Коннор Шинейд"),
    ("кузницева", "Кузнецова Мария"),
    ("кузнецовой марии", "Кузнецова Мария"),
    ("кузнецова м", "Кузнецова Мария"),
    ("садовая 12", "ул. Садовая, д. 12, корп. 2"),
    ("улица Садовая дом 12", "ул. Садовая, д. 12, корп. 2"),
    ("садовая 12к2", "ул. Садовая, д. 12, корп. 2"),
    ("садовой", "Садовая, 1"),
    ("sadovaya 1", "Садовая, 1"),
    ("мира 12 а", "проспект Мира, 12А"),
    ("пр-т мира", "проспект Мира, 12А"),
]
NOBODY = ["сидоров", "иванов мария", "абвгд", "999", "иванов 7999", "кот"]
STRANGE = ["", "   ", "%", "_", "\\", "'; drop table residents; --", "a & b | !c", "<->", "*:*", "((", "\x00", "\u202e",
     "\u202eвонави", "😀", "😀 😀", "а" * 200, "- " * 99, "@", "@@", "+", "++++", "....", "~", "#", "'", "́", "ь ъ",
     "1" * 200, "%D0"]  # fmt: skip


async def test_what_is_meant_comes_first(settled: Center) -> None:
    for typed, first in MEANT:
        assert (await titles(settled, typed))[:1] == [first], typed


async def test_what_nobody_is_called_finds_nothing(settled: Center) -> None:
    for typed in NOBODY:
        assert await titles(settled, typed) == [], typed


async def test_strange_input_is_answered_calmly(settled: Center) -> None:
    for typed in STRANGE:
        assert await titles(settled, typed) == [], typed


async def test_marks_of_direction_and_pictures_do_not_hide_a_word(settled: Center) -> None:
    assert (await titles(settled, "\u202eиванов\u200f 😀"))[:1] == ["Иванов Пётр Сергеевич"]
    assert (await titles(settled, "ива\x00нов"))[:1] == ["Иванов Пётр Сергеевич"]


async def test_more_than_two_hundred_letters_are_refused(settled: Center) -> None:
    answer = await settled.manager.get(f"{settled.path}/search", params={"q": "а" * 201})
    assert answer.status_code == 422


async def test_each_result_says_why(settled: Center) -> None:
    (one,) = [one for one in await found(settled, "ivanov petr") if one["title"] == "Иванов Пётр Сергеевич"]
    assert one["note"] == "ул. Садовая, д. 12, корп. 2, кв. 7"
    assert one["reasons"] == [
        {"typed": "ivanov", "word": "иванов", "how": "sound"},
        {"typed": "petr", "word": "петр", "how": "sound"},
    ]
    assert (await found(settled, "ивонов"))[0]["reasons"] == [
        {"typed": "ивонов", "word": "иванов", "how": "typo"}
    ]
    assert (await found(settled, "кузнецовой"))[0]["reasons"][0]["how"] == "stem"


async def test_the_word_itself_is_before_its_beginning_and_before_a_slip(settled: Center) -> None:
    await settled.enter(family_name="Ивановский", given_name="Лев")
    assert await titles(settled, "иванов") == [
        "Иванов Пётр Сергеевич", "Иванова Наталья", "Ивановский Лев",
    ]  # fmt: skip


async def test_a_telephone_is_found_whole_and_by_its_last_digits(settled: Center) -> None:
    phone = a_phone()
    await settled.enter(family_name="Громов", given_name="Игорь", phone=phone)
    typed = [
        phone,
        f"8{phone[2:]}",
        phone[2:],
        f"8 ({phone[2:5]}) {phone[5:8]}-{phone[8:]}",
        phone[-4:],
        phone[-7:],
    ]
    for one in typed:
        assert await titles(settled, one) == ["Громов Игорь"], one
    assert await titles(settled, f"громов {phone[-4:]}") == ["Громов Игорь"]
    assert phone not in str(await found(settled, phone[-4:]))


async def test_a_telephone_is_not_found_by_three_digits_or_by_others(settled: Center) -> None:
    await settled.enter(family_name="Громов", given_name="Игорь", phone="+79161234567")
    assert await titles(settled, "567") == []
    assert await titles(settled, "1234") == []
    assert await titles(settled, "громов 1234") == []


async def test_mail_is_found_by_its_beginning(settled: Center) -> None:
    mail = a_mail()
    await settled.enter(family_name="Громов", given_name="Игорь", mail=mail)
    assert await titles(settled, mail.upper()) == ["Громов Игорь"]
    assert await titles(settled, mail.partition("@")[0] + "@ex") == ["Громов Игорь"]
    assert await titles(settled, "nobody@example.org") == []


async def test_one_kind_can_be_asked_for(settled: Center) -> None:
    await settled.enter(family_name="Садовая", given_name="Ольга")
    assert {one["kind"] for one in await found(settled, "садовая")} == {"person", "house"}
    assert await titles(settled, "садовая", kind="person") == ["Садовая Ольга"]
    assert (await settled.manager.get(f"{settled.path}/search?q=а&kind=cat")).status_code == 422


async def test_another_center_is_not_searched(settled: Center, foreign: Center) -> None:
    assert await titles(foreign, "иванов") == []
    assert (await foreign.manager.get(f"{settled.path}/search?q=иванов")).status_code == 404
    person = await settled.enter(family_name="Тихая")
    assert (await settled.resident(person["id"]).get(f"{settled.path}/search?q=иванов")).status_code == 403


async def test_a_changed_name_is_found_by_its_new_words_only(settled: Center) -> None:
    made = await settled.enter(family_name="Старцева", given_name="Вера")
    await settled.manager.patch(
        f"{settled.path}/residents/{made['id']}",
        json={"family_name": "Новикова", "channel": "visit"},
        headers={"if-match": '"1"'},
    )
    assert await titles(settled, "старцева") == []
    assert await titles(settled, "новикова") == ["Новикова Вера"]


async def test_a_corrected_address_is_found_by_its_new_words_only(settled: Center) -> None:
    house = await settled.house(address="Кленовая, 3")
    await settled.manager.patch(
        f"{settled.path}/houses/{house['id']}", json={"address": "Липовая, 3"}, headers={"if-match": '"1"'}
    )
    assert await titles(settled, "кленовая 3") == []
    assert await titles(settled, "липовая") == ["Липовая, 3"]


async def test_whoever_is_erased_leaves_no_word_behind(settled: Center, database_of: DatabaseOf) -> None:
    made = await settled.enter(family_name="Неповторимцева", given_name="Анна")
    await settled.manager.delete(f"{settled.path}/residents/{made['id']}", headers={"if-match": '"1"'})
    assert await titles(settled, "неповторимцева") == []
    assert await titles(settled, "анна") == ["Ёлкина Анна"]
    dsn = await database_of("registry")
    for query in (
        "select word from search_words where word like 'непов%'",
        "select word from search_vocabulary where word like 'непов%'",
        "select spelling from search_spellings where word like 'непов%'",
        "select title from search_entries where title like 'Непов%'",
    ):
        assert await rows(dsn, query, center=settled.id) == []


async def test_the_log_keeps_whom_a_manager_was_shown(settled: Center, database_of: DatabaseOf) -> None:
    person = (await found(settled, "кузнецова"))[0]
    dsn = await database_of("registry")
    noted = await rows(
        dsn,
        "select actor_id, evidence from audit where center_id = $1 and action = 'residents.found'",
        settled.id,
    )
    assert [(one["actor_id"], one["evidence"]) for one in noted] == [(settled.manager_id, person["id"])]
