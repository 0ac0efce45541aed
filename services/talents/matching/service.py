"""Chooses a need's handful of candidates: the best of those whom the indexes find."""

from collections.abc import Collection
from uuid import UUID

from services.talents.matching import repository
from services.talents.matching.model import HANDFUL, Fit
from services.talents.matching.repository import Candidate, Helper
from services.talents.needs.model import Need
from services.talents.times.model import common, suiting, unsuiting
from shared.kit.clock import now
from shared.kit.database import Driver


async def choose_helpers(driver: Driver, need: Need, but: Collection[UUID] = ()) -> list[Candidate]:
    """The best offers of different neighbors, up to a handful; notes on the need how many, and where it lives.

    Where nobody has a common time, those free at another time are better than nobody: they can be asked.
    """
    need.house_id, found = await repository.helpers(driver, need, suiting(need.free), but)
    people = {helper.resident_id for helper in found}
    if len(people) < min(HANDFUL, len(found)):  # somebody who offers the same twice took another's place
        found += (await repository.helpers(driver, need, suiting(need.free), {*but, *people}))[1]
    if not found and need.free:
        _, found = await repository.helpers(driver, need, unsuiting(need.free), but)
    chosen = _best(need, found, HANDFUL - need.candidates)
    need.candidates += sum(one.fit.fits for one in chosen)
    return chosen


def _best(need: Need, found: list[Helper], room: int) -> list[Candidate]:
    today = now()
    suited = [Candidate(helper, _fit(need, helper)) for helper in found]
    best: dict[UUID, Candidate] = {}
    for one in sorted(suited, key=lambda candidate: candidate.fit.order(today)):
        best.setdefault(one.helper.resident_id, one)
    return list(best.values())[: max(room, 0)]


def _fit(need: Need, helper: Helper) -> Fit:
    return Fit(
        common(need.free, helper.free),
        bool(need.free and helper.free),
        need.house_id is not None and need.house_id == helper.house_id,
        helper.asked_at,
        helper.helped,
    )
