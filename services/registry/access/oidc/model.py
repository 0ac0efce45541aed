"""A person of a sign-in provider, linked to the staff account that they opened with a verified mail address."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table


class Identity(Table):
    """Who somebody is at the provider; its mail address may change, its subject does not."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    linked_at: Mapped[datetime] = mapped_column(default=now)
