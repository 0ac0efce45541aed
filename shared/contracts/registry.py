"""Facts said by the registry: centers, and people as opaque ids."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.codes import (
    Channel,
    ConsentPurpose,
    HostType,
    MembershipRole,
    OrganisationKind,
    OrganisationScale,
    TalkKind,
)
from shared.contracts.fact import Fact
from shared.contracts.requests import Language, Way


class CenterOpenedV1(Fact, type="registry.center.opened.v1"):
    """A neighborhood center joined the city's network."""

    center_id: UUID
    host: HostType


class ResidentJoinedV1(Fact, type="registry.resident.joined.v1"):
    """A resident was entered, by themselves or by a manager."""

    resident_id: UUID
    house_id: UUID | None
    premises_id: UUID | None
    adult: bool
    channel: Channel


class ResidentChangedV1(Fact, type="registry.resident.changed.v1"):
    """Where a resident lives, or whether they are of age, changed."""

    resident_id: UUID
    house_id: UUID | None
    premises_id: UUID | None
    adult: bool


class WayChosenV1(Fact, type="registry.resident.way_chosen.v1"):
    """How a resident wants to be reached, or in which language, was chosen or followed a change of contacts."""

    resident_id: UUID
    way: Way
    language: Language


class ResidentErasedV1(Fact, type="registry.resident.erased.v1"):
    """A resident's data was erased; every service forgets what it holds about this id."""

    resident_id: UUID


class ResidentMergedV1(Fact, type="registry.resident.merged.v1"):
    """Two cards turned out to be one person: `resident_id` is gone, and whatever concerns it concerns `kept_id`."""

    resident_id: UUID
    kept_id: UUID
    merge_id: UUID


class MergeUndoneV1(Fact, type="registry.merge.undone.v1"):
    """The two were two after all: `resident_id` is back, with all that stood under it before the merge."""

    merge_id: UUID
    resident_id: UUID
    kept_id: UUID


class MergeSettledV1(Fact, type="registry.merge.settled.v1"):
    """A merge can no longer be undone: nobody needs to keep what it has moved."""

    merge_id: UUID


class HouseEnteredV1(Fact, type="registry.house.entered.v1"):
    """A house of the center's territory was entered, its number of flats corrected, or it was removed: no flats."""

    house_id: UUID
    kind: Literal["apartment", "private"]
    flats: int


class ConsentGivenV1(Fact, type="registry.consent.given.v1"):
    """A resident agreed to one use of their data; it is in force until a withdrawal of this purpose is told."""

    consent_id: UUID
    resident_id: UUID
    purpose: ConsentPurpose
    text_version: int


class ConsentWithdrawnV1(Fact, type="registry.consent.withdrawn.v1"):
    """A consent is no longer in force: every service stops this use of the resident's data at once.

    It holds for everything that happened before it, also for facts that are heard later.
    """

    consent_id: UUID
    resident_id: UUID
    purpose: ConsentPurpose
    text_version: int
    expired: bool = False


class OrganisationFormedV1(Fact, type="registry.organisation.formed.v1"):
    """An organisation or a group of residents was entered."""

    organisation_id: UUID
    kind: OrganisationKind
    scale: OrganisationScale | None
    house_ids: list[UUID]
    active_since: date | None


class OrganisationChangedV1(Fact, type="registry.organisation.changed.v1"):
    """What an organisation is, where it acts or since when it is active changed."""

    organisation_id: UUID
    kind: OrganisationKind
    scale: OrganisationScale | None
    house_ids: list[UUID]
    active_since: date | None


class OrganisationDissolvedV1(Fact, type="registry.organisation.dissolved.v1"):
    """An organisation acts no more."""

    organisation_id: UUID


class MembershipBegunV1(Fact, type="registry.membership.begun.v1"):
    """Somebody began to be something in an organisation."""

    membership_id: UUID
    organisation_id: UUID
    resident_id: UUID
    role: MembershipRole
    since: date


class MembershipEndedV1(Fact, type="registry.membership.ended.v1"):
    """Somebody is no longer what they were in an organisation."""

    membership_id: UUID
    organisation_id: UUID
    resident_id: UUID
    role: MembershipRole


class JoinRequestMadeV1(Fact, type="registry.join_request.made.v1"):
    """Somebody would like to take part in an organisation; those who hold a post there may answer."""

    join_request_id: UUID
    organisation_id: UUID
    answering: list[UUID] = Field(max_length=500, description="who held a post there at that moment")


class TalkNotedV1(Fact, type="registry.talk.noted.v1"):
    """A chance meeting was noted, or what it was about was corrected; the words stay with the center's managers."""

    talk_id: UUID
    kind: TalkKind
    house_id: UUID | None
    resident_id: UUID | None
