"""Keeps the projections: each fact fills its own columns, in whatever order facts come."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.personal.model import PERSONAL
from services.city.projections import model, repository
from services.city.projections.metrics import note_freshness
from shared.contracts.city import CityForgotResidentV1
from shared.contracts.events import (
    AttendedV1,
    EventCancelledV1,
    EventMovedV1,
    EventPlannedV1,
    RegistrationCancelledV1,
    RegistrationMadeV1,
    RegistrationPromotedV1,
)
from shared.contracts.fact import Fact
from shared.contracts.registry import (
    CenterOpenedV1,
    HouseEnteredV1,
    MembershipBegunV1,
    MembershipEndedV1,
    MergeUndoneV1,
    OrganisationChangedV1,
    OrganisationDissolvedV1,
    OrganisationFormedV1,
    ResidentChangedV1,
    ResidentErasedV1,
    ResidentJoinedV1,
    ResidentMergedV1,
)
from shared.contracts.surveys import AnswerGivenV1, SurveyClosedV1, SurveyOpenedV1
from shared.contracts.talents import (
    MatchAgreedV1,
    MatchCompletedV1,
    MatchDeclinedV1,
    MatchProposedV1,
    NeedMetV1,
    NeedStatedV1,
    NeedUnmetV1,
    OfferMadeV1,
    OfferWithdrawnV1,
)
from shared.kit import outbox
from shared.kit.personal import count
from shared.kit.reactions import Reactions, Told

F = TypeVar("F", bound=Fact)
reactions = Reactions(tenant=False, any_order=True)


def keep(fact: type[F], *writings: model.Writing) -> None:
    """Declares that `fact` is written by `writings`."""

    async def keep_projection(session: AsyncSession, told: Sequence[Told[F]]) -> None:
        await _note(session, told)
        for writing in writings:
            await repository.write(session, writing, told)

    keep_projection.__name__ = f"keep_{fact.aggregate}_{fact.fact}"
    reactions.on(fact)(keep_projection)


@reactions.on(ResidentErasedV1)
async def forget_residents(session: AsyncSession, told: Sequence[Told[ResidentErasedV1]]) -> None:
    await _note(session, told)
    for one in told:
        counts = await count(session, PERSONAL, one.fact.resident_id)
        fact = CityForgotResidentV1(resident_id=one.fact.resident_id, counts=counts)
        outbox.add(session, fact, center=one.center)
    await repository.forget(session, [one.fact.resident_id for one in told])


async def _note(session: AsyncSession, told: Sequence[Told[F]]) -> None:
    note_freshness(one.occurred_at for one in told)
    await repository.note_heard(session, len(told), max(one.occurred_at for one in told))


keep(CenterOpenedV1, model.CENTER_OPENED)
keep(HouseEnteredV1, model.HOUSE_ENTERED)
keep(ResidentJoinedV1, model.RESIDENT_JOINED, model.RESIDENT_CHANGED)
keep(ResidentChangedV1, model.RESIDENT_CHANGED)
keep(ResidentMergedV1, model.RESIDENT_MERGED)
keep(MergeUndoneV1, model.MERGE_UNDONE)
keep(OrganisationFormedV1, model.ORGANISATION_SAID)
keep(OrganisationChangedV1, model.ORGANISATION_SAID)
keep(OrganisationDissolvedV1, model.ORGANISATION_DISSOLVED)
keep(MembershipBegunV1, model.MEMBERSHIP_BEGUN)
keep(MembershipEndedV1, model.MEMBERSHIP_ENDED)
keep(OfferMadeV1, model.OFFER_MADE)
keep(OfferWithdrawnV1, model.OFFER_WITHDRAWN)
keep(NeedStatedV1, model.NEED_STATED)
keep(NeedMetV1, model.NEED_MET)
keep(NeedUnmetV1, model.NEED_UNMET)
keep(MatchProposedV1, model.MATCH_PROPOSED)
keep(MatchAgreedV1, model.MATCH_AGREED)
keep(MatchDeclinedV1, model.MATCH_DECLINED)
keep(MatchCompletedV1, model.MATCH_COMPLETED)
keep(EventPlannedV1, model.EVENT_PLANNED)
keep(EventMovedV1, model.EVENT_MOVED)
keep(EventCancelledV1, model.EVENT_CANCELLED)
keep(RegistrationMadeV1, model.REGISTRATION_MADE)
keep(RegistrationCancelledV1, model.REGISTRATION_CANCELLED)
keep(RegistrationPromotedV1, model.REGISTRATION_PROMOTED)
keep(AttendedV1, model.ATTENDED)
keep(SurveyOpenedV1, model.SURVEY_OPENED)
keep(SurveyClosedV1, model.SURVEY_CLOSED)
keep(AnswerGivenV1, model.SHEET_ANSWERED)
