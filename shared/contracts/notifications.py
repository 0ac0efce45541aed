"""Facts said by notifications: that somebody was told something, never what."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.fact import Fact


class MessageSentV1(Fact, type="notifications.message.sent.v1"):
    """A message reached the way a resident prefers, or waits for a manager to call or visit."""

    message_id: UUID
    resident_id: UUID
    way: Literal["site", "mail", "phone", "visit", "messenger"]


class NotificationsForgotResidentV1(Fact, type="notifications.resident.forgotten.v1"):
    """Nothing that an erased resident was told is kept any more."""

    resident_id: UUID
    counts: dict[str, int] = Field(description="how many rows of each kind were deleted or unlinked")
