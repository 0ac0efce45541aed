"""What is older than its term goes, center by center; what is younger stays."""

from datetime import timedelta
from uuid import UUID

from services.registry.personal.model import TERMS
from shared.kit.clock import now
from shared.kit.retention import sweep_once
from tests.registry.consents.test_consents import given
from tests.registry.making import Center, DatabaseOf, rows

THREE_YEARS = timedelta(days=3 * 365)


def only(home: Center) -> str:
    """The sweep goes through every center; those of other tests are none of this one's business, and are many."""
    return f"select id from centers where id = '{home.id}'"


async def test_ended_consents_go_after_three_years(home: Center, database_of: DatabaseOf) -> None:
    resident, dsn = await home.enter(), await database_of("registry")
    kept = {}
    for purpose, ended in (
        ("photo", THREE_YEARS + timedelta(days=1)),
        ("own_lists", THREE_YEARS - timedelta(days=1)),
    ):
        consent = await given(home, resident, purpose)
        kept[purpose] = consent["id"]
        await rows(
            dsn,
            "update consents set ended_at = $2, ended_how = 'withdrawn' where id = $1",
            UUID(consent["id"]),
            now() - ended,
            center=home.id,
        )
    in_force = await given(home, resident, "contact_about_events")
    await sweep_once(home.api.app.state.database, TERMS, only(home))
    left = {str(row["id"]) for row in await rows(dsn, "select id from consents", center=home.id)}
    assert left == {kept["own_lists"], in_force["id"]}


async def test_acts_go_after_three_years(home: Center, database_of: DatabaseOf) -> None:
    dsn, made = await database_of("registry"), {}
    for name, age in (("old", THREE_YEARS + timedelta(days=1)), ("young", timedelta(days=30))):
        resident = await home.enter()
        path = f"{home.path}/residents/{resident['id']}/erasures"
        answer = await home.resident(resident["id"]).post(path, json={"immediate": True})
        made[name] = answer.json()["id"]
        await rows(
            dsn,
            "update erasures set state = 'erased', done_at = $2 where id = $1",
            UUID(made[name]),
            now() - age,
            center=home.id,
        )
    await sweep_once(home.api.app.state.database, TERMS, only(home))
    left = await rows(dsn, "select id from erasures", center=home.id)
    assert [str(row["id"]) for row in left] == [made["young"]]


async def test_every_term_says_what_how_long_and_on_what_basis() -> None:
    for term in TERMS:
        assert all((term.what, term.since, term.then, term.said))
        assert any(law in term.basis for law in ("152-ФЗ", "ГК РФ", "приказ"))
    assert [term.said for term in TERMS if term.kind in ("card", "erasures", "sign_ins", "sign_in_requests")] == [
        "3 дня", "3 года", "90 дней", "10 минут",
    ]  # fmt: skip
