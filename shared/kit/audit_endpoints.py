"""`GET /centers/{center}/audit?about=`: who looked at what about a person, and who did what, in every service."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, Field
from sqlalchemy import ColumnElement, and_, func, or_, select

from shared.contracts.permissions import PERMISSIONS
from shared.kit import audit
from shared.kit.audit import AuditRow, is_deed, is_look
from shared.kit.audit_words import AuditWords, said
from shared.kit.problems import NotFound, problems
from shared.kit.routing import Router
from shared.kit.trouble import NoAnswer
from shared.kit.work import Work, may

Line = Annotated[int, AfterValidator(lambda line: min(max(line, 0), 2**31 - 1))]
Reason = Annotated[str, AfterValidator(lambda said: said.replace("\0", ""))]


class AuditQuery(BaseModel):
    """About whom, and which part of the log."""

    about: UUID = Field(description="the person, or the thing")
    before: Line | None = Field(None, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=100)
    reason: Reason | None = Field(None, max_length=200, description="why a manager looks; kept in the log")


class AuditLine(BaseModel):
    """One line; `look` says that nothing was changed, `deed` that it was done in the person's name."""

    id: int
    at: datetime
    actor_id: UUID | None
    actor_role: str
    action: str
    look: bool
    deed: bool
    ground: str | None
    evidence: str | None = Field(None, description="for managers only")


class AuditPage(BaseModel):
    """A part of the log, newest first."""

    items: list[AuditLine]
    next: int | None


def router_of(service: str) -> Iterator[APIRouter]:
    """The router of one service, where the table of permissions knows it."""
    permission = f"{service}.audit.read"
    if permission not in PERMISSIONS:
        return
    router = Router(tags=["audit"])

    @router.get("/centers/{center}/audit", responses=problems(NoAnswer))
    async def read(
        query: Annotated[AuditQuery, Query()], work: Annotated[Work, may(permission)]
    ) -> AuditPage:
        """The log about one person: for themselves, for whoever is their guardian, and for managers, whose looking is
        a line of the log too."""
        return await _read(work, query)

    yield router


async def _read(work: Work, query: AuditQuery) -> AuditPage:
    by_manager = work.caller.role == "manager"
    if not by_manager and not await work.speaks_for(query.about):
        raise NotFound
    words = and_(AuditWords.center_id == AuditRow.center_id, AuditWords.line == AuditRow.id)
    wanted = (
        select(AuditRow, AuditWords)
        .outerjoin(AuditWords, words)
        .where(AuditRow.center_id == work.center, _about(query.about))
    )
    if query.before is not None:
        wanted = wanted.where(AuditRow.id < query.before)
    found = (await work.session.execute(wanted.order_by(AuditRow.id.desc()).limit(query.limit + 1))).all()
    shown = found[: query.limit]
    if by_manager:
        audit.note(work.session, "audit.read", about=query.about, evidence=query.reason)
    return AuditPage(
        items=[_line(row, words, by_manager=by_manager) for row, words in shown],
        next=shown[-1][0].id if len(found) > query.limit else None,
    )


def _about(person: UUID) -> ColumnElement[bool]:
    """Lines about the person, and lists in which they stood."""
    in_a_list = and_(AuditRow.about_id.is_(None), func.strpos(AuditRow.evidence, str(person)) > 0)
    return or_(AuditRow.about_id == person, in_a_list)


def _line(row: AuditRow, words: AuditWords | None, *, by_manager: bool) -> AuditLine:
    evidence = said(row.evidence, words.evidence if words else None)
    return AuditLine(
        id=row.id,
        at=row.at,
        actor_id=row.actor_id,
        actor_role=row.actor_role,
        action=row.action,
        look=is_look(row.action),
        deed=row.actor_id != row.about_id and is_deed(row.actor_role, row.action, row.ground),
        ground=said(row.ground, words.ground if words else None),
        evidence=evidence if by_manager and row.about_id is not None else None,
    )
