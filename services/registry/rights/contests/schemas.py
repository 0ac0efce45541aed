"""Contests as they are sent and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.registry.rights.contests.model import Outcome, Where
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class ContestCreate(StrictModel):
    """What was not asked for: a line of a service's audit log, as `GET …/audit` showed it."""

    service: Where
    line: int = Field(ge=1, le=2**63 - 1)
    action: str = Field(min_length=1, max_length=100)
    done_at: datetime
    words: Words | None = None


class ContestSettle(StrictModel):
    """What the center found and did; the resident reads it."""

    outcome: Outcome
    answer: Words


class ContestQuery(PageQuery):
    """Which contests; managers see everybody's."""

    open: bool | None = None


class ContestRead(BaseModel):
    """One contest."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    resident_id: UUID
    service: Where
    line: int
    action: str
    done_at: datetime
    words: str | None
    contested_at: datetime
    settled_at: datetime | None
    outcome: Outcome | None
    answer: str | None
    version: int
