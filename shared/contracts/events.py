"""Facts said by the calendar: events, who signed up and who came; appeals and how far they are; ideas."""

from datetime import date
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.codes import AppealOutcome, AppealState, Channel, Complaint, EventKind
from shared.contracts.fact import Fact


class EventPlannedV1(Fact, type="events.event.planned.v1"):
    """An event stands in the calendar."""

    event_id: UUID
    kind: EventKind
    starts_at: AwareDatetime
    organiser_id: UUID | None
    resident_led: bool
    match_id: UUID | None


class EventCancelledV1(Fact, type="events.event.cancelled.v1"):
    """An event will not take place."""

    event_id: UUID


class EventMovedV1(Fact, type="events.event.moved.v1"):
    """An event begins at another time than was said before."""

    event_id: UUID
    starts_at: AwareDatetime


class RegistrationMadeV1(Fact, type="events.registration.made.v1"):
    """A resident signed up, or joined the waiting list."""

    registration_id: UUID
    event_id: UUID
    resident_id: UUID
    waiting: bool
    channel: Channel


class RegistrationCancelledV1(Fact, type="events.registration.cancelled.v1"):
    """A resident will not come."""

    registration_id: UUID
    event_id: UUID
    resident_id: UUID


class RegistrationPromotedV1(Fact, type="events.registration.promoted.v1"):
    """A place became free and went to the first of the waiting list."""

    registration_id: UUID
    event_id: UUID
    resident_id: UUID


class AttendedV1(Fact, type="events.registration.attended.v1"):
    """A resident was at the event."""

    registration_id: UUID
    event_id: UUID
    resident_id: UUID
    starts_at: AwareDatetime


class AppealNotedV1(Fact, type="events.appeal.noted.v1"):
    """Somebody complains or appeals; what exactly, and in which words, stays with the center's managers."""

    appeal_id: UUID
    about: Complaint
    house_id: UUID | None
    resident_id: UUID | None
    channel: Channel


class AppealMovedV1(Fact, type="events.appeal.moved.v1"):
    """An appeal was sent, registered, forwarded, put off, answered, closed or withdrawn."""

    appeal_id: UUID
    house_id: UUID | None
    state: AppealState
    outcome: AppealOutcome | None
    on: date = Field(description="the day on which it happened, whenever it was noted")


class IdeaOfferedV1(Fact, type="events.idea.offered.v1"):
    """Somebody has an idea of what could be otherwise; in which words, the center's people alone read."""

    idea_id: UUID
    house_id: UUID | None
    resident_id: UUID | None
    channel: Channel


class IdeaWithdrawnV1(Fact, type="events.idea.withdrawn.v1"):
    """An idea was taken back."""

    idea_id: UUID


class IdeaSupportedV1(Fact, type="events.idea.supported.v1"):
    """A resident would have it so; each counts once."""

    idea_id: UUID
    resident_id: UUID


class IdeaSupportEndedV1(Fact, type="events.idea.support_ended.v1"):
    """A resident has taken their support back."""

    idea_id: UUID
    resident_id: UUID


class EventsForgotResidentV1(Fact, type="events.resident.forgotten.v1"):
    """The calendar holds nothing about an erased resident any more."""

    resident_id: UUID
    counts: dict[str, int] = Field(description="how many rows of each kind were deleted or unlinked")
