"""The audit log: who saw or changed what about whom, on what ground. Rows are added, never changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import FetchedValue, Identity
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.access import Caller
from shared.kit.correlation import correlation_id
from shared.kit.database import CENTER, Table


class AuditRow(Table):
    """One line of the log; ids and codes only."""

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


def note(
    session: AsyncSession,
    action: str,
    about: UUID | None = None,
    ground: str | None = None,
    evidence: str | None = None,
) -> None:
    """Logs that the session's actor did `action` (`resident.read`) about a person or a thing.

    `ground` is a code or a short phrase of why one person acts for another; `evidence` is a sheet's number or so.
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
