"""Asks the other services in which of their texts the name of somebody stands who was just forgotten here."""

import asyncio
from collections.abc import Mapping, Sequence
from uuid import UUID

from services.registry.rights.mentions.model import Named
from services.registry.rights.mentions.repository import add_mentions
from shared.contracts.requests import (
    LookForName,
    MentionsInEvents,
    MentionsInSurveys,
    MentionsInTalents,
)
from shared.kit.database import Database
from shared.kit.tasks import Ask
from shared.kit.trouble import NoAnswer

ELSEWHERE: Mapping[str, type[LookForName]] = {
    "events": MentionsInEvents, "surveys": MentionsInSurveys, "talents": MentionsInTalents,
}  # fmt: skip


async def look_elsewhere(database: Database, ask: Ask, named: Sequence[Named]) -> None:
    """To be called after the commit, while the name is in memory. Who does not answer is not asked again: the name is
    gone by then, so the whole service is named to the manager as one to look through."""
    for one in named:
        found = await asyncio.gather(*(_in_one(ask, service, one) for service in ELSEWHERE))
        async with database.transaction(one.center_id) as session:
            await add_mentions(session, one.erasure_id, set[tuple[str, UUID]]().union(*found))


async def _in_one(ask: Ask, service: str, one: Named) -> set[tuple[str, UUID]]:
    wanted = ELSEWHERE[service](
        center_id=one.center_id,
        resident_id=one.name.resident_id,
        family=one.name.family,
        given=one.name.given,
    )
    try:
        answer = await ask(wanted)
    except NoAnswer:
        return {(f"unseen_{service}", one.erasure_id)}
    return {(mention.place, mention.thing_id) for mention in answer.items}
