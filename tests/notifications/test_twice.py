"""Every fact may come twice, and several times over; what residents are told stays the same."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from uuid import UUID

import pytest

from services.notifications.main import SERVICE
from shared.contracts.events import EventCancelledV1, RegistrationPromotedV1
from shared.contracts.fact import Fact
from shared.contracts.registry import ResidentJoinedV1
from shared.contracts.surveys import SurveyClosedV1
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.reactions import Told, by_type
from tests.notifications.conftest import Desk
from tests.notifications.test_reactions import Pair, answered, made, planned


@pytest.fixture
async def database(database_of: Callable[[str], Awaitable[str]]) -> AsyncIterator[Database]:
    database = Database(await database_of("notifications"), pool=1)
    yield database
    await database.close()


def everything(resident: UUID) -> list[Fact]:
    pair, survey, event = Pair(), new_id(), planned(organiser_id=resident)
    waiting = made(event, resident, channel="paper", waiting=True)
    return [
        ResidentJoinedV1(resident_id=resident, house_id=None, premises_id=None, adult=True, channel="paper"),
        pair.need_stated,
        pair.proposed.model_copy(update={"asking_id": resident}),
        pair.agreed.model_copy(update={"asking_id": resident}),
        event,
        waiting,
        RegistrationPromotedV1(
            registration_id=waiting.registration_id, event_id=event.event_id, resident_id=resident
        ),
        answered(survey, resident),
        SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=1),
        EventCancelledV1(event_id=event.event_id),
    ]


async def apply(database: Database, center: UUID, told: Sequence[Told[Fact]]) -> None:
    reactions = by_type(SERVICE.reactions)
    for one in told:
        async with database.transaction(center) as session:
            for reaction in reactions[one.fact.type]:
                await reaction.run(session, [one])


async def test_everything_told_twice_is_said_once(desk: Desk, database: Database, center: UUID) -> None:
    resident = new_id()
    told = [Told(fact, new_id(), center, now()) for fact in everything(resident)]
    await apply(database, center, told)
    once = await desk.codes(resident)
    assert once == [
        "match_proposed_to_asking",
        "match_agreed_to_asking",
        "event_entrusted",
        "registration_waiting",
        "registration_promoted",
        "survey_closed",
        "event_cancelled",
    ]
    await apply(database, center, told)
    assert await desk.codes(resident) == once


async def test_one_run_of_the_same_fact_twice_is_said_once(
    desk: Desk, database: Database, center: UUID
) -> None:
    survey, resident = new_id(), new_id()
    answer = Told(answered(survey, resident), new_id(), center, now())
    async with database.transaction(center) as session:
        for reaction in by_type(SERVICE.reactions)[answer.fact.type]:
            await reaction.run(session, [answer, answer])
    closed = Told(SurveyClosedV1(survey_id=survey, questionnaire="own", sheets=1), new_id(), center, now())
    await apply(database, center, [closed, closed])
    assert await desk.codes(resident) == ["survey_closed"]
