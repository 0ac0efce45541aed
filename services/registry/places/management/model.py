"""The contract by which a company manages a house, and the paper itself."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

SOON = timedelta(days=60)
"""So long before its end a contract asks for a decision of the owners' meeting."""

LARGEST_DOCUMENT = 10 * 1024 * 1024


class Contract(TenantRow, Table):
    """A management contract; without a last day it runs on."""

    __tablename__ = "management_contracts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    house_id: Mapped[UUID]
    company_id: Mapped[UUID | None]
    company: Mapped[str]
    number: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    document_link: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def is_in_force(self, on: date) -> bool:
        """Whether the company manages the house by it on that day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)

    def ends_soon(self, on: date) -> bool:
        """Whether it is in force and will end within sixty days."""
        return self.is_in_force(on) and self.ends_on is not None and self.ends_on - on <= SOON


class ContractDocument(TenantRow, Table):
    """The contract as a PDF."""

    __tablename__ = "contract_documents"

    contract_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(default=now)
