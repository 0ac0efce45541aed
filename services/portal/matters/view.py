"""What a resident has asked for and offered, as a page."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.portal.appeals.model import Appeal
from services.portal.appeals.view import due_said
from services.portal.events.view import Soon, soon_of
from services.portal.ideas.model import Idea
from services.portal.matters.model import Match, Need, Offer
from services.portal.visits.api import Listed, Query, T
from services.portal.visits.visit import Visit


@dataclass(frozen=True)
class Matters:
    """What a resident has asked for and offered, and what came of it."""

    needs: Sequence[Need]
    offers: Sequence[Offer]
    matches: Sequence[Match]
    going: Sequence[Soon] = ()
    appeals: Sequence[tuple[Appeal, str]] = ()
    """With by when what is due."""
    ideas: Sequence[Idea] = ()

    @property
    def pending(self) -> set[UUID]:
        """Needs about which a neighbor is being asked."""
        return {one.need_id for one in self.matches if one.state == "proposed"}

    @property
    def waiting(self) -> list[Match]:
        """Matches that wait for the visitor."""
        return [one for one in self.matches if one.waits_for_you]

    @property
    def agreed(self) -> list[Match]:
        """Matches that both have agreed to, and the help is still to be given."""
        return [one for one in self.matches if one.state == "agreed"]

    @property
    def asked_others(self) -> list[Match]:
        """Matches in which the visitor has said yes and the other is silent yet."""
        return [one for one in self.matches if one.state == "proposed" and not one.waits_for_you]

    @property
    def past(self) -> list[Match]:
        """Help that was given."""
        return [one for one in self.matches if one.state == "completed"]

    @property
    def open_needs(self) -> list[Need]:
        """Needs that nobody has met yet."""
        return [one for one in self.needs if one.state in ("open", "agreed")]

    @property
    def closed_needs(self) -> list[Need]:
        """Needs that are over without help."""
        return [one for one in self.needs if one.state == "unmet"]

    @property
    def standing(self) -> list[Offer]:
        """Offers that stand."""
        return [one for one in self.offers if one.state == "standing"]


async def matters_of(visit: Visit) -> Matters:
    """The visitor's own needs, offers and matches, appeals and ideas."""
    needs, offers, matches, soon, appeals, ideas = await asyncio.gather(
        visit.api.get(Listed[Need], "talents", f"/centers/{visit.center}/needs", {"limit": 50}),
        visit.api.get(Listed[Offer], "talents", f"/centers/{visit.center}/offers", {"limit": 50}),
        visit.api.get(Listed[Match], "talents", f"/centers/{visit.center}/matches", {"limit": 50}),
        visit.or_else(soon_of(visit), []),
        visit.or_else(_own(visit, Appeal, "appeals", {"limit": 50}), []),
        visit.or_else(_own(visit, Idea, "ideas", {"mine": "true", "state": "idea", "limit": 50}), []),
    )
    return Matters(
        needs.items, offers.items, matches.items, [one for one in soon if one.concerns],
        [(one, due_said(visit.speech, one)) for one in appeals], ideas,
    )  # fmt: skip


async def _own(visit: Visit, kind: type[T], what: str, query: Query) -> list[T]:
    found = await visit.api.get(Listed[kind], "events", f"/centers/{visit.center}/{what}", query)  # type: ignore[valid-type]  # a class at run time
    return list(found.items)
