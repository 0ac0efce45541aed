"""A name that people wrote into a text is found before it is forgotten: a manager is told which text, and no name."""

import re

import pytest

from services.registry.rights.mentions.model import family_pattern, given_pattern
from tests.registry.erasures.test_erasures import asked, seen
from tests.registry.making import Center, Json
from tests.registry.organisations.making import enter


async def about(home: Center, words: str) -> Json:
    return await enter(home, kind="group_interest", name="Клуб", about=words)


def own_texts(erasure: Json) -> list[Json]:
    """Those of the registry: whether other services run beside it is not this test's business."""
    return [one for one in erasure["mentions"] if not one["place"].startswith("unseen_")]


async def test_a_manager_is_told_in_which_texts_the_name_stands(home: Center) -> None:
    person = await home.enter(family_name="Щербакова", given_name="Ольга")
    named = await about(home, "Звоните Ольге Щербаковой по средам")
    await about(home, "Звоните Ольге Петровой по средам")
    talk = {"kind": "note", "words": "О. Щербакова просила позвонить"}
    noted = await home.manager.post(f"{home.path}/talks", json=talk)
    assert noted.status_code == 201, noted.text
    erasure = await asked(home, person, immediate=True)
    assert erasure["mentions"] == []
    found = own_texts(await seen(home, erasure))
    assert [(one["place"], one["thing_id"]) for one in found] == [
        ("organisation", named["id"]),
        ("talk", noted.json()["id"]),
    ]
    assert "Щербаков" not in str(await seen(home, erasure))
    path = f"{home.path}/erasures/{erasure['id']}/mentions/organisation/{named['id']}/clear"
    cleared = own_texts((await home.manager.post(path)).json())
    assert [one["cleared_at"] is not None for one in cleared] == [True, False]


async def test_what_stands_nowhere_or_elsewhere_is_not_named(home: Center, foreign: Center) -> None:
    person = await home.enter(family_name="Щербакова", given_name="Ольга")
    theirs = await about(foreign, "Звоните Ольге Щербаковой")
    erasure = await asked(home, person, immediate=True)
    assert own_texts(await seen(home, erasure)) == []
    path = f"{home.path}/erasures/{erasure['id']}/mentions/organisation/{theirs['id']}/clear"
    assert (await home.manager.post(path)).status_code == 404
    assert (await foreign.manager.post(path)).status_code == 404


@pytest.mark.parametrize(("family", "given", "text", "there"), [
    ("Петрова", "Анна", "поблагодарили анну петрову", True),
    ("Петров", "Пётр", "п. петрова не застали", True),
    ("Ким", "Ян", "ян ким открыл клуб", True),
    ("Ким", "Ян", "кимоно для яны", False),
    ("Петрова", "Анна", "анна на улице петровка", False),
    ("Иванов (Д.)", "Иван", "иван в (д.", False),
])  # fmt: skip
def test_a_name_is_known_in_every_case_and_not_within_a_word(
    family: str, given: str, text: str, there: bool
) -> None:
    patterns = [
        one.replace(r"\m", r"\b").replace(r"\M", r"\b")
        for one in (family_pattern(family), given_pattern(given))
    ]
    assert all(re.search(one, text) for one in patterns) is there
