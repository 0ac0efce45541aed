"""A sheet carries its consent only until the person takes it back."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from shared.contracts.codes import ConsentPurpose
from shared.contracts.registry import ConsentWithdrawnV1
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Tell
from tests.surveys.test_giving_answers import HELP

if TYPE_CHECKING:
    from tests.surveys.conftest import Desk

Rows = Callable[..., Awaitable[list[Any]]]  # Any: a record
Withdraw = Callable[[UUID, ConsentPurpose], Awaitable[None]]


@pytest.fixture
def withdraw(told: Tell, eventually: Eventually, rows: Rows, center: UUID) -> Withdraw:
    """`await withdraw(resident, purpose)`, and the service has heard of it."""

    async def heard(resident: UUID, purpose: ConsentPurpose) -> None:
        fact = ConsentWithdrawnV1(consent_id=new_id(), resident_id=resident, purpose=purpose, text_version=1)
        told_id = await told(fact, center)
        await eventually(lambda: rows("select 1 from inbox where event_id = $1", told_id))

    return heard


async def answered(desk: "Desk", resident: UUID) -> None:
    survey = await desk.opened(questionnaire="help")
    taken = await desk.answer(survey, by=desk.resident(resident), answers={**HELP, "consent_bank": True})
    assert taken.status_code == 201, taken.text


async def consents(rows: Rows, resident: UUID) -> list[list[str]]:
    return [row[0] for row in await rows("select consents from sheets where resident_id = $1", resident)]


async def test_a_withdrawal_takes_the_consent_off_the_sheets(
    desk: "Desk", rows: Rows, withdraw: Withdraw
) -> None:
    resident = new_id()
    await answered(desk, resident)
    assert await consents(rows, resident) == [["talents-bank/1"]]
    await withdraw(resident, "help_matching")
    assert await consents(rows, resident) == [[]]


async def test_without_a_card_no_sheet_carries_any_consent(
    desk: "Desk", rows: Rows, withdraw: Withdraw
) -> None:
    resident = new_id()
    await answered(desk, resident)
    await withdraw(resident, "keep_card")
    assert await consents(rows, resident) == [[]]


async def test_another_purpose_or_person_changes_no_sheet(
    desk: "Desk", rows: Rows, withdraw: Withdraw
) -> None:
    resident = new_id()
    await answered(desk, resident)
    await withdraw(resident, "complaints")
    await withdraw(new_id(), "help_matching")
    assert await consents(rows, resident) == [["talents-bank/1"]]


async def test_a_sheet_answered_afterwards_is_a_new_consent(
    desk: "Desk", rows: Rows, withdraw: Withdraw
) -> None:
    resident = new_id()
    await withdraw(resident, "help_matching")
    await answered(desk, resident)
    assert await consents(rows, resident) == [["talents-bank/1"]]
