"""Why one neighbor's offer suits another's need: facts that a person can weigh, never a naked score."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from shared.contracts.codes import TimeOfDay

ReasonCode = Literal[
    "same_skill", "common_time", "time_unknown", "no_common_time",
    "same_house", "never_asked", "not_asked_lately", "asked_lately", "helped_before",
]  # fmt: skip

LATELY = timedelta(days=21)
"""Kind neighbors are asked by everybody; within three weeks of being asked somebody else goes first."""

HANDFUL = 3
"""How many candidates a need has at a time: as many as a manager calls in a day, and a known cost.

The index `needs_looking` is made for this number."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a match; pages turn it into words."""

    code: ReasonCode
    times: list[TimeOfDay] = field(default_factory=list)
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What is known about a helper and somebody who asks, beside their common skill."""

    common_times: list[TimeOfDay]
    times_known: bool
    same_house: bool
    asked_at: datetime | None
    helped: int

    @property
    def fits(self) -> bool:
        """False only where both said when they are free and it is not the same time."""
        return bool(self.common_times) or not self.times_known

    def asked_lately(self, now: datetime) -> bool:
        return self.asked_at is not None and now - self.asked_at < LATELY

    def reasons(self, now: datetime) -> list[Reason]:
        """What a manager reads, the weightiest first."""
        said = [Reason("same_skill"), self._time_reason()]
        if self.same_house:
            said.insert(1, Reason("same_house"))
        said.append(self._rest_reason(now))
        if self.helped:
            said.append(Reason("helped_before"))
        return said

    def order(self, now: datetime) -> tuple[bool, bool, bool, bool, bool, float]:
        """Sorts the best candidate first: a common time, then near, then rested, then tried."""
        waited = self.asked_at.timestamp() if self.asked_at else 0.0
        return (
            not self.fits,
            not self.common_times,
            not self.same_house,
            self.asked_lately(now),
            not self.helped,
            waited,
        )

    def _time_reason(self) -> Reason:
        if self.common_times:
            return Reason("common_time", times=self.common_times)
        return Reason("no_common_time" if self.times_known else "time_unknown")

    def _rest_reason(self, now: datetime) -> Reason:
        if self.asked_at is None:
            return Reason("never_asked")
        return Reason("asked_lately" if self.asked_lately(now) else "not_asked_lately", since=self.asked_at)
