"""Facts about one person acting for another: said by the service whose audit log has the line."""

from uuid import UUID

from pydantic import BaseModel, Field

from shared.contracts.fact import Fact


class Deed(BaseModel):
    """What these facts have in common."""

    resident_id: UUID
    line: int = Field(description="the line of the service's audit log")
    action: str = Field(
        pattern=r"^[a-z_.-]+$", max_length=60, description="the code of what was done, as `need.stated`"
    )


class RegistryActedForV1(Deed, Fact, type="registry.resident.acted_for.v1"):
    """A member of staff did something in the registry in a resident's name; the audit log keeps the ground."""


class TalentsActedForV1(Deed, Fact, type="talents.resident.acted_for.v1"):
    """A member of staff did something in the bank of talents in a resident's name."""


class SurveysActedForV1(Deed, Fact, type="surveys.resident.acted_for.v1"):
    """A member of staff entered answers in a resident's name."""


class EventsActedForV1(Deed, Fact, type="events.resident.acted_for.v1"):
    """A member of staff did something about events in a resident's name."""


ACTED_FOR: dict[str, type[RegistryActedForV1 | TalentsActedForV1 | SurveysActedForV1 | EventsActedForV1]] = {
    fact.service: fact
    for fact in (RegistryActedForV1, TalentsActedForV1, SurveysActedForV1, EventsActedForV1)
}
"""By service: how it says that somebody acted for a resident."""
