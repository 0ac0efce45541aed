"""What somebody was told goes after a year."""

from uuid import UUID

from services.notifications.personal.model import TERMS
from shared.contracts.registry import ResidentJoinedV1
from shared.kit.retention import sweep_once
from tests.notifications.conftest import Desk
from tests.notifications.test_consents import signed_up


async def test_messages_go_after_a_year_and_younger_ones_stay(desk: Desk, somebody: UUID) -> None:
    joined = ResidentJoinedV1(
        resident_id=somebody, house_id=None, premises_id=None, adult=True, channel="visit"
    )
    await desk.has_heard(await desk.told(joined))
    await signed_up(desk, somebody)
    await desk.is_told(somebody, "registration_made")
    await desk.driver.execute("update messages set created_at = created_at - interval '364 days'")
    await sweep_once(desk.api.app.state.database, TERMS)
    await desk.is_told(somebody, "registration_made")
    await desk.driver.execute("update messages set created_at = created_at - interval '2 days'")
    await sweep_once(desk.api.app.state.database, TERMS)
    assert await desk.codes(somebody) == []
