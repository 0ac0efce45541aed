"""Whoever was erased stays erased, also where an older backup brings them back."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from deploy.erased import forget_again, marks_in
from services.registry.rights.erasures.model import mark_of
from services.registry.rights.erasures.use_cases.export_marks import export_marks, read_marks
from shared.testing.polling import eventually
from shared.testing.running import Running
from tests.registry.making import Center, DatabaseOf, Json, rows

Dsns = Callable[[], Awaitable[dict[str, str]]]


@pytest.fixture
def dsns(database_of: DatabaseOf) -> Dsns:
    """Every service's database."""

    async def found() -> dict[str, str]:
        names = ("registry", "talents", "surveys", "events", "notifications", "city")
        return {name: await database_of(name) for name in names}

    return found


async def offered(home: Center, running: Running, resident: Json) -> None:
    """The resident has something in another service too."""
    async with running("talents") as talents:
        person = talents.as_(home.tokens.resident(home.id, UUID(resident["id"])))
        made = await person.post(f"{home.path}/offers", json={"skill": "plumbing", "details": "Кран"})
        assert made.status_code == 201, made.text


async def test_a_restored_backup_forgets_again_whom_the_list_names(
    home: Center, running: Running, dsns: Dsns
) -> None:
    erased, other = await home.enter(), await home.enter()
    for resident in (erased, other):
        await offered(home, running, resident)
    known = await dsns()
    assert await forget_again(known, {mark_of(UUID(erased["id"])).hex()}) == 1
    left = await rows(known["registry"], "select id from residents", center=home.id)
    assert [str(row["id"]) for row in left] == [other["id"]]
    offers = await rows(known["talents"], "select resident_id from offers", center=home.id)
    assert [str(row["resident_id"]) for row in offers] == [other["id"]]
    (erasure,) = await rows(known["registry"], "select ground, state from erasures", center=home.id)
    assert erasure["ground"] == "restored"


async def test_whoever_is_on_no_list_stays(home: Center, dsns: Dsns) -> None:
    await home.enter()
    known = await dsns()
    assert await forget_again(known, set()) == 0
    assert await forget_again(known, {mark_of(uuid4()).hex()}) == 0
    assert len(await rows(known["registry"], "select id from residents", center=home.id)) == 1


async def test_erased_ids_are_written_down_outside_the_database_as_digests(
    home: Center, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "city.erased"
    monkeypatch.setenv("SOSEDI_ERASED_FILE", str(file))
    resident, waiting = await home.enter(), await home.enter()
    path = "{}/residents/{}/erasures"
    for one, at_once in ((resident, True), (waiting, False)):
        asked = await home.resident(one["id"]).post(
            path.format(home.path, one["id"]), json={"immediate": at_once}
        )
        assert asked.status_code == 201, asked.text
    mark, no_mark = (mark_of(UUID(one["id"])).hex() for one in (resident, waiting))

    async def written() -> bool:
        await export_marks(home.api.app.state.database)
        return mark in marks_in([file])

    await eventually(written)
    before = read_marks(file)
    await export_marks(home.api.app.state.database)
    assert no_mark not in before
    assert read_marks(file) == before
    assert resident["id"] not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_no_list_is_an_empty_list(tmp_path: Path) -> None:
    assert marks_in([]) == set()
    assert marks_in([tmp_path / "missing.erased"]) == set()
