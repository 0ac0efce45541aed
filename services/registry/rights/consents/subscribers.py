"""Writes down the consents that people give on the sheets of surveys, so that they can be seen and taken back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.errors import ResidentNotFound
from services.registry.rights.consents.errors import AlreadyInForce, WithdrawnSince
from services.registry.rights.consents.service import FROM_SURVEYS
from services.registry.rights.consents.use_cases.give_consent import GiveConsent, give_consent
from shared.contracts.surveys import ComplaintRaisedV1, HelpNeededV1, HelpOfferedV1
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()
Consented = HelpOfferedV1 | HelpNeededV1 | ComplaintRaisedV1


@reactions.on(HelpOfferedV1)
async def note_consents_to_offer(session: AsyncSession, told: Sequence[Told[HelpOfferedV1]]) -> None:
    """A sheet that offers help was answered with consent to use it so."""
    told = await as_kept(session, told)
    for one in told:
        await _note(session, one, one.fact.resident_id)


@reactions.on(HelpNeededV1)
async def note_consents_to_ask(session: AsyncSession, told: Sequence[Told[HelpNeededV1]]) -> None:
    """A sheet that asks for help was answered with consent to use it so."""
    told = await as_kept(session, told)
    for one in told:
        await _note(session, one, one.fact.resident_id)


@reactions.on(ComplaintRaisedV1)
async def note_consents_to_complain(session: AsyncSession, told: Sequence[Told[ComplaintRaisedV1]]) -> None:
    """A sheet that complains was answered with consent to follow the complaint."""
    told = await as_kept(session, told)
    for one in told:
        await _note(session, one, one.fact.resident_id)


async def _note(session: AsyncSession, told: Told[Consented], resident_id: UUID) -> None:
    """One that is in force already, was taken back since, or whose author is no more, is left alone."""
    code, _, version = told.fact.consent.partition("/")
    if code not in FROM_SURVEYS or not version.isdigit():
        return
    command = GiveConsent(
        told.center,
        resident_id,
        FROM_SURVEYS[code],
        int(version),
        how="survey",
        recorded_by=None,
        ground=told.fact.consent,
        given_at=told.occurred_at,
    )
    try:
        await give_consent(session, command)
    except (AlreadyInForce, WithdrawnSince, ResidentNotFound):
        return
