"""Writes appeals down, corrects them, and notes how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.appeals.errors import AppealNotFound
from services.events.appeals.model import Appeal, Move, Recipient
from services.events.appeals.repository import (
    appeal_by_id,
    appeals_by,
    appeals_under_the_law,
    blank_steps,
    insert_raised,
)
from services.events.residents.model import Voice
from services.events.residents.service import must_have_a_voice, note_said_for
from services.events.terms.repository import known_terms
from shared.contracts.codes import Complaint
from shared.contracts.events import AppealMovedV1, AppealNotedV1
from shared.contracts.surveys import ComplaintRaisedV1
from shared.kit import audit, outbox
from shared.kit.access import Caller
from shared.kit.clock import today
from shared.kit.etags import check_version


@dataclass(frozen=True, slots=True)
class NoteAppeal:
    """An appeal as somebody says it."""

    about: Complaint
    words: str
    house_id: UUID | None
    recipient: Recipient
    to_whom: str | None
    entry_id: UUID | None
    promised_on: date | None


class Changes(TypedDict, total=False):
    """What changes; whatever is left out stays."""

    about: Complaint
    words: str
    house_id: UUID | None
    recipient: Recipient
    to_whom: str | None
    entry_id: UUID | None
    promised_on: date | None


async def note_appeal(session: AsyncSession, voice: Voice, command: NoteAppeal) -> Appeal:
    """The new appeal; raises Invalid where its author is nobody of the center."""
    await must_have_a_voice(session, voice)
    appeal = Appeal(
        about=command.about,
        words=command.words,
        house_id=command.house_id,
        resident_id=voice.resident_id,
        recipient=command.recipient,
        to_whom=command.to_whom,
        entry_id=command.entry_id,
        promised_on=command.promised_on,
        channel=voice.channel,
        state="waiting",
    )
    session.add(appeal)
    await session.flush()
    note_said_for(session, "appeal.noted-for", voice, appeal.id)
    outbox.add(session, _noted(appeal))
    return appeal


async def raise_appeal(
    session: AsyncSession, said: ComplaintRaisedV1, about: Complaint, at: datetime
) -> None:
    """An appeal that waits for a manager's decision; a sheet raises one about a matter once."""
    appeal = await insert_raised(session, said, about, at)
    if appeal is not None:
        outbox.add(session, _noted(appeal))


async def read_appeal(session: AsyncSession, caller: Caller, appeal_id: UUID) -> Appeal:
    """Raises AppealNotFound, also for another resident's; the log keeps which manager has read whose."""
    appeal = await appeal_by_id(session, appeal_id)
    _must_see(caller, appeal)
    if caller.role == "manager" and appeal.resident_id is not None:
        audit.note(session, "appeal.read", about=appeal.resident_id, evidence=str(appeal.id))
    return appeal


async def change_appeal(session: AsyncSession, appeal_id: UUID, expected: int, changes: Changes) -> Appeal:
    """Raises AppealNotFound, Outdated, AppealOver."""
    appeal = await appeal_by_id(session, appeal_id, for_update=True)
    check_version(appeal, expected)
    appeal.must_be_open()
    for name, value in changes.items():
        setattr(appeal, name, value)
    appeal.reckon(await known_terms(session))
    await session.flush()
    audit.note(session, "appeal.changed", about=appeal.resident_id, evidence=str(appeal.id))
    return appeal


async def move_appeal(
    session: AsyncSession, caller: Caller, appeal_id: UUID, expected: int, move: Move
) -> Appeal:
    """Notes a step. Raises AppealNotFound, Outdated, AppealOver, StepImpossible, and Invalid as the model does."""
    appeal = await appeal_by_id(session, appeal_id, for_update=True)
    _must_see(caller, appeal)
    check_version(appeal, expected)
    session.add(appeal.move(move, today(), await known_terms(session)))
    await session.flush()
    if caller.role == "manager" and appeal.resident_id is not None:
        _note_step(session, appeal.resident_id, move, str(appeal.id))
    outbox.add(session, _moved(appeal, move.on))
    return appeal


async def reckon_anew(session: AsyncSession) -> None:
    """Says anew by when the law wants an answer; of a term that began before an edition's day nothing changes."""
    terms = await known_terms(session)
    for appeal in await appeals_under_the_law(session):
        appeal.reckon(terms)
    await session.flush()


async def forget_author(session: AsyncSession, resident_id: UUID) -> None:
    """Takes an erased resident and their words off their appeals; what was not sent yet is withdrawn."""
    await _forget(session, await appeals_by(session, resident_id))


async def forget_whose_survey(session: AsyncSession, resident_id: UUID, until: datetime) -> None:
    """The same for what a resident's sheets raised until their consent was taken back."""
    await _forget(session, await appeals_by(session, resident_id, raised_before=until))


async def _forget(session: AsyncSession, theirs: Sequence[Appeal]) -> None:
    await blank_steps(session, [appeal.id for appeal in theirs])
    for appeal in theirs:
        if appeal.forget_author():
            outbox.add(session, _moved(appeal, today()))
    await session.flush()


def _note_step(session: AsyncSession, author: UUID, move: Move, evidence: str) -> None:
    """What happened elsewhere is noted; that an appeal was taken back is done in its author's name, on a ground."""
    if move.step == "withdraw":
        audit.note(session, "appeal.withdrawn-for", author, move.note or "withdrawn", evidence)
    else:
        audit.note(session, "appeal.moved", about=author, evidence=evidence)


def _noted(appeal: Appeal) -> AppealNotedV1:
    return AppealNotedV1(
        appeal_id=appeal.id, about=appeal.about, house_id=appeal.house_id, resident_id=appeal.resident_id,
        channel=appeal.channel,
    )  # fmt: skip


def _moved(appeal: Appeal, on: date) -> AppealMovedV1:
    return AppealMovedV1(
        appeal_id=appeal.id, house_id=appeal.house_id, state=appeal.state, outcome=appeal.outcome, on=on
    )


def _must_see(caller: Caller, appeal: Appeal) -> None:
    if caller.role == "resident" and appeal.resident_id != caller.id:
        raise AppealNotFound
