"""Somebody takes back the consent to be matched: what they offered and asked for is closed, and whoever counted on it
learns that it is off."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.needs import repository as needs
from services.talents.needs.service import close
from services.talents.offers import repository as offers
from services.talents.offers.service import take_down
from services.talents.residents import repository
from shared.contracts.codes import ConsentPurpose
from shared.kit.consents import note_given_at, refusing, withdrawn_since

PURPOSE: ConsentPurpose = "help_matching"


async def stop_matching(session: AsyncSession, resident_id: UUID, at: datetime) -> None:
    """Closes whatever rests on a consent that was taken back at `at`; what was said after that is left alone."""
    await follow_consent(session, resident_id)
    for need in await needs.unmet_before(session, resident_id, at):
        await close(session, need, "withdrawn", "asking")
    for offer_id in await offers.standing_before(session, resident_id, at):
        await take_down(session, offer_id)


async def follow_consent(session: AsyncSession, resident_id: UUID) -> bool:
    """Whether the resident may offer and ask from now on."""
    if await repository.is_erased(session, resident_id):
        return False
    refused = resident_id in await refusing(session, [resident_id], PURPOSE)
    await repository.put_refused(session, resident_id, refused)
    return not refused


async def may_match(session: AsyncSession, resident_id: UUID, said_at: datetime) -> bool:
    """Whether what a sheet says with consent may be used: not where its author is no more or has changed their mind.

    The sheet is itself the newest consent, where nothing was taken back after it and the card may be kept.
    """
    if await repository.is_erased(session, resident_id):
        return False
    if await withdrawn_since(session, resident_id, PURPOSE, said_at):
        return False
    await note_given_at(session, [(resident_id, PURPOSE, said_at)])
    return await follow_consent(session, resident_id)
