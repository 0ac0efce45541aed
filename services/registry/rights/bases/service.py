"""Writes down on what a card is kept, when somebody is entered and later."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.repository import get_resident
from services.registry.rights.bases.model import CardBasis, Kept, Stated
from services.registry.rights.bases.repository import basis_of, consent_of
from services.registry.rights.consents import service as texts
from services.registry.rights.consents.use_cases.give_consent import GiveConsent, give_consent
from shared.kit import audit
from shared.kit.clock import now, today
from shared.kit.problems import beneath, invalid


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said when somebody was entered: a consent, another basis, or that it is awaited."""

    how: Literal["paper", "aloud", "web", "stated", "awaited"]
    version: int | None = None
    number: str | None = None
    signed_on: date | None = None
    witness: str | None = None
    ground: str | None = None
    basis: Stated | None = None


async def note_entry(session: AsyncSession, center: UUID, resident: UUID, entry: Entry, by: UUID) -> None:
    """In the transaction in which the card is written. Raises SheetNumberTaken, and Invalid beneath `/consent`."""
    with beneath("/consent"):
        if entry.how == "stated":
            if entry.basis is None:
                raise invalid("/basis", "bases.missing", "Выберите, на чём держится запись")
            await state_basis(session, center, resident, entry.basis, entry.ground, by, words_at="/ground")
        elif entry.how != "awaited":
            await _agree(session, center, resident, entry, by)


def must_be_a_sheet(number: str | None, signed_on: date | None) -> None:
    """What a signed sheet needs before anybody is asked: a number, a day that has come, a text of that day.

    Raises Invalid at `/number` and `/signed_on`.
    """
    texts.must_be_proven(Entry("paper", number=number, signed_on=signed_on))
    assert signed_on is not None
    if signed_on > today():
        raise invalid("/signed_on", "consents.signed-later", "Эта дата ещё не наступила")
    if signed_on < texts.present("keep_card", signed_on).valid_from:
        raise invalid("/signed_on", "consents.signed-before-text", "В этот день такого текста ещё не было")


async def state_basis(
    session: AsyncSession,
    center: UUID,
    resident: UUID,
    basis: Stated,
    words: str | None,
    by: UUID,
    *,
    words_at: str = "/words",
) -> None:
    """A later word replaces an earlier one. Raises Invalid without words."""
    if words is None:
        raise invalid(words_at, "bases.words-missing", "Напишите, какой это договор, закон или случай")
    found = await basis_of(session, center, resident) or CardBasis(center_id=center, resident_id=resident)
    found.basis, found.words, found.stated_at, found.stated_by = basis, words, now(), by
    session.add(found)
    await session.flush()
    audit.note(session, "basis.stated", resident, ground=words, evidence=basis)


async def take_back_basis(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """A consent is awaited again."""
    found = await basis_of(session, center, resident)
    if found is not None:
        await session.delete(found)
        await session.flush()
        audit.note(session, "basis.taken-back", resident)


async def kept_on(session: AsyncSession, center: UUID, resident: UUID) -> Kept:
    """A consent first, then what was stated, else it is awaited since the entry. Raises ResidentNotFound."""
    card = await get_resident(session, center, resident)
    consent = await consent_of(session, center, resident)
    if consent is not None:
        return Kept("consent", consent.given_at, consent_id=consent.id)
    stated = await basis_of(session, center, resident)
    if stated is not None:
        return Kept(stated.basis, stated.stated_at, stated.words)
    return Kept("awaited", card.joined_at)


async def _agree(session: AsyncSession, center: UUID, resident: UUID, entry: Entry, by: UUID) -> None:
    assert entry.how in ("paper", "aloud", "web")
    texts.must_be_proven(entry)
    await give_consent(
        session,
        GiveConsent(
            center,
            resident,
            "keep_card",
            entry.version or texts.present("keep_card", entry.signed_on).version,
            entry.how,
            recorded_by=by,
            number=entry.number,
            signed_on=entry.signed_on,
            witness=entry.witness,
            ground=entry.ground,
        ),
    )
