"""The mailbox of a city that runs on one machine for trying it out: mail that would have gone out."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table
from shared.kit.ids import new_id


class Mail(Table):
    """One letter that anyone on this machine can read; written only where the settings ask for it."""

    __tablename__ = "dev_mail"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    address: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    resident_id: Mapped[UUID | None]
    at: Mapped[datetime]
