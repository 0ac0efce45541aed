"""States needs from what people wrote in a survey, and tends to them by the clock."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matches.service import mend
from services.talents.needs.service import expire_needs, refresh_need
from services.talents.residents import repository as residents
from services.talents.residents.model import Voice
from services.talents.residents.use_cases.stop_matching import may_match
from services.talents.words.model import Said
from shared.contracts.surveys import HelpNeededV1
from shared.kit.database import Database
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told
from shared.kit.tasks import Task

reactions = Reactions()


@reactions.on(HelpNeededV1)
async def state_needs(session: AsyncSession, told: Sequence[Told[HelpNeededV1]]) -> None:
    """Each skill of a sheet becomes a need; one that is open already is refreshed, not doubled."""
    for one in await as_kept(session, told):
        fact = one.fact
        if not await may_match(session, fact.resident_id, one.occurred_at):
            continue
        voice = Voice(fact.resident_id, fact.channel)
        for skill in dict.fromkeys(fact.skills):
            await refresh_need(session, Said(one.center, voice, skill, "", fact.free))


async def tend_needs(database: Database) -> None:
    """Goes through the centers, some needs a transaction, until nothing is left to do."""
    async with database.transaction(None) as session:
        centers = await residents.centers(session)
    for center in centers:
        for step in (expire_needs, mend):
            done = True
            while done:
                async with database.transaction(center) as session:
                    done = bool(await step(session))


tending = Task("tend_needs", timedelta(minutes=15), tend_needs)
