"""What goes out has the shape of what comes in, says nothing as a formula, and is kept in the log."""

import io
from collections.abc import Awaitable, Callable
from uuid import uuid4

import python_calamine

from tests.registry.imports.sending import apply, checked, csv_of, people
from tests.registry.making import Center, DatabaseOf, Json, a_mail, a_phone, rows

HEAD = ("Фамилия", "Имя", "Отчество", "Телефон", "Почта", "Дом", "Кв.", "Год рождения", "Взрослый", "Язык")


async def export(home: Center, format_: str, kind: str = "residents") -> bytes:
    """The list as a file."""
    answer = await home.manager.get(f"{home.path}/exports/{kind}?format={format_}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.content


async def fill(home: Center) -> None:
    """A house and people of every sort."""
    await home.house(address="Садовая, 7", flats=40)
    listed = csv_of(
        HEAD,
        (
            "'=Петрова",
            "'-Анна",
            "'@Ильинична",
            a_phone(),
            a_mail(),
            "Садовая, 7",
            "12а",
            "1948",
            "да",
            "английский",
        ),
        ("Д'Артаньян-Ким", "Ю", "", f"{a_phone()}, {a_phone()}", "", "Садовая, 7", "", "", "", ""),
        ("Безадресная", "Ия", "", "", "", "", "", "1931", "", ""),
    )
    found = await checked(home, listed)
    assert found["accepted"] == 3, found["rejected"]
    assert (await apply(home, found))["applied"] == 3


async def cards(home: Center) -> list[Json]:
    """Everything that the list says of everybody."""
    found = []
    for one in await people(home):
        card = (await home.manager.get(f"{home.path}/residents/{one['id']}")).json()
        found.append(
            {
                name: card[name]
                for name in (
                    "name",
                    "phone",
                    "mail",
                    "flat",
                    "birth_year",
                    "adult",
                    "way",
                    "language",
                    "channel",
                )
            }
        )
    return found


async def test_what_went_out_comes_in_again_the_same_and_nobody_twice(
    home: Center, open_center: Callable[[], Awaitable[Center]]
) -> None:
    await fill(home)
    houses = await export(home, "xlsx", "houses")
    for format_ in ("xlsx", "csv"):
        file = await export(home, format_)
        again = await checked(home, file)
        assert (again["accepted"], again["duplicates"], again["rejected"]) == (0, 3, [])
        other = await open_center()
        assert (await apply(other, await checked(other, houses, kind="houses")))["applied"] == 1
        assert (await apply(other, await checked(other, file)))["applied"] == 3
        assert await cards(other) == await cards(home)


async def test_organisations_and_the_directory_go_out_and_come_in_too(
    home: Center, open_center: Callable[[], Awaitable[Center]]
) -> None:
    await home.house(address="Садовая, 7", flats=40)
    listed = csv_of(
        ("Название", "Вид", "Дом", "Телефон", "Часы", "Описание"),
        ("'=Домком", "совет дома", "Садовая, 7", "+7 495 123-45-67, 112", "пн, ср; 10–12", "Чиним\nи красим"),
        ("Шахматы", "Клуб", "", "", "", ""),
    )
    assert (await apply(home, await checked(home, listed, kind="organisations")))["applied"] == 2
    helpers = csv_of(
        ("Организация", "Уровень", "Чья", "Поддержка", "Услуги", "Телефон", "Адрес", "Проверено"),
        (
            "Служба-7",
            "местный",
            "муниципальная",
            "моральная, деньги",
            "Приют; Обед",
            "122",
            "Лесная, 1",
            "31.01.2025",
        ),
    )
    assert (await apply(home, await checked(home, helpers, kind="directory")))["applied"] == 1
    houses, other = await export(home, "csv", "houses"), await open_center()
    await apply(other, await checked(other, houses, kind="houses"))
    for kind in ("organisations", "directory"):
        file = await export(home, "xlsx", kind)
        again = await checked(home, file, kind=kind)
        assert (again["accepted"], again["rejected"]) == (0, [])
        there = await checked(other, file, kind=kind)
        assert there["rejected"] == []
        await apply(other, there)
        assert await export(other, "csv", kind) == await export(home, "csv", kind)


async def test_no_text_of_a_list_is_a_formula(home: Center) -> None:
    await fill(home)
    text = (await export(home, "csv")).decode("utf-8-sig")
    assert not [cell for line in text.splitlines() for cell in line.split(";") if cell[:1] in "=+-@" and cell]
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(await export(home, "xlsx")))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "=Петрова" in cells
    assert all(isinstance(cell, str) for cell in cells)


async def test_export_stands_in_the_log(home: Center, database_of: DatabaseOf) -> None:
    await fill(home)
    await export(home, "csv")
    dsn = await database_of("registry")
    (noted,) = await rows(
        dsn,
        "select actor_id, evidence from audit where center_id = $1 and action = 'residents.exported'",
        home.id,
    )
    assert (noted["actor_id"], noted["evidence"]) == (home.manager_id, "csv 3")


async def test_export_of_a_session_that_stands_open_for_long_is_refused(home: Center) -> None:
    old = home.tokens.of("manager", uuid4(), (home.id,), auth_time=1_700_000_000)
    answer = await home.api.as_(old).get(f"{home.path}/exports/residents")
    assert (answer.status_code, answer.json()["code"]) == (403, "access.sign-in-again-needed")


async def test_other_formats_and_other_centers_are_refused(home: Center, foreign: Center) -> None:
    assert (await home.manager.get(f"{home.path}/exports/residents?format=pdf")).status_code == 422
    assert (await foreign.manager.get(f"{home.path}/exports/residents")).status_code == 404
