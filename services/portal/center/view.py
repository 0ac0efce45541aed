"""A center with its rooms and its people, as everybody may see them."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from starlette.exceptions import HTTPException

from services.portal.center.hours import Now, now_said, unusual_said, week_said
from services.portal.center.model import Center, Colleague, Room
from services.portal.places.drawing import Drawing, draw
from services.portal.places.view import Features
from services.portal.visits.api import Listed, every
from services.portal.visits.visit import Visit
from shared.kit.clock import now, today

_PIECE = 500


@dataclass(frozen=True)
class CenterView:
    """Everything on a center's page."""

    center: Center
    now: Now | None
    week: list[tuple[str, str]]
    unusual: list[tuple[str, str]]
    rooms: list[Room]
    staff: list[Colleague]
    drawing: Drawing | None


async def center_by_slug(visit: Visit, slug: str) -> Center:
    """The center of this short name; 404 where there is none."""
    if not slug.replace("-", "").isalnum() or not slug.isascii() or not 2 <= len(slug) <= 40:
        raise HTTPException(404)
    found = await visit.api.get(Listed[Center], "registry", "/centers", {"slug": slug.lower()})
    if not found.items:
        raise HTTPException(404)
    return found.items[0]


async def center_of(visit: Visit, center: Center) -> CenterView:
    """A center with everything that its page says."""
    path = f"/centers/{center.id}"
    rooms, staff, places = await asyncio.gather(
        every(Room, visit.api, "registry", f"{path}/rooms", most=100),
        every(Colleague, visit.api, "registry", f"{path}/staff", most=50),
        visit.api.get(Features, "registry", f"{path}/places.geojson"),
    )
    own = [one for one in places.features if one["properties"]["kind"] != "house"]
    return CenterView(
        center=center,
        now=now_said(visit.speech, center, now()),
        week=week_said(visit.speech, center) if center.hours else [],
        unusual=unusual_said(visit.speech, center, today()),
        rooms=sorted(rooms, key=lambda one: -one.capacity),
        staff=sorted(staff, key=lambda one: one.name),
        drawing=draw(own, {}, _PIECE) if center.point or center.territory else None,
    )


async def own_center(visit: Visit, center: UUID) -> tuple[Center, str | None]:
    """The center in sight and its version."""
    return await visit.api.get_versioned(Center, "registry", f"/centers/{center}")
