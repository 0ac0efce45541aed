"""Facts said by the bank of neighbors' talents: offers, needs and the matches between them."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.codes import Channel, Skill, UnmetReason
from shared.contracts.fact import Fact

Side = Literal["asking", "helping"]


class OfferMadeV1(Fact, type="talents.offer.made.v1"):
    """Somebody said «я могу помочь»."""

    offer_id: UUID
    resident_id: UUID
    skill: Skill
    channel: Channel


class OfferWithdrawnV1(Fact, type="talents.offer.withdrawn.v1"):
    """An offer no longer stands."""

    offer_id: UUID
    resident_id: UUID


class NeedStatedV1(Fact, type="talents.need.stated.v1"):
    """Somebody said «мне нужна помощь»."""

    need_id: UUID
    resident_id: UUID
    skill: Skill
    channel: Channel


class NeedMetV1(Fact, type="talents.need.met.v1"):
    """The one who asked has been helped."""

    need_id: UUID
    resident_id: UUID
    match_id: UUID


class NeedUnmetV1(Fact, type="talents.need.unmet.v1"):
    """A need was closed without help, and why."""

    need_id: UUID
    resident_id: UUID
    reason: UnmetReason


class MatchProposedV1(Fact, type="talents.match.proposed.v1"):
    """The center proposed that one resident help another."""

    match_id: UUID
    need_id: UUID
    offer_id: UUID
    asking_id: UUID
    helping_id: UUID
    accepted_by: Side | None = Field(
        default=None, description="the side that brought it about by saying yes, and need not be asked"
    )


class MatchAcceptedV1(Fact, type="talents.match.accepted.v1"):
    """One side said yes."""

    match_id: UUID
    side: Side
    channel: Channel


class MatchAgreedV1(Fact, type="talents.match.agreed.v1"):
    """Both sides have said yes."""

    match_id: UUID
    need_id: UUID
    offer_id: UUID
    asking_id: UUID
    helping_id: UUID


class MatchDeclinedV1(Fact, type="talents.match.declined.v1"):
    """One side said no; the need looks for another."""

    match_id: UUID
    need_id: UUID
    asking_id: UUID
    helping_id: UUID
    side: Side


class MatchCompletedV1(Fact, type="talents.match.completed.v1"):
    """The help was given."""

    match_id: UUID
    need_id: UUID
    offer_id: UUID
    asking_id: UUID
    helping_id: UUID


class TalentsForgotResidentV1(Fact, type="talents.resident.forgotten.v1"):
    """The bank of talents holds nothing about an erased resident any more."""

    resident_id: UUID
    counts: dict[str, int] = Field(description="how many rows of each kind were deleted or unlinked")
