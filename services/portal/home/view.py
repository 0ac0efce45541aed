"""A resident's home: what waits for them, what is asked, what is near, what has changed."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from services.portal.events.view import Soon, soon_of
from services.portal.matters.model import Match
from services.portal.organisations.joining import JoinRequest, asking_me
from services.portal.people.view import Person
from services.portal.surveys.model import SurveyRead
from services.portal.visits.api import Listed, Query
from services.portal.visits.visit import Visit
from shared.kit.clock import now

_SHOWN = 5


@dataclass(frozen=True)
class Home:
    """Everything on the page."""

    name: str = ""
    waiting: list[Match] = field(default_factory=list)
    agreed: list[Match] = field(default_factory=list)
    asked: list[SurveyRead] = field(default_factory=list)
    soon: list[Soon] = field(default_factory=list)
    changed: list[SurveyRead] = field(default_factory=list)
    helped: list[Match] = field(default_factory=list)
    asking: dict[UUID, list[JoinRequest]] = field(default_factory=dict)


async def home_of(visit: Visit) -> Home:
    """The home of the resident who visits; parts whose service is silent are left out."""
    me, matches, surveys, closed, soon, asking = await asyncio.gather(
        visit.or_else(_person(visit), None),
        visit.or_else(_matches(visit), []),
        visit.or_else(_surveys(visit, "open"), []),
        visit.or_else(_surveys(visit, "closed"), []),
        visit.or_else(soon_of(visit), []),
        visit.or_else(asking_me(visit), {}),
    )
    return Home(
        name=me.spoken if me else "",
        waiting=[one for one in matches if one.waits_for_you],
        agreed=[one for one in matches if one.state == "agreed"],
        asked=[one for one in surveys if not one.answered],
        soon=soon[:_SHOWN],
        changed=[one for one in closed if one.answered and one.is_fresh(now())],
        helped=[one for one in matches if one.state == "completed" and one.is_fresh(now())],
        asking=asking,
    )


async def _person(visit: Visit) -> Person | None:
    return await visit.api.get(Person, "registry", f"/centers/{visit.center}/residents/{visit.me.id}")


async def _matches(visit: Visit) -> list[Match]:
    path = f"/centers/{visit.center}/matches"
    return (await visit.api.get(Listed[Match], "talents", path, {"limit": 50})).items


async def _surveys(visit: Visit, state: str) -> list[SurveyRead]:
    query: Query = {"state": state, "limit": 20}
    return (
        await visit.api.get(Listed[SurveyRead], "surveys", f"/centers/{visit.center}/surveys", query)
    ).items
