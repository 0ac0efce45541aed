"""A manager finds residents by the beginnings of their names, by a whole contact, or by the house."""

import asyncpg

from tests.registry.making import Center, DatabaseOf, a_phone


async def found(home: Center, **query: object) -> list[str]:
    answer = await home.manager.get(f"{home.path}/residents", params={k: str(v) for k, v in query.items()})
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]


async def enter_neighbors(home: Center) -> None:
    await home.enter(family_name="Ёлкина", given_name="Анна", patronymic="Петровна")
    await home.enter(family_name="Елисеев", given_name="Пётр")
    await home.enter(family_name="Петров-Водкин", given_name="Иван")


async def test_beginnings_of_words_find_people_newest_first(home: Center) -> None:
    await enter_neighbors(home)
    assert await found(home, q="ел") == ["Елисеев Пётр", "Ёлкина Анна Петровна"]
    assert await found(home, q="петр") == ["Петров-Водкин Иван", "Елисеев Пётр", "Ёлкина Анна Петровна"]
    assert await found(home, q="вод") == ["Петров-Водкин Иван"]
    assert await found(home, q="АННА ёлк") == ["Ёлкина Анна Петровна"]


async def test_what_nobody_is_called_finds_nobody(home: Center) -> None:
    await enter_neighbors(home)
    assert await found(home, q="лкина") == []
    assert await found(home, q="анна елисеев") == []
    assert await found(home, q="%") == await found(home)


async def test_people_of_another_center_are_not_found(home: Center, foreign: Center) -> None:
    await enter_neighbors(foreign)
    assert await found(home, q="ел") == []
    assert await found(home) == []
    assert (await home.manager.get(f"{foreign.path}/residents")).status_code == 404


async def test_a_whole_contact_finds_its_owner(home: Center) -> None:
    phone = a_phone()
    await home.enter(given_name="Мария", phone=phone)
    await home.enter()
    assert await found(home, q=f"8{phone[2:]}") == ["Петрова Мария"]
    assert await found(home, q=phone[:-1]) == []


async def test_a_house_narrows_the_list(home: Center) -> None:
    house = (await home.house())["id"]
    await home.enter(given_name="Мария", house_id=house, flat="12")
    await home.enter()
    assert await found(home, house_id=house) == ["Петрова Мария"]
    listed = (await home.manager.get(f"{home.path}/residents", params={"house_id": house})).json()["items"]
    assert listed[0]["flat"] == "12"
    assert "mail" not in listed[0]


async def test_a_changed_name_is_found_by_its_new_words_only(home: Center) -> None:
    made = await home.enter(family_name="Старова")
    await home.manager.patch(
        f"{home.path}/residents/{made['id']}",
        json={"family_name": "Новова", "channel": "visit"},
        headers={"if-match": '"1"'},
    )
    assert await found(home, q="старова") == []
    assert await found(home, q="нов") == ["Новова Анна"]


async def test_pages_follow_each_other(home: Center) -> None:
    await enter_neighbors(home)
    path, names = f"{home.path}/residents", []
    cursor: str | None = None
    while True:
        page = (
            await home.manager.get(path, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))
        ).json()
        names += [one["name"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert names == ["Петров-Водкин Иван", "Елисеев Пётр", "Ёлкина Анна Петровна"]


async def test_the_search_uses_its_index_under_row_level_security(
    home: Center, database_of: DatabaseOf
) -> None:
    connection = await asyncpg.connect(await database_of("registry"))
    async with connection.transaction():
        await connection.execute("select set_config('app.center', $1, true)", str(home.id))
        await connection.execute("set local enable_seqscan = off")
        plan = await connection.fetch(
            "explain select id from search_words where center_id = $1 and word >= 'ел' and word < 'ем'",
            home.id,
        )
    await connection.close()
    text = "\n".join(row[0] for row in plan)
    condition = next(line for line in text.splitlines() if "Index Cond" in line)
    assert "word >=" in condition
    assert "word <" in condition
