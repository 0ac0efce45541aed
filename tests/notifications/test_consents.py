"""What somebody has taken back is not sent any more: it stands on the site, and nobody writes or calls."""

from uuid import UUID

from shared.contracts.codes import ConsentPurpose
from shared.contracts.events import EventCancelledV1, RegistrationMadeV1
from shared.contracts.registry import ConsentGivenV1, ConsentWithdrawnV1
from shared.contracts.surveys import SurveyClosedV1
from shared.kit.ids import new_id
from tests.notifications.conftest import Desk
from tests.notifications.test_reactions import Pair, answered


def withdrawn(resident: UUID, purpose: ConsentPurpose = "contact_about_events") -> ConsentWithdrawnV1:
    return ConsentWithdrawnV1(consent_id=new_id(), resident_id=resident, purpose=purpose, text_version=1)


async def signed_up(desk: Desk, resident: UUID) -> UUID:
    event = new_id()
    fact = RegistrationMadeV1(
        registration_id=new_id(), event_id=event, resident_id=resident, waiting=False, channel="phone"
    )
    await desk.has_heard(await desk.told(fact))
    return event


async def test_nobody_calls_whoever_has_taken_back_the_consent(desk: Desk, somebody: UUID) -> None:
    await desk.prefers(somebody, "phone")
    event = await signed_up(desk, somebody)
    assert len(await desk.calls()) == 1
    await desk.has_heard(await desk.told(withdrawn(somebody)))
    assert await desk.calls() == []
    await desk.has_heard(await desk.told(EventCancelledV1(event_id=event)))
    assert await desk.calls() == []
    await desk.is_told(somebody, "registration_made", "event_cancelled")


async def test_whoever_agrees_again_is_called_again(desk: Desk, somebody: UUID) -> None:
    await desk.prefers(somebody, "phone")
    await desk.has_heard(await desk.told(withdrawn(somebody)))
    again = ConsentGivenV1(
        consent_id=new_id(), resident_id=somebody, purpose="contact_about_events", text_version=1
    )
    await desk.has_heard(await desk.told(again))
    await signed_up(desk, somebody)
    assert len(await desk.calls()) == 1


async def test_nobody_calls_whoever_wants_no_card_any_more(desk: Desk, somebody: UUID) -> None:
    await desk.prefers(somebody, "phone")
    await signed_up(desk, somebody)
    await desk.has_heard(await desk.told(withdrawn(somebody, "keep_card")))
    assert await desk.calls() == []
    await signed_up(desk, somebody)
    assert await desk.calls() == []


async def test_another_purpose_and_another_person_go_on(desk: Desk, somebody: UUID) -> None:
    await desk.prefers(somebody, "phone")
    await desk.has_heard(await desk.told(withdrawn(somebody, "survey_results_contact")))
    await desk.has_heard(await desk.told(withdrawn(new_id())))
    await signed_up(desk, somebody)
    assert len(await desk.calls()) == 1


async def test_of_a_survey_nobody_is_written_to_without_the_consent_to_hear_of_it(
    desk: Desk, somebody: UUID
) -> None:
    other, survey = new_id(), new_id()
    for one in (somebody, other):
        await desk.prefers(one, "phone")
        await desk.has_heard(await desk.told(answered(survey, one)))
    await desk.has_heard(await desk.told(withdrawn(somebody, "survey_results_contact")))
    await desk.told(SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=2))
    for one in (somebody, other):
        await desk.is_told(one, "survey_closed")
    assert [call["resident_id"] for call in await desk.calls()] == [str(other)]


async def test_of_a_match_nobody_is_called_without_the_consent_to_be_matched(
    desk: Desk, somebody: UUID
) -> None:
    other = new_id()
    for one in (somebody, other):
        await desk.prefers(one, "phone")
    await desk.has_heard(await desk.told(withdrawn(somebody, "help_matching")))
    match = Pair().proposed.model_copy(update={"asking_id": somebody, "helping_id": other})
    await desk.told(match)
    await desk.is_told(somebody, "match_proposed_to_asking")
    await desk.is_told(other, "match_proposed_to_helping")
    assert [call["resident_id"] for call in await desk.calls()] == [str(other)]
