"""Opens offers from what people wrote in a survey."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.offers.service import refresh_offer
from services.talents.residents.model import Voice
from services.talents.residents.use_cases.stop_matching import may_match
from services.talents.words.model import Said
from shared.contracts.surveys import HelpOfferedV1
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(HelpOfferedV1)
async def open_offers(session: AsyncSession, told: Sequence[Told[HelpOfferedV1]]) -> None:
    """Each skill of a sheet becomes an offer; one that stands already is refreshed, not doubled."""
    for one in await as_kept(session, told):
        fact = one.fact
        if not await may_match(session, fact.resident_id, one.occurred_at):
            continue
        voice = Voice(fact.resident_id, fact.channel)
        for skill in dict.fromkeys(fact.skills):
            await refresh_offer(session, Said(one.center, voice, skill, "", fact.free))
