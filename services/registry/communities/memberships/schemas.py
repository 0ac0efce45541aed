"""Memberships as they are sent and answered."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from services.registry.communities.forms.model import ShownTo
from services.registry.communities.memberships.model import EndReason
from services.registry.communities.organisations.schemas import Document
from shared.contracts.codes import MembershipRole
from shared.kit.bodies import StrictModel
from shared.kit.paging import CountedQuery


class MembershipCreate(StrictModel):
    """Somebody begins to be something in an organisation."""

    organisation_id: UUID
    resident_id: UUID
    role: MembershipRole = "member"
    since: date | None = Field(None, description="today where it is not said")
    until: date | None = Field(
        None, description="the last day of the term; for councils two years by default"
    )
    document: Document | None = Field(None, description="by which decision")
    shown_to: ShownTo = Field("members", description="who may see the name beside the role")


class MembershipUpdate(StrictModel):
    """What is to be corrected; what is left out stays."""

    since: date | None = None
    until: date | None = None
    document: Document | None = None
    shown_to: ShownTo | None = None


class MembershipEnd(StrictModel):
    """Somebody is something no longer."""

    on: date | None = Field(None, description="the first day without it; today where it is not said")
    reason: EndReason


class MembershipRead(BaseModel):
    """One role of one person."""

    id: UUID
    organisation_id: UUID
    resident_id: UUID | None = Field(description="absent where the person was erased")
    name: str | None
    role: MembershipRole
    since: date
    until: date | None
    ended_on: date | None
    end_reason: EndReason | None
    document: Document | None
    shown_to: ShownTo
    over: bool = Field(description="whether the term is over, though nobody has ended it")
    age_known: bool = Field(description="whether the year of birth says that the age fits")
    version: int


class MembershipQuery(CountedQuery):
    """Which memberships are wanted."""

    organisation_id: UUID | None = None
    resident_id: UUID | None = None
    role: MembershipRole | None = None
    standing: bool | None = Field(
        None, description="only those that nobody has ended, or only the ended ones"
    )
