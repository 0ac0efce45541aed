"""The list of houses with their councils: as many queries for many houses as for one, and no name that is hidden."""

from shared.testing.statements import statements
from tests.registry.making import Center, Json
from tests.registry.organisations.making import a_council, enter, join


async def a_house_with_council(home: Center, number: int, **said: object) -> Json:
    house = await home.house(address=f"Мира, {number}")
    council = await enter(home, **a_council(house))
    await join(home, council, await home.enter(), "chair", **said)
    return house


async def states(home: Center, resident: Json | None = None) -> list[Json]:
    api = home.resident(resident["id"]) if resident else home.manager
    answer = await api.get(f"{home.path}/council-states?limit=100")
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def test_many_houses_are_asked_for_at_once(home: Center) -> None:
    await a_house_with_council(home, 1)
    with statements() as of_one:
        await states(home)
    for number in range(2, 8):
        await a_house_with_council(home, number)
    with statements() as of_many:
        found = await states(home)
    assert len(found) == 7
    assert {one["state"] for one in found} == {"in_place"}
    assert 0 < len(of_many) == len(of_one)


async def test_a_chair_whose_name_is_hidden_in_one_house_is_named_in_the_other_alone(home: Center) -> None:
    person, neighbor = await home.enter(), await home.enter()
    for address, shown_to in (("Мира, 1", "everybody"), ("Мира, 2", "managers")):
        council = await enter(home, **a_council(await home.house(address=address)))
        await join(home, council, person, "chair", shown_to=shown_to)
    named = {one["address"]: one["chair"] for one in await states(home, neighbor)}
    assert named["Мира, 1"] is not None
    assert named["Мира, 2"] is None
    assert None not in [one["chair"] for one in await states(home)]
