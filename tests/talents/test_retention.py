"""What is over goes after a year; what is young or open stays."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.talents.personal.model import TERMS
from services.talents.residents.repository import put_center
from shared.kit import audit
from shared.kit.ids import new_id
from shared.kit.retention import sweep_once

if TYPE_CHECKING:
    from tests.talents.conftest import Neighborhood


async def test_needs_and_matches_go_a_year_after_their_end(neighborhood: "Neighborhood") -> None:
    done = await neighborhood.agreed()
    await neighborhood.do(done, "complete", "asking")
    young, open_need = await neighborhood.need(skill="pets"), await neighborhood.need(skill="music")
    author = neighborhood.resident(young["resident_id"])
    closed = await author.post(neighborhood.path(f"needs/{young['id']}/close"), json={"reason": "withdrawn"})
    assert closed.status_code == 200, closed.text
    database = neighborhood.api.app.state.database
    async with database.transaction(neighborhood.center) as session:
        await put_center(session, neighborhood.center)
    for table, column in (("needs", "id"), ("matches", "need_id")):
        await neighborhood.sql(
            f"update {table} set closed_at = closed_at - interval '366 days' where {column} = $1",
            done["need_id"],
        )
    await sweep_once(database, TERMS, f"select id from centers where id = '{neighborhood.center}'")
    left = {str(row["id"]) for row in await neighborhood.sql("select id from needs")}
    assert left == {young["id"], open_need["id"]}
    assert await neighborhood.sql("select 1 from matches where need_id = $1", UUID(done["need_id"])) == []


async def test_standing_offers_stay_whatever_their_age(neighborhood: "Neighborhood") -> None:
    standing, withdrawn = await neighborhood.offer(), await neighborhood.offer()
    author = neighborhood.resident(withdrawn["resident_id"])
    await author.post(neighborhood.path(f"offers/{withdrawn['id']}/withdraw"))
    database = neighborhood.api.app.state.database
    async with database.transaction(neighborhood.center) as session:
        await put_center(session, neighborhood.center)
    await neighborhood.sql("update offers set made_at = made_at - interval '1100 days'")
    await sweep_once(database, TERMS, f"select id from centers where id = '{neighborhood.center}'")
    assert [str(row["id"]) for row in await neighborhood.sql("select id from offers")] == [standing["id"]]


async def test_words_of_the_log_go_after_three_years_and_its_lines_stay(neighborhood: "Neighborhood") -> None:
    old, young = new_id(), new_id()
    database = neighborhood.api.app.state.database
    async with database.transaction(neighborhood.center) as session:
        await put_center(session, neighborhood.center)
        for person in (old, young):
            audit.note(session, "offer.made-for", person, "звонила сама")
    await neighborhood.sql("update audit_words set at = at - interval '1100 days' where about_id = $1", old)
    await sweep_once(database, TERMS, f"select id from centers where id = '{neighborhood.center}'")
    assert [row["about_id"] for row in await neighborhood.sql("select about_id from audit_words")] == [young]
    lines = await neighborhood.sql("select 1 from audit where about_id = any($1)", [old, young])
    assert len(lines) == 2
