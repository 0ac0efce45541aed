"""The audit log: who saw or changed what about whom, on what ground. Rows are added, never changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import FetchedValue, Identity
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.permissions import STAFF
from shared.kit.access import Caller
from shared.kit.correlation import correlation_id
from shared.kit.database import CENTER, Table

_LOOKS = frozenset({"read", "listed", "found", "printed", "exported", "results_read"})
_TOLD_OTHERWISE = frozenset({"registration.made", "call.made"})
"""Of these the resident hears in their own words, or they are a talk with the resident."""
_OF_THEMSELVES = frozenset({"membership.begun", "membership.corrected", "membership.ended", "council.asked"})
"""What somebody is in an organisation, and what they answered: nobody is asked for a ground, yet they are to know."""


class AuditRow(Table):
    """One line of the log: ids, codes, and digests of words (`shared.kit.audit_words`)."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    center_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor_id: Mapped[UUID | None]
    actor_role: Mapped[str]
    action: Mapped[str]
    about_id: Mapped[UUID | None]
    ground: Mapped[str | None]
    evidence: Mapped[str | None]
    correlation_id: Mapped[str | None]


def is_look(action: str) -> bool:
    """Whether somebody only looked: an action ends by what was done, `resident.read`, `residents.listed`."""
    return action.rpartition(".")[2] in _LOOKS


def is_deed(actor_role: str, action: str, ground: str | None) -> bool:
    """Whether a member of staff acted in the name of the person that the line is about: mostly a ground says why."""
    if actor_role not in STAFF or action in _TOLD_OTHERWISE or is_look(action):
        return False
    return ground is not None or action in _OF_THEMSELVES


NOTING = """
insert into audit (center_id, actor_id, actor_role, action, about_id, ground, evidence, correlation_id)
values (:noted_center, :actor, :role, :action, :about, :why, :evidence, :correlation)
"""
"""The end of a statement that logs what the statement does; `noted_by` says what it is told."""


def noted_by(
    session: AsyncSession, action: str, about: UUID, ground: str | None, evidence: str | None
) -> dict[str, object]:
    """What `NOTING` is told, for the same line as `note` adds."""
    actor: Caller | None = session.info.get("actor")
    return {
        "noted_center": session.info.get(CENTER),
        "actor": actor.id if actor else None,
        "role": actor.role if actor else "system",
        "action": action,
        "about": about,
        "why": ground,
        "evidence": evidence,
        "correlation": correlation_id.get(),
    }


def note(
    session: AsyncSession,
    action: str,
    about: UUID | None = None,
    ground: str | None = None,
    evidence: str | None = None,
) -> None:
    """Logs that the session's actor did `action` (`resident.read`) about a person or a thing.

    `ground` is a code or a short phrase of why one person acts for another; `evidence` is a sheet's number or so. Words
    about somebody are kept apart from the line, and are erased with that person.
    """
    actor: Caller | None = session.info.get("actor")
    session.add(
        AuditRow(
            center_id=session.info.get(CENTER),
            actor_id=actor.id if actor else None,
            actor_role=actor.role if actor else "system",
            action=action,
            about_id=about,
            ground=ground,
            evidence=evidence,
            correlation_id=correlation_id.get(),
        )
    )
