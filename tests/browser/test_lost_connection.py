"""A connection lost in the middle of a form takes nothing of what was typed."""

import pytest

from shared.kit.ids import new_id
from tests.browser.conftest import NewVisitor
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import RunningCity

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


async def test_what_was_typed_stays_until_the_connection_is_back(
    running_city: RunningCity, new_visitor: NewVisitor
) -> None:
    here = await Neighborhood.open(running_city, "library", str(new_id().int % 10_000_000).zfill(7))
    manager = await new_visitor(320)
    await manager.sign_in(f"manager-{here.mark}@example.org")
    await manager.open("/desk/people/new")
    await manager.type("family_name", "Обрывова")
    await manager.type("given_name", "Ольга")
    await manager.type("ground", "пришла сама")
    await manager.page.context.set_offline(True)
    assert not await manager.page.get_by_text("Всё набранное на месте").is_visible()
    await manager.page.keyboard.press("Enter")
    await manager.sees("Всё набранное на месте")
    assert await manager.page.input_value("[name=family_name]") == "Обрывова"
    await manager.page.context.set_offline(False)
    await manager.press("Записать")
    await manager.sees("Обрывова Ольга")
