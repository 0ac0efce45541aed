"""Somebody agrees to one use of their data: on the site, by a signed sheet, aloud before a witness, on a survey."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.model import Resident
from services.registry.places.centers.repository import get_center
from services.registry.rights.consents import repository, service
from services.registry.rights.consents.errors import (
    AlreadyInForce,
    SheetNumberTaken,
    WithdrawnSince,
    WrittenOnly,
)
from services.registry.rights.consents.model import Consent, ConsentText, How, Wording
from services.registry.storage.writing import Refusals, write
from shared.contracts.codes import ConsentPurpose
from shared.contracts.registry import ConsentGivenV1
from shared.kit import audit, outbox
from shared.kit.clock import CITY_TIME, now, today
from shared.kit.problems import invalid

_REFUSED: Refusals = {"consents_number": SheetNumberTaken}


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """`version` is the text that was read; `number` and `signed_on` are of the signed sheet."""

    center_id: UUID
    resident_id: UUID
    purpose: ConsentPurpose
    version: int
    how: How
    recorded_by: UUID | None
    number: str | None = None
    signed_on: date | None = None
    witness: str | None = None
    ground: str | None = None
    given_at: datetime | None = None
    """When a survey's sheet was answered; now for everything else."""


async def give_consent(session: AsyncSession, command: GiveConsent) -> Consent:
    """Raises ResidentNotFound, AlreadyInForce, WithdrawnSince, SheetNumberTaken, WrittenOnly, and Invalid."""
    await lock_resident(session, command.center_id, command.resident_id)
    wording = _read(command)
    given_at = _moment(command)
    before = await repository.present_consent(
        session, command.center_id, command.resident_id, command.purpose
    )
    await _must_be_after_withdrawal(session, command, given_at)
    if before is not None and before.in_force and before.version >= command.version:
        raise AlreadyInForce
    if before is not None:
        before.end("replaced" if before.in_force else "expired")
        await session.flush()
    consent = await _write(session, command, wording, given_at)
    audit.note(session, "consent.given", command.resident_id, command.how, _evidence(consent))
    outbox.add(
        session,
        ConsentGivenV1(
            consent_id=consent.id,
            resident_id=consent.resident_id,
            purpose=consent.purpose,
            text_version=consent.version,
        ),
    )
    return consent


async def lock_resident(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """Giving and withdrawing of one person go one after another; raises ResidentNotFound."""
    statement = select(Resident.id).where(Resident.center_id == center, Resident.id == resident)
    if await session.scalar(statement.with_for_update(key_share=True)) is None:
        raise ResidentNotFound


def _read(command: GiveConsent) -> Wording:
    if command.how == "survey":
        return service.present(command.purpose)
    wording = service.wordings().get((command.purpose, command.version))
    if wording is None:
        raise invalid("/version", "consents.version-unknown", "Такого текста согласия нет")
    signed_on = command.signed_on or today()
    if signed_on < wording.valid_from:
        raise invalid("/signed_on", "consents.signed-before-text", "В этот день такого текста ещё не было")
    newest = service.present(command.purpose, signed_on)
    if wording.version != newest.version:
        raise invalid("/version", "consents.text-changed", "Текст согласия обновился: прочтите новый")
    if wording.written and command.how == "aloud":
        raise WrittenOnly
    return wording


def _moment(command: GiveConsent) -> datetime:
    """A sheet counts from the end of the day on which it was signed: its hour is not known."""
    if command.signed_on is None:
        return command.given_at or now()
    if command.signed_on > today():
        raise invalid("/signed_on", "consents.signed-later", "Эта дата ещё не наступила")
    end_of_day = datetime.combine(command.signed_on, time.max, CITY_TIME)
    return min(end_of_day, now())


async def _must_be_after_withdrawal(session: AsyncSession, command: GiveConsent, given_at: datetime) -> None:
    withdrawn = await repository.last_withdrawal(
        session, command.center_id, command.resident_id, command.purpose
    )
    if withdrawn is not None and given_at <= withdrawn:
        raise WithdrawnSince


async def _write(
    session: AsyncSession, command: GiveConsent, wording: Wording, given_at: datetime
) -> Consent:
    text = await _words(session, command, wording)
    digest = service.digest_of(text)
    kept = ConsentText(
        center_id=command.center_id,
        digest=digest,
        purpose=wording.purpose,
        version=command.version,
        body=dict(text),
    )
    await repository.keep_text(session, kept)
    consent = Consent(
        center_id=command.center_id,
        resident_id=command.resident_id,
        purpose=command.purpose,
        version=command.version,
        text_digest=digest,
        how=command.how,
        number=command.number,
        witness=command.witness,
        ground=command.ground,
        given_at=given_at,
        recorded_by=command.recorded_by,
        valid_until=_last_moment(given_at, wording.years),
    )
    session.add(consent)
    await write(session, _REFUSED)
    return consent


async def _words(session: AsyncSession, command: GiveConsent, wording: Wording) -> Mapping[str, object]:
    """What was read: the text of the center, in the words about a child where it is one; or what the survey's
    questionnaire says, by its code."""
    if command.how == "survey":
        return {"purpose": command.purpose, "questionnaire": command.ground}
    adult = await session.scalar(
        select(Resident.adult).where(
            Resident.center_id == command.center_id, Resident.id == command.resident_id
        )
    )
    said = service.said_for(wording, child=not adult)
    return service.read_by(said, await get_center(session, command.center_id))


def _last_moment(given_at: datetime, years: int | None) -> datetime | None:
    if years is None:
        return None
    try:
        return given_at.replace(year=given_at.year + years)
    except ValueError:  # the 29th of February
        return given_at.replace(year=given_at.year + years, day=28)


def _evidence(consent: Consent) -> str:
    """The text's code and the sheet's number; never the witness' name, which is a person's."""
    return consent.code if consent.number is None else f"{consent.code} {consent.number}"
