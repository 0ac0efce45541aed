"""Whoever is entered stands first with what a manager has at hand; the rest is folded away, and opens by itself."""

from tests.portal.conftest import Center


def _first_part(text: str) -> str:
    return text[: text.index('<details class="more"><summary>Отчество')]


async def test_name_telephone_ground_and_house_come_first(center_pages: Center) -> None:
    visitor = center_pages.manager()
    await visitor.open("/desk/people/new")
    first = _first_part(visitor.answer.text)
    order = [
        first.index(f'id="{name}"') for name in ("family_name", "given_name", "phone", "ground", "house_id")
    ]
    assert order == sorted(order)
    assert not any(f'id="{name}"' in first for name in ("patronymic", "birth_year", "mail", "source"))


async def test_what_is_wrong_or_filled_in_the_folded_part_opens_it(center_pages: Center) -> None:
    visitor = center_pages.manager()
    for typed in ({"birth_year": "48"}, {"patronymic": "Ильинична"}, {"languages": "tt"}):
        await visitor.submit(await visitor.open("/desk/people/new"), typed, expect=422)
        assert '<details class="more" open><summary>Отчество' in visitor.answer.text
    await visitor.submit(await visitor.open("/desk/people/new"), {"phone": "+79161234567"}, expect=422)
    assert '<details class="more"><summary>Отчество' in visitor.answer.text


async def test_a_house_among_many_is_looked_for_and_stays_chosen(center_pages: Center) -> None:
    for at in range(13):
        house = {"address": f"Полевая, {at + 101}", "kind": "apartment", "flats": 20}
        await center_pages.by_manager("registry", "houses", house)
    visitor = center_pages.manager()
    page = await visitor.open("/desk/organisations/new")
    assert "Полевая" not in page.text
    typed = {"kind": "council_house", "name": "Домком", "state": "active", "house_ids_like": "полев 105"}
    page = await visitor.submit(page, typed, to="", expect=200)
    assert visitor.answer.text.count('name="house_ids"') == 1
    assert 'value="Домком"' in visitor.answer.text
    house_id = _only_house(visitor.answer.text)
    again = await visitor.submit(page, {"house_ids": house_id, "house_ids_like": "нет такой"}, expect=422)
    assert "Такого дома нет" in again.text
    assert f'value="{house_id}" id="house_ids" checked' in visitor.answer.text
    page = await visitor.submit(again, {"house_ids_like": ""})
    assert "Полевая, 105" in page.text


def _only_house(html: str) -> str:
    return html.split('name="house_ids" value="')[1].split('"')[0]
