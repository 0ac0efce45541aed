"""An entry of the dispatcher's directory: who helps, with what, whom, where, when, and when that was last true."""

from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.places.centers.model import CITY
from shared.kit.clock import now, today
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

Level = Literal["local", "city", "national"]
BodyKind = Literal["state", "ngo", "departmental", "municipal"]
Support = Literal["informational", "organisational", "financial", "moral"]

GOOD_FOR = timedelta(days=183)
"""Half a year; after that an entry asks to be confirmed."""

Parts = list[dict[str, Any]]  # Any: JSON of services, places and the like, whose shape schemas.py keeps


class DirectoryEntry(TenantRow, Table):
    """An organisation with everything by which it can be asked for help; edited as a whole."""

    __tablename__ = "directory_entries"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    also: Mapped[str]
    about: Mapped[str]
    level: Mapped[Level] = mapped_column(Text)
    body: Mapped[BodyKind] = mapped_column(Text)
    support: Mapped[list[str]]
    site: Mapped[str | None]
    mail: Mapped[str | None]
    services: Mapped[Parts] = mapped_column(JSONB)
    places: Mapped[Parts] = mapped_column(JSONB)
    phones: Mapped[Parts] = mapped_column(JSONB)
    contacts: Mapped[Parts] = mapped_column(JSONB)
    note: Mapped[str]
    """For colleagues; never shown to residents nor exported."""
    public: Mapped[bool]
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[UUID | None]
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def shared(self) -> bool:
        """Whether it is the city's, and so for all centers."""
        return self.center_id == CITY

    @property
    def ask_on(self) -> date:
        """The day from which somebody should ask whether all this is still true."""
        return self.confirmed_on + GOOD_FOR

    @property
    def due(self) -> bool:
        """Whether that day has come."""
        return self.ask_on <= today()


def due_before() -> date:
    """What was confirmed on this day or earlier asks to be confirmed."""
    return today() - GOOD_FOR
