"""A fresh list of owners: what it says anew is shown before it is entered, and nobody's later word is lost to it."""

from tests.registry.imports.sending import apply, checked, csv_of
from tests.registry.imports.test_exports import export
from tests.registry.imports.test_lists_of_people_in_things import listed, said
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows

OWNERS = ("Дом", "Квартира", "Площадь", "Собственник", "Доля", "Откуда известно")


async def known(home: Center) -> None:
    """Two owners of flat 5, a half each."""
    await home.house(address="Садовая, 7", flats=40)
    first = await fresh(
        home,
        ("Садовая, 7", "5", "", "Дальняя Ольга", "1/2", "реестр 2024 года"),
        ("Садовая, 7", "5", "", "Дальний Олег", "1/2", ""),
    )
    assert (await apply(home, first))["applied"] == 2


async def fresh(home: Center, *said_of: tuple[str, ...]) -> Json:
    """A list of these rows, once it is checked."""
    return await checked(home, csv_of(OWNERS, *said_of), kind="owners")


async def lines(home: Center, made: Json, **query: str) -> list[Json]:
    answer = await home.manager.get(f"{home.path}/imports/{made['id']}/rows", params=query)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def owners(home: Center) -> dict[str, Json]:
    return {one["name"]: one for one in await listed(home, "owners")}


async def enter_beside(home: Center, there: Json, name: str, share: str) -> None:
    """Somebody becomes an owner of the premises of whoever is `there`, at the form."""
    body = {"premises_id": there["premises_id"], "kind": "person", "name": name, "share": share}
    assert (await home.manager.post(f"{home.path}/owners", json=body)).status_code == 201


async def test_what_a_fresh_list_says_anew_is_shown_and_then_entered(
    home: Center, database_of: DatabaseOf
) -> None:
    await known(home)
    said_anew = (
        ("Садовая, 7", "5", "54,30", "Дальняя Ольга", "2/3", "ЕГРН от 01.09.2026"),
        ("Садовая, 7", "5", "", "дальний олег", "1/3", ""),
        ("Садовая, 7", "6", "", "Дальний Олег", "1", ""),
    )
    found = await fresh(home, *said_anew)
    assert (found["accepted"], found["duplicates"], found["changes"], found["conflicts"]) == (3, 0, 2, 0)
    changing = await lines(home, found, noted="changes")
    assert [(one["row"], one["changes"]) for one in changing] == [
        (2, [
            {"thing": "area", "was": None, "becomes": "54.30"},
            {"thing": "share", "was": "1/2", "becomes": "2/3"},
            {"thing": "basis", "was": "реестр 2024 года", "becomes": "ЕГРН от 01.09.2026"},
        ]),
        (3, [{"thing": "share", "was": "1/2", "becomes": "1/3"}]),
    ]  # fmt: skip
    before = await owners(home)
    assert before["Дальняя Ольга"]["share"] == "1/2"
    done = await apply(home, found)
    assert (done["applied"], done["changes"], done["rejected_rows"]) == (3, 2, 0)
    entered = await listed(home, "owners")
    assert {(one["number"], one["name"], one["share"], one["basis"]) for one in entered} == {
        ("5", "Дальняя Ольга", "2/3", "ЕГРН от 01.09.2026"), ("5", "Дальний Олег", "1/3", None),
        ("6", "Дальний Олег", "1", None),
    }  # fmt: skip
    assert (await owners(home))["Дальняя Ольга"]["id"] == before["Дальняя Ольга"]["id"]
    noted = await rows(
        await database_of("registry"),
        "select actor_id from audit where center_id = $1 and action = 'owner.corrected'",
        home.id,
    )
    assert [one["actor_id"] for one in noted] == [home.manager_id] * 2
    again = await fresh(home, *said_anew)
    assert (again["accepted"], again["duplicates"], again["changes"]) == (0, 3, 0)


async def test_what_a_list_does_not_say_stays(home: Center) -> None:
    await known(home)
    found = await fresh(home, ("Садовая, 7", "5", "", "Дальняя Ольга", "", ""))
    assert (found["accepted"], found["duplicates"]) == (0, 1)
    (one,) = await lines(home, found)
    assert (one["changes"], one["conflict"]) == ([], None)


async def test_shares_that_will_not_make_one_whole_are_shown_before_they_are_entered(home: Center) -> None:
    await known(home)
    found = await fresh(
        home,
        ("Садовая, 7", "5", "", "Новая Хозяйка", "1/2", ""),
        ("Садовая, 7", "6", "", "Дальний Олег", "1/3", ""),
        ("Садовая, 7", "7", "", "Дальний Олег", "1/3", ""),
        ("Садовая, 7", "7", "", "Новая Хозяйка", "2/3", ""),
    )
    assert (found["accepted"], found["changes"], found["conflicts"]) == (4, 0, 2)
    conflicting = await lines(home, found, noted="conflict")
    assert [(one["row"], one["conflict"]) for one in conflicting] == [(2, "3/2"), (3, "1/3")]
    assert (await apply(home, found))["applied"] == 4


async def test_who_was_corrected_or_entered_meanwhile_is_left_to_that_word(home: Center) -> None:
    await known(home)
    found = await fresh(
        home,
        ("Садовая, 7", "5", "", "Дальняя Ольга", "2/3", ""),
        ("Садовая, 7", "5", "", "Дальний Олег", "1/3", ""),
        ("Садовая, 7", "5", "", "Новый Хозяин", "1/9", ""),
        ("Садовая, 7", "5", "", "Тот Же", "1/9", ""),
    )
    assert (found["accepted"], found["changes"]) == (4, 2)
    was = (await owners(home))["Дальняя Ольга"]
    path = f"{home.path}/owners/{was['id']}"
    corrected = await home.manager.patch(path, json={"share": "1/5"}, headers=if_match(was))
    assert corrected.status_code == 200, corrected.text
    await enter_beside(home, was, "Новый Хозяин", "1/8")
    await enter_beside(home, was, "Тот Же", "1/9")
    done = await apply(home, found)
    assert (done["applied"], done["changes"], done["duplicates"]) == (1, 1, 1)
    assert said(done) == {(2, "", "imports.changed-meanwhile"), (4, "", "imports.changed-meanwhile")}
    assert {name: one["share"] for name, one in (await owners(home)).items()} == {
        "Дальняя Ольга": "1/5", "Дальний Олег": "1/3", "Новый Хозяин": "1/8", "Тот Же": "1/9",
    }  # fmt: skip


async def test_a_list_changes_neither_of_two_namesakes(home: Center) -> None:
    await known(home)
    await enter_beside(home, (await owners(home))["Дальний Олег"], "Дальний Олег", "1/4")
    found = await fresh(home, ("Садовая, 7", "5", "", "Дальний Олег", "1/3", ""))
    assert (found["accepted"], found["duplicates"], found["changes"]) == (0, 1, 0)


async def test_an_owner_with_several_shares_in_a_list_loses_none_of_them_unsaid(home: Center) -> None:
    await known(home)
    found = await fresh(
        home,
        ("Садовая, 7", "5", "", "Дальняя Ольга", "1/2", "реестр 2024 года"),
        ("Садовая, 7", "5", "", "дальняя  ольга", "1/4", "ЕГРН, вторая доля"),
        ("Садовая, 7", "6", "", "Новая Хозяйка", "1/2", "ЕГРН, запись 1"),
        ("Садовая, 7", "6", "", "Новая Хозяйка", "0,5", "ЕГРН, запись 2"),
        ("Садовая, 7", "7", "", "Новая Хозяйка", "1/2", ""),
        ("Садовая, 7", "7", "", "Новая Хозяйка", "0,5", ""),
    )
    assert said(found) == {(row, "", "imports.several-shares") for row in (2, 3, 4, 5)}
    assert [one["message"].partition(",")[0] for one in found["rejected"]] == [
        f"Этот собственник стоит и в строке {row}" for row in (3, 2, 5, 4)
    ]
    assert (found["accepted"], found["duplicates"], found["changes"]) == (1, 1, 0)
    await apply(home, found)
    assert (await owners(home))["Дальняя Ольга"]["share"] == "1/2"
    whole = await fresh(home, ("Садовая, 7", "5", "", "Дальняя Ольга", "3/4", "ЕГРН, две доли"))
    assert (await apply(home, whole))["changes"] == 1


async def test_namesakes_who_are_entered_go_out_and_come_back(home: Center) -> None:
    await known(home)
    await enter_beside(home, (await owners(home))["Дальний Олег"], "Дальний Олег", "1/4")
    again = await checked(home, await export(home, "csv", "owners"), kind="owners")
    assert (again["accepted"], again["duplicates"], again["rejected"]) == (0, 3, [])


async def test_an_owner_removed_and_entered_again_meanwhile_is_left_to_that_word(home: Center) -> None:
    await known(home)
    found = await fresh(home, ("Садовая, 7", "5", "", "Дальний Олег", "1/3", ""))
    was = (await owners(home))["Дальний Олег"]
    path = f"{home.path}/owners/{was['id']}"
    assert (await home.manager.delete(path, headers=if_match(was))).status_code == 204
    await enter_beside(home, was, "Дальний Олег", "1/4")
    done = await apply(home, found)
    assert (done["applied"], done["changes"]) == (0, 0)
    assert said(done) == {(2, "", "imports.changed-meanwhile")}
    assert (await owners(home))["Дальний Олег"]["share"] == "1/4"


async def test_a_list_is_compared_with_more_premises_than_a_query_takes_values(
    home: Center, database_of: DatabaseOf
) -> None:
    await known(home)
    house = (await owners(home))["Дальний Олег"]["house_id"]
    await rows(
        await database_of("registry"),
        "insert into premises (center_id, id, house_id, number, kind, version)"
        " select $1, gen_random_uuid(), $2, 'к' || n, 'flat', 1 from generate_series(1, 32768) as n",
        home.id, house, center=home.id,
    )  # fmt: skip
    found = await fresh(home, ("Садовая, 7", "5", "", "Дальний Олег", "1/3", ""))
    assert (found["changes"], (await apply(home, found))["applied"]) == (1, 1)
