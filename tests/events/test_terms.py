"""The copy of the law's terms: corrected where the registry says otherwise, untouched where it says the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.events.appeals.service import reckon_anew
from services.events.terms.model import Term
from services.events.terms.repository import centers_to_reckon, keep_terms, known_terms, note_to_reckon
from services.events.terms.use_cases.learn_terms import learn_terms
from shared.contracts.requests import Answer, Request
from shared.kit.ids import new_id
from shared.kit.trouble import NoAnswer
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


async def silence(request: Request[Answer], timeout: float = 3.0) -> Answer:
    """A registry that is away."""
    raise NoAnswer(request.subject)


async def send(driver: Any, center: UUID, day: date) -> UUID:
    """An appeal that was sent on that day and is to be registered within three."""
    appeal = new_id()
    await driver.execute(
        "insert into appeals (center_id, id, about, words, recipient, channel, state, moved_on, due_on, due_for,"
        " noted_at, version)"
        " values ($1, $2, 'roof', 'Течёт', 'authority', 'visit', 'sent', $3, $4, 'register', now(), 1)",
        center, appeal, day, day + timedelta(days=3),
    )  # fmt: skip
    return appeal


async def test_an_edition_entered_late_moves_the_days_of_terms_that_began_after_it_alone(
    api: Api, driver: Any, center: UUID
) -> None:
    edition = Term(code="register", valid_from=date(2193, 5, 1), days=9, legal_basis="Закон № 59-ФЗ, ст. 8")
    before, after = [await send(driver, center, day) for day in (date(2193, 4, 30), date(2193, 5, 1))]
    async with api.app.state.database.transaction(None) as session:
        assert await keep_terms(session, [edition])
    async with api.app.state.database.transaction(center) as session:
        await reckon_anew(session)
    rows = await driver.fetch("select id, due_on, version from appeals where center_id = $1", center)
    assert {row["id"]: (row["due_on"], row["version"]) for row in rows} == {
        before: (date(2193, 5, 3), 1),
        after: (date(2193, 5, 10), 2),
    }


async def test_whoever_was_interrupted_reckons_what_is_left_though_the_registry_is_silent(
    api: Api, driver: Any, center: UUID
) -> None:
    edition = Term(code="register", valid_from=date(2192, 5, 1), days=8, legal_basis="Закон № 59-ФЗ, ст. 8")
    appeal = await send(driver, center, date(2192, 5, 1))
    await driver.execute("insert into swept_centers (id) values ($1) on conflict do nothing", center)
    database = api.app.state.database
    async with database.transaction(None) as session:
        assert await keep_terms(session, [edition])
        await note_to_reckon(session)
    await learn_terms(database, silence)
    due = "select due_on from appeals where center_id = $1 and id = $2"
    assert await driver.fetchval(due, center, appeal) == date(2192, 5, 9)
    async with database.transaction(None) as session:
        assert center not in await centers_to_reckon(session)
