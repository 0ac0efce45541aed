"""Offers, needs and matches as the bank of talents tells them."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from services.portal.visits.api import Read

_FRESH = timedelta(days=30)

Side = Literal["asking", "helping"]


class Reason(Read):
    """One thing that speaks for or against a match."""

    code: str
    times: list[str] = []
    since: datetime | None = None


class Need(Read):
    """«Мне нужна помощь»."""

    id: UUID
    resident_id: UUID
    skill: str
    details: str = ""
    free: list[str] = []
    channel: str = "web"
    state: str = "open"
    reason: str | None = None
    candidates: int = 0
    stated_at: datetime
    closed_at: datetime | None = None
    version: int = 1


class Offer(Read):
    """«Я могу помочь»."""

    id: UUID
    resident_id: UUID
    skill: str
    details: str = ""
    free: list[str] = []
    channel: str = "web"
    state: str = "standing"
    made_at: datetime
    version: int = 1


class SideRead(Read):
    """What is said of one side of a match; the other side is named once both have agreed."""

    resident_id: UUID | None = None
    details: str | None = None
    free: list[str] = []
    accepted: bool = False


class Match(Read):
    """A need and an offer brought together."""

    id: UUID
    need_id: UUID
    offer_id: UUID
    skill: str
    state: str
    reasons: list[Reason] = []
    same_house: bool = False
    you: Side | None = None
    asking: SideRead
    helping: SideRead
    proposed_at: datetime | None = None
    agreed_at: datetime | None = None
    closed_at: datetime | None = None
    declined_by: Side | None = None

    @property
    def common_times(self) -> list[str]:
        """When both are free."""
        return next((one.times for one in self.reasons if one.code == "common_time"), [])

    @property
    def waits_for_you(self) -> bool:
        """Whether the visitor's own word is awaited."""
        if self.state != "proposed" or self.you is None:
            return False
        return not self.side(self.you).accepted

    @property
    def is_over(self) -> bool:
        """Whether nothing can be done with it any more."""
        return self.state in ("completed", "declined")

    def side(self, side: Side) -> SideRead:
        """One of the two."""
        return self.asking if side == "asking" else self.helping

    @property
    def other(self) -> SideRead:
        """Whoever is not the visitor."""
        return self.helping if self.you == "asking" else self.asking

    @property
    def silent_sides(self) -> list[Side]:
        """Who has not answered yet."""
        sides: tuple[Side, Side] = ("asking", "helping")
        return [side for side in sides if not self.side(side).accepted]

    def is_fresh(self, now: datetime) -> bool:
        """Whether it ended within the last month."""
        return self.closed_at is not None and now - self.closed_at < _FRESH
