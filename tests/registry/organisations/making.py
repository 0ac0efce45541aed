"""Organisations and memberships as the manager enters them."""

from tests.registry.making import Center, Json


def a_council(house: Json, **overrides: object) -> Json:
    """The council of a block of flats."""
    return {"kind": "council_mkd", "name": "Совет дома 7", "house_ids": [house["id"]], **overrides}


async def enter(home: Center, **body: object) -> Json:
    """An organisation, entered by the manager."""
    answer = await home.manager.post(f"{home.path}/organisations", json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def join(
    home: Center, organisation: Json, resident: Json, role: str = "member", **said: object
) -> Json:
    """A resident's role in an organisation."""
    body = {"organisation_id": organisation["id"], "resident_id": resident["id"], "role": role, **said}
    answer = await home.manager.post(f"{home.path}/memberships", json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made
