"""Looks through the texts of a center for a name, and keeps where it stood."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.model import Resident
from services.registry.rights.erasures.errors import ErasureNotFound
from services.registry.rights.mentions.model import (
    WRITTEN,
    Mention,
    Place,
    Written,
    family_pattern,
    given_pattern,
)


async def note_mentions(session: AsyncSession, erasure: UUID, resident: Resident) -> None:
    """To be called while the name is still known; talks with the person go with them and are not looked at."""
    asked = {
        "center": resident.center_id,
        "resident": resident.id,
        "family": family_pattern(resident.family_name),
        "given": given_pattern(resident.given_name),
    }
    found: set[tuple[Place, UUID]] = set()
    for one in WRITTEN:
        found |= {(one.place, thing) for thing in await session.scalars(text(_looking(one)), asked)}
    session.add_all(
        Mention(erasure_id=erasure, place=place, thing_id=thing) for place, thing in sorted(found)
    )
    await session.flush()


async def mentions_of(session: AsyncSession, erasure: UUID) -> Sequence[Mention]:
    """Where the name stood, looked at or not."""
    wanted = select(Mention).where(Mention.erasure_id == erasure)
    return (await session.scalars(wanted.order_by(Mention.place, Mention.thing_id))).all()


async def get_mention(session: AsyncSession, erasure: UUID, place: str, thing: UUID) -> Mention:
    """Raises ErasureNotFound."""
    wanted = select(Mention).where(
        Mention.erasure_id == erasure, Mention.place == place, Mention.thing_id == thing
    )
    found = await session.scalar(wanted.with_for_update())
    if found is None:
        raise ErasureNotFound
    return found


def _looking(one: Written) -> str:
    words = f"replace(lower(concat_ws(' ', {', '.join(one.words)})), 'ё', 'е')"
    others = " and resident_id is distinct from cast(:resident as uuid)" if one.table == "talks" else ""
    return (
        f"select distinct {one.leads_to} from {one.table}"
        f" where center_id = :center and {words} ~ :family and {words} ~ :given{others}"
    )
