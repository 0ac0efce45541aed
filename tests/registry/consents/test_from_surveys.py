"""A consent given on a survey's sheet is seen with the others, and is taken back as the others are."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.contracts.surveys import HelpOfferedV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import Tell
from tests.registry.making import Center, DatabaseOf, Json, rows


def offered(resident: Json) -> HelpOfferedV1:
    return HelpOfferedV1(
        sheet_id=new_id(),
        resident_id=UUID(resident["id"]),
        skills=["phones"],
        free=[],
        channel="web",
        consent="talents-bank/1",
    )


async def consents(home: Center, resident: Json) -> list[Json]:
    found: Any = await home.manager.get(f"{home.path}/residents/{resident['id']}/consents")
    items: list[Json] = found.json()["items"]
    return items


async def test_a_sheets_consent_is_written_down_once(home: Center, told: Tell) -> None:
    resident = await home.enter()
    await told(offered(resident), home.id)
    await told(offered(resident), home.id)

    async def written() -> list[Json]:
        return await consents(home, resident)

    (consent,) = await eventually(written)
    assert (consent["purpose"], consent["how"], consent["in_force"]) == ("help_matching", "survey", True)


async def test_nothing_is_written_about_somebody_unknown(
    home: Center, told: Tell, database_of: DatabaseOf
) -> None:
    fact = await told(offered({"id": str(new_id())}), home.id)
    dsn = await database_of("registry")
    await eventually(lambda: rows(dsn, "select 1 from inbox where event_id = $1", fact))
    assert await rows(dsn, "select 1 from consents", center=home.id) == []


async def test_a_sheet_from_before_the_withdrawal_does_not_undo_it(
    home: Center, told: Tell, database_of: DatabaseOf
) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/consents"
    person = home.resident(resident["id"])
    given = (await person.post(path, json={"purpose": "help_matching", "version": 1})).json()
    await person.post(f"{home.path}/consents/{given['id']}/withdraw", json={})
    dsn = await database_of("registry")
    await rows(
        dsn,
        "update consents set ended_at = $2 where id = $1 returning 1",
        UUID(given["id"]),
        now() + timedelta(hours=1),
        center=home.id,
    )
    fact = await told(offered(resident), home.id)
    await eventually(lambda: rows(dsn, "select 1 from inbox where event_id = $1", fact))
    assert [one["in_force"] for one in await consents(home, resident)] == [False]
