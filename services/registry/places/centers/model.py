"""A neighborhood center: the place where active people of a neighborhood meet, and the tenant of every service."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.places.geometry.model import Geometry
from shared.contracts.codes import HostType
from shared.kit.clock import now
from shared.kit.database import Table
from shared.kit.ids import new_id
from shared.kit.problems import Wrong

CenterService = Literal[
    "support_initiatives", "exchange_practices", "gather_people", "pool_resources", "dispatch_information",
    "bring_together",
]  # fmt: skip
"""What a center does, in six verbs: supports, exchanges, gathers, pools, informs, brings together."""

CITY = UUID(int=0)
"""No center, but the owner of what all centers share: every center reads it."""

Json = dict[str, Any]  # Any: JSON


class Center(Table):
    """Everything about it is public."""

    __tablename__ = "centers"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str]
    name: Mapped[str]
    host: Mapped[HostType] = mapped_column(Text)
    address: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    about: Mapped[str | None]
    directions: Mapped[str | None]
    phone: Mapped[str | None]
    point: Mapped[Geometry | None] = mapped_column(JSONB(none_as_null=True))
    territory: Mapped[Geometry | None] = mapped_column(JSONB(none_as_null=True))
    hours: Mapped[list[Json]] = mapped_column(JSONB, default=list)
    exceptions: Mapped[list[Json]] = mapped_column(JSONB, default=list)
    services: Mapped[list[str]] = mapped_column(default=list)
    access: Mapped[list[str]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


def wrong_hours(spans: Sequence[Json], pointer: str, day: str) -> list[Wrong]:
    """What is wrong with times of one week or one list of dates: an end before its start, two that meet.

    `day` is the name of the field that says which day a span belongs to; times are «10:00», compared as texts.
    """
    found: list[Wrong] = []
    for place, one in enumerate(spans):
        if one["opens"] is None or one["closes"] is None:
            continue
        if one["opens"] >= one["closes"]:
            said = "Закрытие раньше открытия"
            found.append(Wrong(f"{pointer}/{place}/closes", "centers.hours-order", said))
        for other in spans[:place]:
            if other[day] == one[day] and other["opens"] is not None and _meet(one, other):
                said = "В этот день часы пересекаются"
                found.append(Wrong(f"{pointer}/{place}/opens", "centers.hours-overlap", said))
    return found


def _meet(one: Json, other: Json) -> bool:
    starts: str = max(one["opens"], other["opens"])
    ends: str = min(one["closes"], other["closes"])
    return starts < ends
