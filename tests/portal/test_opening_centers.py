"""A center joins the network on the operator's pages."""

import pytest

from shared.kit.ids import new_id
from tests.portal.conftest import Center

CENTER = {"name": "Дом у реки", "host": "museum", "address": "Набережная, 3"}


async def test_a_center_is_opened_and_seen_by_everybody(center_pages: Center) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    slug = f"dom-{new_id().hex[-12:]}"
    page = await operator.submit(
        await operator.open("/operator/centers/new"), {**CENTER, "slug": slug.upper()}
    )
    assert "Центр открыт" in page.text
    assert "Дом у реки" in page.text
    assert "Набережная, 3" in (await center_pages.visitor().open(f"/center/{slug}")).text
    page = await operator.submit(
        await operator.open("/operator/centers/new"), {**CENTER, "slug": slug}, expect=422
    )
    assert page.form().values["name"] == ["Дом у реки"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"slug": "Дом"}, "Латинские буквы"),
        ({"slug": "-a"}, "Латинские буквы"),
        ({"host": "bank"}, "Выберите, где находится центр"),
        ({"address": " "}, "Напишите адрес центра"),
    ],
)
async def test_what_is_no_center_is_explained(center_pages: Center, typed: dict[str, str], said: str) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    page = await operator.open("/operator/centers/new")
    page = await operator.submit(page, {**CENTER, "slug": "dom", **typed}, expect=422)
    assert said in page.text


async def test_a_manager_opens_no_center(center_pages: Center) -> None:
    assert (await center_pages.manager().get("/operator/centers/new")).status_code == 403
