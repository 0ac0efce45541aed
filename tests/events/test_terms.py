"""The copy of the law's terms: corrected where the registry says otherwise, untouched where it says the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.events.appeals.service import reckon_anew
from services.events.terms.model import Term
from services.events.terms.repository import keep_terms, known_terms
from shared.kit.ids import new_id
from shared.testing.running import Api


@dataclass(frozen=True)
class Kept:
    """What the copy says, and which transaction has written it."""

    days: int
    written_by: str


async def kept(api: Api, days: int) -> Kept:
    """The registry says so many days."""
    told = Term(code="forward", valid_from=date(2194, 1, 1), days=days, legal_basis="Закон № 59-ФЗ, ст. 8")
    async with api.app.state.database.transaction(None) as session:
        await keep_terms(session, [told])
    async with api.app.state.database.transaction(None) as session:
        by = await session.scalar(
            text("select xmin::text from terms where code = 'forward' and valid_from = '2194-01-01'")
        )
        return Kept((await known_terms(session)).on("forward", date(2194, 1, 1)).days, by)


async def test_what_is_said_again_is_not_written_again(api: Api) -> None:
    first = await kept(api, 9)
    assert await kept(api, 9) == first


async def test_what_is_corrected_is_written(api: Api) -> None:
    await kept(api, 9)
    assert (await kept(api, 8)).days == 8


async def test_an_edition_entered_late_moves_the_days_of_terms_that_began_after_it_alone(
    api: Api, driver: Any, center: UUID
) -> None:
    edition = Term(code="register", valid_from=date(2193, 5, 1), days=9, legal_basis="Закон № 59-ФЗ, ст. 8")
    before, after = new_id(), new_id()
    for appeal, sent in ((before, date(2193, 4, 30)), (after, date(2193, 5, 1))):
        await driver.execute(
            "insert into appeals (center_id, id, about, words, recipient, channel, state, moved_on, due_on, due_for,"
            " noted_at, version)"
            " values ($1, $2, 'roof', 'Течёт', 'authority', 'visit', 'sent', $3, $4, 'register', now(), 1)",
            center, appeal, sent, sent + timedelta(days=3),
        )  # fmt: skip
    async with api.app.state.database.transaction(None) as session:
        assert await keep_terms(session, [edition])
    async with api.app.state.database.transaction(center) as session:
        await reckon_anew(session)
    rows = await driver.fetch("select id, due_on, version from appeals where center_id = $1", center)
    assert {row["id"]: (row["due_on"], row["version"]) for row in rows} == {
        before: (date(2193, 5, 3), 1),
        after: (date(2193, 5, 10), 2),
    }
