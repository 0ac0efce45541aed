"""A community, a group or an organisation of a center's neighborhood: what it is, where it acts, how to reach it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, SmallInteger, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.communities.forms.model import KINDS, DocumentKind, Gathering, Kind, ShownTo
from shared.contracts.codes import OrganisationKind, OrganisationScale
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["forming", "active", "dissolved"]
ContactKind = Literal["phone", "mail", "site", "messenger", "address", "hours"]


class Organisation(TenantRow, Table):
    """One organisation; a community of interest may have neither scale nor territory."""

    __tablename__ = "organisations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[OrganisationKind] = mapped_column(Text)
    scale: Mapped[OrganisationScale | None] = mapped_column(Text)
    name: Mapped[str]
    about: Mapped[str | None]
    parent_id: Mapped[UUID | None]
    entrance: Mapped[int | None] = mapped_column(SmallInteger)
    place_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), default=list)
    founded_on: Mapped[date | None]
    document_kind: Mapped[DocumentKind | None] = mapped_column(Text)
    document_number: Mapped[str | None]
    document_on: Mapped[date | None]
    gathering: Mapped[Gathering | None] = mapped_column(Text)
    part: Mapped[Decimal | None]
    whole: Mapped[Decimal | None]
    state: Mapped[State] = mapped_column(Text)
    active_since: Mapped[date | None]
    dissolved_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def of_kind(self) -> Kind:
        """What an organisation of this kind is."""
        return KINDS[self.kind]


class OrganisationHouse(TenantRow, Table):
    """A house in which an organisation acts."""

    __tablename__ = "organisation_houses"

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    house_id: Mapped[UUID] = mapped_column(primary_key=True)


class OrganisationContact(TenantRow, Table):
    """One way to reach an organisation, and who may see it."""

    __tablename__ = "organisation_contacts"

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    kind: Mapped[ContactKind] = mapped_column(Text)
    value: Mapped[str]
    shown_to: Mapped[ShownTo] = mapped_column(Text)
