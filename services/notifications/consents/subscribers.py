"""Obeys the residents' consents: what somebody has taken back is not sent any more."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.consents.model import codes_for
from services.notifications.consents.repository import hold_back
from services.notifications.residents.repository import erased_among
from shared.contracts.registry import ConsentGivenV1, ConsentWithdrawnV1
from shared.kit.consents import note_given, note_withdrawn, refusing
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(ConsentGivenV1)
async def send_again(session: AsyncSession, told: Sequence[Told[ConsentGivenV1]]) -> None:
    """From now on messages of this kind are sent again."""
    told = await as_kept(session, told)
    erased = await erased_among(session, {one.fact.resident_id for one in told})
    await note_given(session, [one for one in told if one.fact.resident_id not in erased])


@reactions.on(ConsentWithdrawnV1)
async def send_no_more(session: AsyncSession, told: Sequence[Told[ConsentWithdrawnV1]]) -> None:
    """What is on its way and has not left stays here."""
    told = await as_kept(session, told)
    erased = await erased_among(session, {one.fact.resident_id for one in told})
    about = [one for one in told if one.fact.resident_id not in erased]
    await note_withdrawn(session, about)
    for one in about:
        if await refusing(session, [one.fact.resident_id], one.fact.purpose):
            await hold_back(session, one.fact.resident_id, codes_for(one.fact.purpose))
