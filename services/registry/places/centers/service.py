"""Opening centers and correcting what is known of them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.errors import SlugTaken
from services.registry.places.centers.model import Center, wrong_hours
from services.registry.places.centers.repository import get_center
from services.registry.storage.model import Changes, change
from services.registry.storage.writing import Refusals, write
from shared.contracts.codes import HostType
from shared.contracts.registry import CenterOpenedV1
from shared.kit import audit, outbox
from shared.kit.etags import check_version
from shared.kit.problems import Invalid

_REFUSED: Refusals = {"centers_slug_key": SlugTaken}
_NEVER_EMPTY = frozenset({"name", "host", "address", "hours", "exceptions", "services", "access"})


@dataclass(frozen=True, slots=True)
class OpenCenter:
    """A center joins the network."""

    slug: str
    name: str
    host: HostType
    address: str


@dataclass(frozen=True, slots=True)
class CorrectCenter:
    """What is not in `changes` stays as it is."""

    center_id: UUID
    version: int
    changes: Changes


async def open_center(session: AsyncSession, command: OpenCenter) -> Center:
    """Raises SlugTaken."""
    center = Center(slug=command.slug, name=command.name, host=command.host, address=command.address)
    session.add(center)
    await write(session, _REFUSED)
    audit.note(session, "center.opened", about=center.id)
    outbox.add(session, CenterOpenedV1(center_id=center.id, host=center.host), center=center.id)
    return center


async def correct_center(session: AsyncSession, command: CorrectCenter) -> Center:
    """Raises CenterNotFound, Invalid for hours that cannot be so, and Outdated where somebody was faster."""
    center = await get_center(session, command.center_id)
    check_version(center, command.version)
    change(center, command.changes, _NEVER_EMPTY)
    wrong = [
        *wrong_hours(center.hours, "/hours", "weekday"),
        *wrong_hours(center.exceptions, "/exceptions", "on"),
    ]
    if wrong:
        raise Invalid(*wrong)
    audit.note(session, "center.corrected", about=center.id)
    await session.flush()
    return center
