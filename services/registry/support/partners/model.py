"""Partners of a center: who they are, what was agreed, what was done together, when to speak next."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

PartnerKind = Literal["school", "library", "social", "leisure", "business", "deputy", "municipal", "other"]

Contacts = list[dict[str, Any]]  # Any: JSON whose shape schemas.py keeps


class Partner(TenantRow, Table):
    """An organisation or a person in office that does things together with the center."""

    __tablename__ = "partners"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    kind: Mapped[PartnerKind] = mapped_column(Text)
    about: Mapped[str]
    contacts: Mapped[Contacts] = mapped_column(JSONB)
    account_id: Mapped[UUID | None]
    """Whose account sees this card and what belongs to it, and nothing else."""
    company_id: Mapped[UUID | None]
    """The management company for which the card stands: the account sees the houses that it manages, too."""
    next_contact_on: Mapped[date | None]
    note: Mapped[str]
    """For the center's managers."""
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Agreement(TenantRow, Table):
    """What either side has promised, and where the paper lies."""

    __tablename__ = "partner_agreements"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    partner_id: Mapped[UUID]
    number: Mapped[str]
    signed_on: Mapped[date]
    until: Mapped[date | None]
    ours: Mapped[str]
    theirs: Mapped[str]
    document: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Doing(TenantRow, Table):
    """Something that was done together."""

    __tablename__ = "partner_doings"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    partner_id: Mapped[UUID]
    done_on: Mapped[date]
    what: Mapped[str]
    result: Mapped[str]
