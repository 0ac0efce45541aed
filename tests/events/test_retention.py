"""A year after a meeting how many came is known, and who came is not."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from services.events.personal.model import TERMS
from shared.kit.retention import sweep_once
from shared.testing.polling import Eventually
from shared.testing.running import Api, Tell
from tests.events.conftest import Plan
from tests.events.test_forgetting import heard, joined

SignUp = Callable[..., Awaitable[Any]]  # Any: JSON


@pytest.mark.parametrize(("days", "named"), [(500, 0), (20, 1)])
async def test_who_came_is_forgotten_after_a_year(
    api: Api,
    plan: Plan,
    sign_up: SignUp,
    driver: Any,
    center: UUID,
    told: Tell,
    knows: Callable[[], Awaitable[UUID]],
    eventually: Eventually,
    days: int,
    named: int,
) -> None:
    resident, event = await knows(), await plan()
    await heard(driver, eventually, await told(joined(resident), center))
    await sign_up(event, resident)
    await driver.execute(
        "update events set starts_at = now() - make_interval(days => $1, hours => 1),"
        " ends_at = now() - make_interval(days => $1)",
        days,
    )
    await sweep_once(api.app.state.database, TERMS)
    rows = await driver.fetch("select resident_id from registrations")
    assert len(rows) == 1
    assert sum(row["resident_id"] is not None for row in rows) == named
