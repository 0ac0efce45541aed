"""What is said and answered about registrations."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.events.registrations.model import State
from shared.contracts.codes import Channel
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


class RegistrationCreate(StrictModel):
    """A resident signs themselves up with an empty body, a guardian also a child; a manager says whom, and how they
    asked for it."""

    resident_id: UUID | None = Field(
        None, description="for a manager: who will come; for a guardian: the child"
    )
    channel: Channel | None = Field(None, description="for a manager: paper, phone or visit (the default)")


class AttendanceCreate(StrictModel):
    """Somebody who came, signed up or not."""

    resident_id: UUID


class RegistrationQuery(PageQuery):
    """Whose registrations."""

    resident_id: UUID | None = Field(
        None, description="of this one alone; a resident reads their own, a guardian also a child's"
    )


class RegistrationRead(BaseModel):
    """A registration: `waiting` has no place yet, `walk_in` came without having signed up."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    event_id: UUID
    resident_id: UUID
    state: State
    channel: Channel
    made_at: datetime
    attended_at: datetime | None
