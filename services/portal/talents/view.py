"""The bank of talents on the desk: who needs help, who suits, who is waited for."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from services.portal.matters.model import Match, Need
from services.portal.people.view import Person, names_of, person_of
from services.portal.visits.api import Listed, Query, every
from services.portal.visits.visit import Visit

_MANY = 100


@dataclass(frozen=True)
class Bank:
    """The page of the bank."""

    needs: list[Need]
    proposed: list[Match]
    agreed: list[Match]
    offers: int

    @property
    def waiting(self) -> list[Need]:
        """Needs that nobody was asked about yet, the oldest first."""
        asked = {one.need_id for one in (*self.proposed, *self.agreed)}
        return sorted((one for one in self.needs if one.id not in asked), key=lambda one: one.stated_at)

    @property
    def ready(self) -> list[Need]:
        """Those for whom somebody was found."""
        return [one for one in self.waiting if one.candidates]

    @property
    def lonely(self) -> list[Need]:
        """Those for whom nobody was found."""
        return [one for one in self.waiting if not one.candidates]


@dataclass(frozen=True)
class NeedPage:
    """One need with its candidates."""

    need: Need
    person: Person
    matches: list[Match]
    names: dict[UUID, str]

    @property
    def candidates(self) -> list[Match]:
        """Who could be asked, the best first."""
        return [one for one in self.matches if one.state == "found"]

    @property
    def current(self) -> Match | None:
        """The one that both are being asked about, or have agreed to."""
        return next((one for one in self.matches if one.state in ("proposed", "agreed")), None)

    @property
    def past(self) -> list[Match]:
        """What came of others."""
        return [one for one in self.matches if one.is_over]

    def helper(self, match: Match) -> str:
        """The name of whoever helps."""
        return self.names.get(match.helping.resident_id, "") if match.helping.resident_id else ""


async def bank_of(visit: Visit) -> Bank:
    """What the center's bank of talents looks like now."""
    center = f"/centers/{visit.center}"
    needs, proposed, agreed, offers = await asyncio.gather(
        every(Need, visit.api, "talents", f"{center}/needs", {"state": "open"}),
        every(Match, visit.api, "talents", f"{center}/matches", {"state": "proposed"}),
        every(Match, visit.api, "talents", f"{center}/matches", {"state": "agreed"}),
        _count_offers(visit),
    )
    return Bank(needs, proposed, agreed, offers)


async def need_page(visit: Visit, need_id: UUID) -> NeedPage:
    """One need, who asked, and everybody who was found for it."""
    path = f"/centers/{visit.center}/needs/{need_id}"
    need, found = await asyncio.gather(
        visit.api.get(Need, "talents", path), visit.api.get(Listed[Match], "talents", f"{path}/matches")
    )
    helpers = [one.helping.resident_id for one in found.items if one.helping.resident_id]
    person, names = await asyncio.gather(person_of(visit, need.resident_id), names_of(visit, helpers))
    return NeedPage(need, person, found.items, names)


async def _count_offers(visit: Visit) -> int:
    query: Query = {"state": "standing", "limit": _MANY}
    return len(
        (await visit.api.get(Listed[object], "talents", f"/centers/{visit.center}/offers", query)).items
    )
