"""Lists of members, owners and partners: who is meant, what is refused by row, nothing twice, and out in one shape."""

from uuid import uuid4

from tests.registry.imports.sending import apply, checked, csv_of
from tests.registry.imports.test_exports import export
from tests.registry.making import Center, Json, a_phone

MEMBERS = ("Организация", "ФИО", "Телефон", "Дом", "Кв.", "Роль", "С какого дня", "По какой день")
OWNERS = ("Дом", "Квартира", "Площадь", "Собственник", "Телефон", "Кто это", "Доля")
PARTNERS = (
    "Партнёр",
    "Вид",
    "Контактное лицо",
    "Телефон",
    "Почта",
    "Номер соглашения",
    "Подписано",
    "Действует до",
)


async def listed(home: Center, what: str, **query: object) -> list[Json]:
    answer = await home.manager.get(
        f"{home.path}/{what}", params={"limit": "100", **{name: str(one) for name, one in query.items()}}
    )
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def club(home: Center, name: str = "Клуб домино", **also: object) -> Json:
    body = {"kind": "group_interest", "name": name, **also}
    answer = await home.manager.post(f"{home.path}/organisations", json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def said(found: Json) -> set[tuple[int, str, str]]:
    return {(one["row"], one["column"], one["code"]) for one in found["rejected"]}


async def test_a_list_with_posts_is_entered_only_soon_after_signing_in(home: Center) -> None:
    await club(home)
    first, second = a_phone(), a_phone()
    for phone in (first, second):
        await home.enter(phone=phone)
    long_ago = home.api.as_(home.tokens.of("manager", home.manager_id, [home.id], auth_time=1))
    asked = {"chair": ("председатель", first), "member": ("участник", second)}
    lists = {
        code: await checked(
            home, csv_of(MEMBERS, ("Клуб домино", "", phone, "", "", role, "", "")), kind="members"
        )
        for code, (role, phone) in asked.items()
    }
    refused = await long_ago.post(f"{home.path}/imports/{lists['chair']['id']}/apply")
    assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")
    taken = await long_ago.post(f"{home.path}/imports/{lists['member']['id']}/apply")
    assert taken.status_code == 202, taken.text
    again = await home.manager.post(f"{home.path}/imports/{lists['chair']['id']}/apply")
    assert again.status_code == 202, again.text


async def test_members_are_found_by_telephone_or_by_name_and_home(home: Center) -> None:
    house = await home.house(address="Садовая, 7", flats=40)
    await club(home)
    phone = a_phone()
    await home.enter(family_name="Ким", given_name="Лев", phone=phone)
    for flat in ("1", "2"):
        await home.enter(
            family_name="Петрова", given_name="Анна", house_id=house["id"], flat=flat, ground="сама"
        )
    rows = csv_of(
        MEMBERS,
        ("клуб Домино", "", phone, "", "", "председатель", "01.02.2025", ""),
        ("Клуб домино", "Петрова Анна", "", "ул. Садовая, д. 7", "2", "", "", ""),
        ("Клуб домино", "Петрова Анна", "", "Садовая, 7", "2", "участник", "", ""),
        ("Клуб домино", "Петрова Анна", "", "Садовая, 7", "", "", "", ""),
        ("Клуб домино", "Петрова Анна", "", "Садовая, 7", "1", "председатель", "02.02.2025", ""),
        ("Клуб домино", "Никто Такой", "", "", "", "", "", ""),
        ("Хор", "Ким Лев", phone, "", "", "шеф", "", ""),
        ("Клуб домино", "Чужой Иван", phone, "", "", "", "", ""),
        ("Клуб домино", "Ким Лев", phone, "", "", "казначей", "02.02.2025", "01.02.2025"),
    )
    found = await checked(home, rows, kind="members")
    assert said(found) == {
        (5, "ФИО", "imports.person-several"), (6, "", "memberships.chair-taken"),
        (7, "ФИО", "imports.person-unknown"), (8, "Организация", "imports.organisation-unknown"),
        (8, "Роль", "imports.role"), (9, "Телефон", "imports.person-unknown"),
        (10, "По какой день", "memberships.ends-before"),
    }  # fmt: skip
    assert (found["accepted"], found["duplicates"]) == (2, 1)
    assert (await apply(home, found))["applied"] == 2
    assert {(one["name"], one["role"], one["since"] == "2025-02-01") for one in await listed(home, "memberships")} == {
        ("Ким Лев", "chair", True), ("Петрова Анна", "member", False),
    }  # fmt: skip
    assert (await checked(home, rows, kind="members"))["duplicates"] == 3
    again = await checked(home, await export(home, "xlsx", "members"), kind="members")
    assert (again["accepted"], again["duplicates"], again["rejected"]) == (0, 2, [])


async def test_a_member_who_fits_no_longer_is_left_out_when_the_list_is_entered(home: Center) -> None:
    made = await club(home)
    phone = a_phone()
    person = await home.enter(family_name="Ким", given_name="Лев", phone=phone)
    found = await checked(
        home, csv_of(MEMBERS, ("Клуб домино", "", phone, "", "", "", "", "")), kind="members"
    )
    assert found["accepted"] == 1
    body = {"organisation_id": made["id"], "resident_id": person["id"]}
    assert (await home.manager.post(f"{home.path}/memberships", json=body)).status_code == 201
    done = await apply(home, found)
    assert (done["applied"], done["duplicates"]) == (0, 1)
    assert len(await listed(home, "memberships")) == 1


async def test_owners_come_with_exact_shares_and_areas(home: Center) -> None:
    house = await home.house(address="Садовая, 7", flats=40)
    phone = a_phone()
    person = await home.enter(
        family_name="Ким", given_name="Лев", phone=phone, house_id=house["id"], flat="5"
    )
    rows = csv_of(
        OWNERS,
        ("Садовая, 7", "5", "54,30", "Ким Лев", "", "", "1/3"),
        ("Садовая, 7", "5", "54.3", "Дальняя Ольга", "", "", "2/3"),
        ("Садовая, 7", "6", "", "ООО «Ромашка»", "", "организация", "0,25"),
        ("Садовая, 7", "6", "", "Дальний Олег", "", "", "1"),
        ("Садовая, 7", "5", "", "Дальняя  ольга", "", "", "2/3"),
        ("Садовая, 7", "7", "", "Лишний Пётр", "", "", "3/2"),
        ("Садовая, 7", "7", "минус", "Паспорт 4509 123456", "", "", "нуль"),
        ("Лесная, 1", "", "", "", "", "житель", ""),
    )
    found = await checked(home, rows, kind="owners")
    assert {(row, column) for row, column, _ in said(found)} == {
        (7, "Доля"), (8, "Площадь"), (8, "Собственник"), (8, "Доля"), (9, "Дом"), (9, "Квартира"),
        (9, "Собственник"),
    }  # fmt: skip
    assert (found["accepted"], found["duplicates"]) == (4, 1)
    assert (await apply(home, found))["applied"] == 4
    assert {(one["number"], one["name"], one["share"], one["kind"]) for one in await listed(home, "owners")} == {
        ("5", "Ким Лев", "1/3", "resident"), ("5", "Дальняя Ольга", "2/3", "person"),
        ("6", "ООО «Ромашка»", "1/4", "organisation"), ("6", "Дальний Олег", "1", "person"),
    }  # fmt: skip
    premises = {one["number"]: one for one in await listed(home, "premises", house_id=house["id"])}
    assert (premises["5"]["area"], premises["5"]["shares"]["state"]) == ("54.30", "whole")
    assert (premises["6"]["shares"]["state"], premises["6"]["shares"]["conflict"]) == ("over", True)
    assert any(one["resident_id"] == person["id"] for one in await listed(home, "owners"))
    again = await checked(home, await export(home, "csv", "owners"), kind="owners")
    assert (again["accepted"], again["duplicates"], again["rejected"]) == (0, 4, [])
    other = await checked(
        home, csv_of(OWNERS, ("Садовая, 7", "5", "60", "Новый Сосед", "", "", "1/9")), kind="owners"
    )
    assert said(other) == {(2, "Площадь", "imports.area-differs")}


async def test_partners_come_with_their_agreements(home: Center) -> None:
    rows = csv_of(
        PARTNERS,
        (
            "Школа № 5",
            "школа",
            "Ольга Львовна",
            "+7 495 123-45-67",
            "s@example.org",
            "12/24",
            "01.09.2024",
            "01.09.2026",
        ),
        ("Школа № 5", "школа", "", "", "", "13/24", "02.09.2024", ""),
        ("школа № 5", "школа", "", "", "", "12/24", "01.09.2024", ""),
        ("'=Библиотека", "библиотека", "", "", "", "", "", ""),
        ("", "школа", "", "", "", "", "", ""),
        ("Без номера", "", "", "", "", "", "01.09.2024", ""),
        ("Без дня", "", "", "", "", "1", "", ""),
        ("Всё не так", "завод", "", "телефон", "почта", "2", "01.09.2999", "01.09.2020"),
    )
    found = await checked(home, rows, kind="partners")
    assert {(row, column) for row, column, _ in said(found)} == {
        (6, "Партнёр"), (7, "Номер соглашения"), (8, "Подписано"), (9, "Вид"),
    }  # fmt: skip
    assert (found["accepted"], found["duplicates"]) == (3, 1)
    assert (await apply(home, found))["applied"] == 3
    partners = {one["name"]: one for one in await listed(home, "partners")}
    assert set(partners) == {"Школа № 5", "=Библиотека"}
    school = partners["Школа № 5"]
    assert (school["kind"], school["contacts"][0]["mail"]) == ("school", "s@example.org")
    agreements = (await home.manager.get(f"{home.path}/partners/{school['id']}/agreements")).json()["items"]
    assert {one["number"] for one in agreements} == {"12/24", "13/24"}
    file = await export(home, "csv", "partners")
    assert b"'=" in file
    again = await checked(home, file, kind="partners")
    assert (again["accepted"], again["duplicates"], again["rejected"]) == (0, 3, [])


async def test_an_organisation_and_what_it_is_a_part_of_come_in_one_list_in_any_order(home: Center) -> None:
    await home.house(address="Садовая, 7", flats=40)
    head = ("Название", "Вид", "Масштаб", "Дом", "Входит в")
    rows = csv_of(
        head,
        ("Домком", "совет дома", "", "Садовая, 7", "Наш двор"),
        ("Хор", "клуб", "", "", "домком"),
        ("Наш двор", "совет двора", "", "", "ТОС «Липки»"),
        ("ТОС «Липки»", "тос", "микрорайон", "", ""),
        ("Круг", "клуб", "", "", "Ещё круг"),
        ("Ещё круг", "клуб", "", "", "Круг"),
        ("Сам себе", "клуб", "", "", "Сам себе"),
        ("Над кругом", "клуб", "", "", "Круг"),
        ("Сирота", "клуб", "", "", "Нет такой"),
        ("Большой", "тос", "микрорайон", "", "Домком"),
    )
    found = await checked(home, rows, kind="organisations")
    assert said(found) == {
        (6, "Входит в", "organisations.cycle"), (7, "Входит в", "organisations.cycle"),
        (8, "Входит в", "organisations.cycle"), (9, "Входит в", "imports.parent-unknown"),
        (10, "Входит в", "imports.parent-unknown"), (11, "Входит в", "organisations.parent-smaller"),
    }  # fmt: skip
    assert found["accepted"] == 4
    assert (await apply(home, found))["applied"] == 4
    by_id = {one["id"]: one for one in await listed(home, "organisations")}
    parents = {}
    for one in by_id:
        card = (await home.manager.get(f"{home.path}/organisations/{one}")).json()
        parents[card["name"]] = card["parent"]["name"] if card["parent"] else None
    assert parents == {
        "Домком": "Наш двор", "Хор": "Домком", "Наш двор": "ТОС «Липки»", "ТОС «Липки»": None,
    }  # fmt: skip


async def test_number_of_the_signed_sheet_records_the_consent_as_by_hand(home: Center) -> None:
    head = ("ФИО", "Телефон", "№ согласия", "Дата согласия")
    number = f"Л-{uuid4().hex[:8]}"
    rows = csv_of(
        head,
        ("Ким Лев", a_phone(), number, "01.11.2026"),
        ("Ким Ия", a_phone(), "", ""),
        ("Петрова Анна", a_phone(), number, "01.11.2026"),
        ("Петров Олег", a_phone(), f"{number}-2", ""),
        ("Петров Пётр", a_phone(), f"{number}-3", "01.11.2999"),
        ("Петрова Ольга", a_phone(), "", "01.11.2026"),
    )
    found = await checked(home, rows)
    assert said(found) == {
        (4, "№ согласия", "consents.number-taken"), (5, "Дата согласия", "consents.missing"),
        (6, "Дата согласия", "consents.signed-later"), (7, "№ согласия", "consents.missing"),
    }  # fmt: skip
    assert (await apply(home, found))["applied"] == 2
    people = {one["name"]: one["id"] for one in await listed(home, "residents")}
    bases = {
        name: (await home.manager.get(f"{home.path}/residents/{one}/basis")).json()["basis"]
        for name, one in people.items()
    }
    assert bases == {"Ким Лев": "consent", "Ким Ия": "awaited"}
    (consent,) = (await home.manager.get(f"{home.path}/residents/{people['Ким Лев']}/consents")).json()[
        "items"
    ]
    assert (consent["purpose"], consent["how"], consent["number"]) == ("keep_card", "paper", number)
    other = await checked(home, csv_of(head, ("Новый Сосед", a_phone(), number, "01.11.2026")))
    assert said(other) == {(2, "№ согласия", "consents.number-taken")}
    assert number in (await export(home, "csv")).decode("utf-8-sig")


async def test_a_template_has_the_headings_and_nothing_else(home: Center, foreign: Center) -> None:
    for kind in ("residents", "houses", "organisations", "members", "owners", "partners", "directory"):
        answer = await home.manager.get(f"{home.path}/exports/{kind}/template?format=csv")
        assert answer.status_code == 200, answer.text
        assert len(answer.content.decode("utf-8-sig").strip().splitlines()) == 1
        empty = await home.manager.post(
            f"{home.path}/imports", files={"file": ("list.csv", answer.content)}, data={"kind": kind}
        )
        assert empty.status_code in (202, 422)
        if empty.status_code == 202:
            assert empty.json()["missing"] == []
    assert (await home.manager.get(f"{home.path}/exports/cats/template")).status_code == 422
    assert (await foreign.manager.get(f"{home.path}/exports/houses/template")).status_code == 404
