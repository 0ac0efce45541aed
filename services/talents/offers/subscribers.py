"""Opens offers from what people wrote in a survey."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.offers.service import MakeOffer, refresh_offer
from services.talents.residents import repository as residents
from services.talents.residents.model import Voice
from shared.contracts.surveys import HelpOfferedV1
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(HelpOfferedV1)
async def open_offers(session: AsyncSession, told: Sequence[Told[HelpOfferedV1]]) -> None:
    """Each skill of a sheet becomes an offer; one that stands already is refreshed, not doubled."""
    for fact in (one.fact for one in told):
        if await residents.is_erased(session, fact.resident_id):
            continue
        voice = Voice(fact.resident_id, fact.channel)
        for skill in dict.fromkeys(fact.skills):
            await refresh_offer(session, MakeOffer(voice, skill, "", fact.free))
