"""A list kept elsewhere is taken, checked row by row, and entered: once, and only what can be."""

from tests.registry.imports.sending import apply, checked, csv_of, people, send, settled, xlsx_of
from tests.registry.making import Center, Json, a_mail, a_phone

HEAD = ("Фамилия", "Имя", "Отчество", "Телефон", "Почта", "Дом", "Кв.", "Год рождения")


async def test_list_is_understood_checked_and_entered_on_request(home: Center) -> None:
    house = await home.house(address="Садовая ул., д. 7")
    phone, mail = a_phone(), a_mail()
    made = await send(
        home,
        csv_of(
            HEAD,
            ("Петрова", "Анна", "Ильинична", phone, mail, "ул. Садовая, 7", "12", "1948"),
            ("Ким", "Ю", "", "", "", "", "", "12.03.1990"),
        ),
    )
    assert made["state"] in ("queued", "checking", "ready")
    ready = await settled(home, made)
    assert (ready["state"], ready["rows"], ready["accepted"], ready["rejected"]) == ("ready", 2, 2, [])
    assert (ready["encoding"], ready["delimiter"]) == ("utf-8", ";")
    assert await people(home) == []
    done = await apply(home, made)
    assert (done["state"], done["applied"], done["duplicates"]) == ("applied", 2, 0)
    kim, petrova = await people(home)
    assert petrova["name"] == "Петрова Анна Ильинична"
    card = (await home.manager.get(f"{home.path}/residents/{petrova['id']}")).json()
    assert (card["phone"], card["mail"], card["house_id"], card["flat"]) == (phone, mail, house["id"], "12")
    assert (card["birth_year"], card["channel"]) == (1948, "paper")
    assert kim["name"] == "Ким Ю"


async def test_errors_are_said_by_row_and_column_and_their_rows_are_left_out(home: Center) -> None:
    rows = csv_of(
        HEAD,
        ("Петрова", "", "", a_phone(), "", "", "", ""),
        ("Иванов", "Пётр", "", "12345", "не почта", "", "", "48"),
        ("Сидоров", "Олег", "", "", "", "Лесная, 1", "3", "2999"),
        ("Хороший", "Человек", "", a_phone(), "", "", "", ""),
    )
    found = await checked(home, rows)
    said = {(one["row"], one["column"], one["code"]) for one in found["rejected"]}
    assert said == {
        (2, "Имя", "imports.name-missing"),
        (3, "Телефон", "imports.phone"),
        (3, "Почта", "imports.mail"),
        (3, "Год рождения", "imports.birth-year"),
        (4, "Дом", "imports.house-unknown"),
        (4, "Год рождения", "residents.not-born-yet"),
    }
    assert all(len(one["message"]) > 15 for one in found["rejected"])
    assert (found["accepted"], found["rejected_rows"]) == (1, 3)
    assert (await apply(home, found))["applied"] == 1
    assert [one["name"] for one in await people(home)] == ["Хороший Человек"]


async def test_who_stands_twice_or_is_entered_already_is_counted_and_left_out(home: Center) -> None:
    house = await home.house(address="Садовая, 7")
    phone = a_phone()
    known = await home.enter(phone=phone, mail=None)
    lives = await home.enter(family_name="Ёлкина", given_name="Мария", house_id=house["id"], flat="5")
    again = a_phone()
    rows = csv_of(
        HEAD,
        ("Петрова", "Анна", "", phone, "", "", "", ""),
        ("Елкина", "Мария", "", "", "", "садовая 7", "5", ""),
        ("Новый", "Сосед", "", again, "", "", "", ""),
        ("Новый", "Сосед", "", again, "", "", "", ""),
        ("Тихий", "Сосед", "", "", "", "Садовая, 7", "", ""),
        ("Тихий", "Сосед", "", "", "", "Садовая, 7", "", ""),
    )
    found = await checked(home, rows)
    assert (found["accepted"], found["duplicates"], found["rejected"]) == (2, 4, [])
    answer = await home.manager.get(f"{home.path}/imports/{found['id']}/rows?state=duplicate")
    twins = {one["row"]: (one["twin_row"], one["twin_id"], one["twin_by"]) for one in answer.json()["items"]}
    assert twins == {
        2: (None, known["id"], "phone"),
        3: (None, lives["id"], "name"),
        5: (4, None, "phone"),
        7: (6, None, "name"),
    }
    assert (await apply(home, found))["applied"] == 2
    assert len(await people(home)) == 4


async def test_namesakes_with_telephones_of_their_own_are_two_people(home: Center) -> None:
    await home.house(address="Садовая, 7")
    rows = csv_of(
        HEAD,
        ("Иванов", "Иван", "", a_phone(), "", "Садовая, 7", "", ""),
        ("Иванов", "Иван", "", a_phone(), "", "Садовая, 7", "", ""),
        ("Иванов", "Иван", "", "", "", "Садовая, 7", "8", "1950"),
        ("Иванов", "Иван", "", "", "", "Садовая, 7", "9", "1980"),
    )
    assert (await checked(home, rows))["duplicates"] == 0


async def test_list_is_entered_once_however_often_it_is_asked_for(home: Center) -> None:
    made = await checked(home, csv_of(("ФИО", "тел."), ("Петрова Анна Ильинична", a_phone())))
    assert (await apply(home, made))["applied"] == 1
    again = await home.manager.post(f"{home.path}/imports/{made['id']}/apply")
    assert (again.status_code, again.json()["code"]) == (409, "imports.not-ready")
    assert len(await people(home)) == 1


async def test_list_with_nothing_to_enter_is_refused(home: Center) -> None:
    made = await checked(home, csv_of(("ФИО", "тел."), ("Петрова", "нет")))
    answer = await home.manager.post(f"{home.path}/imports/{made['id']}/apply")
    assert (answer.status_code, answer.json()["code"]) == (409, "imports.not-ready")


async def test_headings_nobody_knows_are_asked_for_once_and_remembered(home: Center) -> None:
    rows = (("Кто", "Куда звонить"), ("Петрова Анна", a_phone()))
    made = await send(home, csv_of(*rows))
    assert (made["state"], made["code"]) == ("failed", "imports.columns-unclear")
    assert made["missing"] == ["family_name", "given_name"]
    columns = f"{home.path}/imports/{made['id']}/columns"
    unknown = await home.manager.put(columns, json={"mapping": {"full_name": "Никто"}})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/mapping")
    answer = await home.manager.put(columns, json={"mapping": {"full_name": "Кто", "phone": 1}})
    assert answer.status_code == 200, answer.text
    assert (await settled(home, made))["accepted"] == 1
    other = csv_of(("Куда звонить", "Кто"), (a_phone(), "Новый Сосед"))
    again = await checked(home, other)
    assert (again["state"], again["accepted"]) == ("ready", 1)


async def test_mapping_may_come_with_the_file_either_way_round(home: Center) -> None:
    rows = csv_of(("a", "b", "c"), ("Петрова", "Анна", a_phone()))
    for mapping in (
        '{"family_name": "a", "given_name": "b", "phone": "c"}',
        '{"a": "family_name", "b": "given_name", "c": "phone"}',
    ):
        assert (await checked(home, rows, mapping=mapping))["accepted"] == 1
    refused = await send(home, rows, mapping="[1]", expect=422)
    assert refused["errors"][0]["pointer"] == "/mapping"


async def test_houses_come_as_a_list_too(home: Center) -> None:
    await home.house(address="ул. Садовая, д. 7")
    rows = xlsx_of(
        ("Адрес", "Вид", "Число квартир"),
        ("Садовая, 7", "", 40),
        ("Лесная, 1", "частный", 1),
        ("Лесная, 2", "дворец", 1),
        ("Лесная, 3", "", 80.0),
    )
    found = await checked(home, rows, kind="houses", name="дома.xlsx")
    assert (found["accepted"], found["duplicates"], found["rejected_rows"]) == (2, 1, 1)
    assert (await apply(home, found))["applied"] == 2
    listed = (await home.manager.get(f"{home.path}/houses")).json()["items"]
    assert {(one["address"], one["kind"], one["flats"]) for one in listed} >= {
        ("Лесная, 1", "private", 1),
        ("Лесная, 3", "apartment", 80),
    }


async def test_what_somebody_entered_meanwhile_is_left_out(home: Center) -> None:
    phone = a_phone()
    made = await checked(home, csv_of(("ФИО", "тел."), ("Петрова Анна", phone), ("Иванов Пётр", a_phone())))
    assert made["accepted"] == 2
    await home.enter(phone=phone)
    done = await apply(home, made)
    assert (done["applied"], done["accepted"], done["duplicates"]) == (1, 1, 1)


async def test_cancelled_list_enters_nobody_and_keeps_no_rows(home: Center) -> None:
    made = await checked(home, csv_of(("ФИО", "тел."), ("Петрова Анна", a_phone())))
    answer = await home.manager.post(f"{home.path}/imports/{made['id']}/cancel")
    assert (answer.status_code, answer.json()["state"], answer.json()["applied"]) == (200, "cancelled", 0)
    rows = (await home.manager.get(f"{home.path}/imports/{made['id']}/rows")).json()
    assert rows == {"items": [], "next": None}
    late = await home.manager.post(f"{home.path}/imports/{made['id']}/apply")
    assert late.status_code == 409
    assert await people(home) == []


async def test_houses_of_many_flats_say_how_many(home: Center) -> None:
    rows = csv_of(
        ("Адрес", "Вид", "Квартир"), ("Лесная, 1", "частный", ""), ("Лесная, 2", "", ""), ("", "", "5001")
    )
    found = await checked(home, rows, kind="houses")
    said = {(one["row"], one["code"]) for one in found["rejected"]}
    assert said == {(3, "imports.flats"), (4, "imports.flats"), (4, "imports.address-missing")}
    assert found["accepted"] == 1


async def test_several_telephones_in_a_cell_and_beside_it_all_come_in(home: Center) -> None:
    one, two, three, mail = a_phone(), a_phone(), a_phone(), a_mail()
    rows = csv_of(
        ("ФИО", "Телефон", "Моб. телефон", "Почта"),
        ("Петрова Анна", f"{one}; {two}", three, mail),
        ("Ким Ю", f"{a_phone()}, и ещё", "", ""),
        ("Новый Сосед", "", "12", ""),
    )
    found = await checked(home, rows)
    assert {(at["row"], at["column"]) for at in found["rejected"]} == {(3, "Телефон"), (4, "Моб. телефон")}
    assert (await apply(home, found))["applied"] == 1
    (person,) = await people(home)
    contacts = (await home.manager.get(f"{home.path}/residents/{person['id']}/contacts")).json()["items"]
    assert {contact["value"] for contact in contacts} == {one, two, three, mail}


async def test_family_has_one_telephone_and_is_several_people(home: Center) -> None:
    phone, other = a_phone(), a_phone()
    await home.enter(family_name="Ким", given_name="Лев", phone=other, mail=None)
    rows = csv_of(
        ("Фамилия", "Имя", "Отчество", "Телефон"),
        ("Петрова", "Анна", "Ильинична", phone),
        ("Петров", "Олег", "Львович", phone),
        ("Петрова", "А.", "И.", phone),
        ("Ким", "Ия", "", other),
        ("Ким", "Лёв", "", other),
    )
    found = await checked(home, rows)
    assert (found["accepted"], found["duplicates"], found["rejected"]) == (3, 2, [])
    assert (await apply(home, found))["applied"] == 3
    shared = {}
    for one in await people(home):
        contacts = (await home.manager.get(f"{home.path}/residents/{one['id']}/contacts")).json()["items"]
        shared[one["name"]] = [(contact["value"], contact["shared"]) for contact in contacts]
    assert shared == {
        "Ким Ия": [(other, True)],
        "Ким Лев": [(other, False)],
        "Петров Олег Львович": [(phone, True)],
        "Петрова Анна Ильинична": [(phone, False)],
    }


async def test_child_comes_by_its_guardian_and_a_flat_is_one_of_the_house(home: Center) -> None:
    await home.house(address="Садовая, 7", flats=40)
    mother = await home.enter(family_name="Ким", given_name="Ия", phone=a_phone(), mail=None)
    known = {"family_name": "Ким", "given_name": "Лев", "phone": None, "mail": None, "birth_year": 2021}
    await home.enter(**known, guardian_id=mother["id"], ground="со слов матери")
    rows = csv_of(
        ("ФИО", "Дом", "Кв.", "Год рождения", "Взрослый"),
        ("Петров Пётр", "Садовая, 7", "12", "2020", ""),
        ("Петрова Анна", "Садовая, 7", "12", "", "нет"),
        ("Ким Ю", "Садовая, 7", "41", "", ""),
        ("Новый Сосед", "Садовая, 7", "40", "1970", "да"),
        ("Ким Лев", "", "", "2021", "нет"),
        ("Другой Сосед", "", "", "31.02.1980", ""),
    )
    found = await checked(home, rows)
    assert (found["accepted"], found["duplicates"]) == (1, 1)
    said = {(one["row"], one["column"], one["code"]) for one in found["rejected"]}
    assert said == {
        (2, "Год рождения", "residents.guardian-missing"),
        (3, "Взрослый", "residents.guardian-missing"),
        (4, "Кв.", "residents.flat-beyond"),
        (7, "Год рождения", "imports.day"),
    }
    at = f"{home.path}/imports/{found['id']}/rows?state=rejected&after=3"
    for language, message in (
        ("ru", "В этом доме квартиры с 1 по 40: проверьте номер"),
        ("en", "This house has flats 1 to 40: check the number"),
    ):
        answer = await home.manager.get(at, headers={"accept-language": language})
        assert answer.json()["items"][0]["problems"][0]["message"] == message


async def test_who_may_be_one_is_listed_when_the_list_is_in(home: Center) -> None:
    await home.house(address="Садовая, 7", flats=40)
    await home.enter(family_name="Соколова", given_name="Мария", birth_year=1950, phone=a_phone(), mail=None)
    rows = csv_of(
        ("ФИО", "Телефон", "Дом", "Кв.", "Год рождения"),
        ("Сокалова Мария", a_phone(), "", "", "1950"),
        ("Иванов Наталий", a_phone(), "Садовая, 7", "5", ""),
        ("Ивановв Наталий", a_phone(), "Садовая, 7", "5", ""),
        ("Иванова Зоя", a_phone(), "Садовая, 7", "5", ""),
        ("Сокалова Марта", a_phone(), "", "", "1951"),
    )
    done = await apply(home, await checked(home, rows))
    assert (done["applied"], done["duplicates"], done["alike"]) == (5, 0, 2)
    listed = (await home.manager.get(f"{home.path}/residents/duplicates")).json()
    assert {frozenset((one["one"]["name"], one["other"]["name"])) for one in listed["items"]} == {
        frozenset(("Соколова Мария", "Сокалова Мария")),
        frozenset(("Иванов Наталий", "Ивановв Наталий")),
    }


async def test_organisations_come_by_the_rules_of_their_form(home: Center) -> None:
    await home.house(address="Садовая, 7", flats=40)
    rows = csv_of(
        ("Название", "Вид", "Масштаб", "Дом", "Подъезд", "Входит в", "Создана"),
        ("Домком Садовой", "Совет дома", "", "ул. Садовая, д. 7", "", "", "01.02.2020"),
        ("Наш двор", "совет двора", "подъезд", "", "", "", ""),
        ("Первый подъезд", "совет подъезда", "", "", "", "", ""),
        ("Хор", "клуб", "", "Дальняя, 1", "", "Нет такой", "2999-01-01"),
        ("Кто это", "дружина", "", "", "", "", "вчера"),
        ("", "тсж", "дом", "Садовая, 7", "0", "", ""),
        ("Домком  садовой", "тос", "двор", "Садовая, 7", "", "", ""),
    )
    found = await checked(home, rows, kind="organisations")
    assert {(one["row"], one["code"]) for one in found["rejected"]} == {
        (3, "organisations.scale-unfit"), (3, "organisations.entrance-missing"), (3, "organisations.house-missing"),
        (4, "organisations.entrance-missing"), (4, "organisations.house-missing"),
        (5, "imports.house-unknown"),
        (6, "imports.organisation-kind"), (6, "imports.day"),
        (7, "imports.name-missing"), (7, "imports.number"),
    }  # fmt: skip
    assert (found["accepted"], found["duplicates"]) == (1, 1)
    assert (await apply(home, found))["applied"] == 1
    (one,) = (await home.manager.get(f"{home.path}/organisations")).json()["items"]
    assert (one["name"], one["kind"], one["scale"], one["state"]) == (
        "Домком Садовой", "council_house", "house", "active",
    )  # fmt: skip
    assert (await checked(home, rows, kind="organisations"))["duplicates"] == 2
    box = (await home.manager.get(f"{home.path}/search?q=домком")).json()["items"]
    assert [found["title"] for found in box] == ["Домком Садовой"]


async def test_directory_comes_as_a_list(home: Center, foreign: Center) -> None:
    rows = csv_of(
        ("Кто помогает", "Чья", "Поддержка", "Телефон", "Почта", "Сайт", "Услуги", "Проверено"),
        ("Приют «Тёплый дом»", "НКО", "моральная; деньги", "122, 8 800 200-01-22", "a@example.org", "dom.example.org",
         "Ночлег; Обед", "2025-01-31"),
        ("Без поддержки", "чья-то", "всякая", "", "", "", "", ""),
        ("Сайт не тот", "", "", "номер", "почта", "не сайт", "", "2999-01-01"),
        ("", "", "", "", "", "", "", ""),
    )  # fmt: skip
    found = await checked(home, rows, kind="directory")
    said = {(one["row"], one["column"]) for one in found["rejected"]}
    assert said == {
        (3, "Чья"), (3, "Поддержка"), (4, "Телефон"), (4, "Почта"), (4, "Сайт"), (4, "Проверено"),
    }  # fmt: skip
    assert (await apply(home, found))["applied"] == 1
    (entry,) = await _own_entries(home, "ночлег")
    assert (entry["name"], entry["body"], entry["support"], entry["shared"]) == (
        "Приют «Тёплый дом»", "ngo", ["moral", "financial"], False,
    )  # fmt: skip
    assert [phone["number"] for phone in entry["phones"]] == ["122", "8 800 200-01-22"]
    assert (entry["confirmed_on"], len(entry["services"])) == ("2025-01-31", 2)
    assert await _own_entries(foreign, "ночлег") == []


async def _own_entries(center: Center, words: str) -> list[Json]:
    """What the center's directory answers, without what other centers share with it."""
    found = await center.manager.get("/directory", params={"q": words, "center": str(center.id)})
    return [entry for entry in found.json()["items"] if not entry["shared"]]


async def test_foreign_list_is_not_there(home: Center, foreign: Center) -> None:
    made = await checked(home, csv_of(("ФИО", "тел."), ("Петрова Анна", a_phone())))
    for path in ("", "/rows"):
        answer = await foreign.manager.get(f"{foreign.path}/imports/{made['id']}{path}")
        assert answer.status_code == 404
    assert (await foreign.manager.delete(f"{foreign.path}/imports/{made['id']}")).status_code == 404
    gone = await home.manager.delete(f"{home.path}/imports/{made['id']}")
    assert gone.status_code == 204
    assert (await home.manager.get(f"{home.path}/imports/{made['id']}")).status_code == 404


async def test_erased_person_is_gone_from_the_rows_of_every_list(home: Center) -> None:
    person = await home.enter(family_name="Стёркина", given_name="Ия", phone=a_phone())
    rows_ = csv_of(HEAD, ("Стеркина", "Ия", "", person["phone"], "", "", "", ""), ("Ким", "Ю", *[""] * 6))
    made = await checked(home, rows_)
    assert (made["accepted"], made["duplicates"]) == (1, 1)
    gone = await home.manager.delete(
        f"{home.path}/residents/{person['id']}", headers={"if-match": f'"{person["version"]}"'}
    )
    assert gone.status_code in (202, 204), gone.text
    left = (await home.manager.get(f"{home.path}/imports/{made['id']}/rows")).json()["items"]
    assert [one["cells"][0] for one in left] == ["Ким"]


async def test_errors_are_said_in_english_to_whom_asks_so(home: Center) -> None:
    made = await checked(home, csv_of(HEAD, ("Петрова", "", *[""] * 6)))
    at = f"{home.path}/imports/{made['id']}"
    answer = await home.manager.get(at, headers={"accept-language": "en"})
    assert answer.json()["rejected"][0]["message"] == "There is no given name. Write it or remove the row"


async def test_list_in_which_every_name_sounds_alike_is_entered(home: Center) -> None:
    house = await home.house(address="Садовая, 7", flats=40)
    same = [
        (f"Иванов{at}", "Пётр", "", f"+7916{at:07}", "", house["address"], str(at % 40 + 1), "1950")
        for at in range(1100)
    ]
    done = await apply(home, await checked(home, csv_of(HEAD, *same)))
    assert done["applied"] == len(same)
    assert len(same) < done["alike"] <= 5 * len(same)
