"""Obeys the residents' consents: answers of whoever took theirs back flow nowhere any more."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.surveys.consents.model import codes_for
from services.surveys.sheets.repository import drop_consents
from shared.contracts.registry import ConsentWithdrawnV1
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(ConsentWithdrawnV1)
async def end_consents_of_sheets(session: AsyncSession, told: Sequence[Told[ConsentWithdrawnV1]]) -> None:
    """Sheets answered up to that moment carry this consent no longer; a later sheet is a new consent."""
    told = await as_kept(session, told)
    for one in told:
        for code in codes_for(one.fact.purpose):
            await drop_consents(session, one.fact.resident_id, code, one.occurred_at)
