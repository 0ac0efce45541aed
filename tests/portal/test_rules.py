"""What the law asks, on the operator's pages: read with its source, written anew, kept in history."""

from datetime import date

import pytest

from services.events.terms.repository import known_terms
from services.events.terms.use_cases.learn_terms import learn_terms
from tests.portal.conftest import Center

EDITION = {
    "bound": "more_than", "number": "2/3", "valid_from": "2198-01-01", "legal_basis": "Жилищный кодекс, ст. 136, ч. 1",
}  # fmt: skip


async def test_a_new_edition_stands_beside_what_holds(center_pages: Center) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    page = await operator.open("/operator/rules")
    assert "Срок совета дома, лет" in page.text
    page = await operator.open("/operator/rules/tszh.votes")
    assert page.form().values["number"] == ["1/2"]
    page = await operator.submit(page, EDITION)
    assert "Прежняя редакция осталась в истории" in page.text
    assert "Будет: больше 2/3 с 1 января 2198" in page.text
    assert "больше 1/2" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "половина"}, "Напишите целое число или долю"),
        ({"number": "1/0"}, "Напишите целое число или долю"),
        ({"number": "3/2"}, "Здесь нужна доля"),
        ({"valid_from": ""}, "Укажите, с какого дня"),
        ({"legal_basis": " "}, "Напишите закон"),
    ],
)
async def test_an_edition_that_cannot_be_is_explained(
    center_pages: Center, typed: dict[str, str], said: str
) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    page = await operator.open("/operator/rules/tszh.votes")
    page = await operator.submit(page, {**EDITION, **typed}, expect=422)
    assert said in page.text
    assert page.form().values["bound"] == ["more_than"]


async def test_nobody_else_opens_the_rules(center_pages: Center) -> None:
    assert (await center_pages.manager().get("/operator/rules")).status_code == 403
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    assert (await operator.get("/operator/rules/no.such")).status_code == 404


async def test_two_operators_at_one_day_see_both_editions(center_pages: Center) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    old = await operator.open("/operator/rules/tszh.votes")
    day = {**EDITION, "valid_from": "2197-01-01"}
    await operator.submit(old, day)
    operator.answer = await operator.get("/operator/rules/tszh.votes")
    page = await operator.submit(old, {**day, "number": "3/4"}, expect=422)
    assert "изменил кто-то другой" in page.text
    assert "Сейчас записано: 2/3" in page.text
    assert page.form().values["number"] == ["3/4"]
    page = await operator.submit(page)
    assert "Будет: больше 3/4 с 1 января 2197" in page.text


async def test_an_edition_seen_for_one_day_says_nothing_of_another(center_pages: Center) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    first, second = ({**EDITION, "valid_from": day} for day in ("2195-01-01", "2196-01-01"))
    page = await operator.open("/operator/rules/tszh.votes")
    for one in (first, second):
        await operator.submit(page, one)
        operator.answer = await operator.get("/operator/rules/tszh.votes")
    page = await operator.submit(page, first, expect=422)
    page = await operator.submit(page, {"valid_from": "2196-01-01", "number": "3/4"}, expect=422)
    assert "Сейчас записано: 2/3" in page.text


async def test_an_edition_of_a_term_reaches_the_appeals_and_changes_nothing_before_its_day(
    center_pages: Center,
) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    page = await operator.open("/operator/rules/appeal.answer_days")
    assert page.form().values["number"] == ["30"]
    typed = {
        "bound": "exactly",
        "number": "20",
        "valid_from": "2195-01-01",
        "legal_basis": "Закон № 59-ФЗ, ст. 12",
    }
    page = await operator.submit(page, typed)
    assert "Будет: ровно 20 с 1 января 2195" in page.text
    events = center_pages.services["events"].app
    await learn_terms(events.state.database, events.state.bus.ask)
    async with events.state.database.transaction(None) as session:
        terms = await known_terms(session)
    assert [terms.on("answer", day).days for day in (date(2194, 12, 31), date(2195, 1, 1))] == [30, 20]


async def test_a_term_of_appeals_is_a_whole_number_of_days(center_pages: Center) -> None:
    operator = center_pages.visitor().come_as(center_pages.tokens.operator())
    page = await operator.open("/operator/rules/appeal.answer_days")
    typed = {"bound": "exactly", "number": "1/2", "valid_from": "2194-01-01", "legal_basis": "Закон № 59-ФЗ"}
    page = await operator.submit(page, typed, expect=422)
    assert "Здесь нужно целое число" in page.text
