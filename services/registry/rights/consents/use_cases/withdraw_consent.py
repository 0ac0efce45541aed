"""A consent is withdrawn, by the person or by a manager who was told to; every service stops within seconds."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.rights.consents.errors import ConsentOver
from services.registry.rights.consents.model import Consent, EndedHow
from services.registry.rights.consents.repository import others_in_force
from services.registry.rights.consents.use_cases.stop_uses import stop_uses
from shared.contracts.codes import Channel
from shared.contracts.registry import ConsentWithdrawnV1
from shared.kit import audit, outbox


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """Who withdraws it; a manager says how the person told them."""

    by: UUID
    channel: Channel
    ground: str | None = None


async def withdraw_consent(session: AsyncSession, consent: Consent, command: WithdrawConsent) -> Consent:
    """Personal data law (152-ФЗ, art. 9.2). `consent` is locked; raises ConsentOver where it has ended before.

    With the consent to keep a card end all the others: there is nothing left that they could allow to use.
    """
    if not consent.in_force:
        raise ConsentOver
    ending = [consent]
    if consent.purpose == "keep_card":
        ending += await others_in_force(session, consent)
    for one in ending:
        end_consent(session, one, "withdrawn", command.by, command.channel)
        audit.note(session, "consent.withdrawn", one.resident_id, command.channel, one.code)
    await session.flush()
    for one in ending:
        await stop_uses(session, one.center_id, one.resident_id, one.purpose)
    return consent


def end_consent(
    session: AsyncSession,
    consent: Consent,
    how: EndedHow,
    by: UUID | None = None,
    channel: Channel | None = None,
) -> None:
    """It ends, and everybody is told."""
    consent.end(how, by, channel)
    outbox.add(
        session,
        ConsentWithdrawnV1(
            consent_id=consent.id,
            resident_id=consent.resident_id,
            purpose=consent.purpose,
            text_version=consent.version,
            expired=how == "expired",
        ),
    )
