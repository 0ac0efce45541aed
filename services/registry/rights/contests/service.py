"""Contesting and settling; both are lines of the audit log too."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.repository import get_resident
from services.registry.rights.contests.errors import AlreadyContested
from services.registry.rights.contests.model import Contest, Outcome, Where
from services.registry.rights.contests.repository import get_contest
from services.registry.storage.writing import Refusals, write
from shared.kit import audit
from shared.kit.etags import check_version

_REFUSED: Refusals = {"contests_line_key": AlreadyContested}


@dataclass(frozen=True, slots=True)
class ContestDeed:
    """Which line, and what the person says to it."""

    center_id: UUID
    resident_id: UUID
    service: Where
    line: int
    action: str
    done_at: datetime
    words: str | None


@dataclass(frozen=True, slots=True)
class SettleContest:
    """What the center answers."""

    center_id: UUID
    contest_id: UUID
    version: int
    outcome: Outcome
    answer: str
    by: UUID


async def contest(session: AsyncSession, command: ContestDeed) -> Contest:
    """Raises ResidentNotFound and AlreadyContested."""
    await get_resident(session, command.center_id, command.resident_id)
    made = Contest(
        resident_id=command.resident_id,
        service=command.service,
        line=command.line,
        action=command.action,
        done_at=command.done_at,
        words=command.words,
    )
    session.add(made)
    await write(session, _REFUSED)
    line = f"{command.service} {command.line}"
    audit.note(session, "deed.contested", about=command.resident_id, evidence=line)
    return made


async def settle(session: AsyncSession, command: SettleContest) -> Contest:
    """Raises ContestNotFound, AlreadySettled, and Outdated."""
    found = await get_contest(session, command.center_id, command.contest_id)
    check_version(found, command.version)
    found.settle(command.outcome, command.answer, command.by)
    await session.flush()
    line = f"{found.service} {found.line} {command.outcome}"
    audit.note(session, "contest.settled", about=found.resident_id, evidence=line)
    return found
