"""What a sheet says to the rest of the city: that it was answered, and with consent what follows from it."""

from collections.abc import Iterator, Mapping
from typing import cast
from uuid import UUID

from services.surveys.questionnaires.model import Questionnaire
from services.surveys.questions.model import Answer, Meaning
from shared.contracts.codes import Channel, Complaint, Skill, TimeOfDay
from shared.contracts.fact import Fact
from shared.contracts.surveys import ComplaintRaisedV1, HelpNeededV1, HelpOfferedV1

BANK = "talents-bank"
COMPLAINTS = "complaints"
_SIDES: tuple[tuple[type[HelpOfferedV1 | HelpNeededV1], Meaning, Meaning], ...] = (
    (HelpOfferedV1, "offers", "free_to_help"),
    (HelpNeededV1, "needs", "free_to_be_helped"),
)


def follow_consent(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    sheet_id: UUID,
    resident_id: UUID | None,
    channel: Channel,
    survey_id: UUID,
) -> Iterator[Fact]:
    """Facts that a sheet's consents allow; none where nobody knows whose sheet it is."""
    if resident_id is None:
        return
    for consent in questionnaire.consents(answers):
        purpose = consent.partition("/")[0]
        if purpose == BANK:
            yield from _for_the_bank(questionnaire, answers, sheet_id, resident_id, channel, consent)
        elif purpose == COMPLAINTS:
            about = questionnaire.meaning(answers, "complaints")
            if about:
                yield ComplaintRaisedV1(
                    sheet_id=sheet_id,
                    resident_id=resident_id,
                    about=cast(list[Complaint], about),
                    consent=consent,
                    survey_id=survey_id,
                    channel=channel,
                )


def _for_the_bank(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    sheet_id: UUID,
    resident_id: UUID,
    channel: Channel,
    consent: str,
) -> Iterator[Fact]:
    for fact, chosen, free in _SIDES:
        skills = questionnaire.meaning(answers, chosen)
        if skills:
            times = questionnaire.meaning(answers, free) or questionnaire.meaning(answers, "free")
            yield fact(
                sheet_id=sheet_id,
                resident_id=resident_id,
                skills=cast(list[Skill], skills),
                free=cast(list[TimeOfDay], times),
                channel=channel,
                consent=consent,
            )
