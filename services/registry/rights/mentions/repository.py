"""Looks through the texts of a center for a name, and keeps where it stood."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.model import Resident
from services.registry.rights.erasures.errors import ErasureNotFound
from services.registry.rights.mentions.model import (
    PLACES,
    WRITTEN,
    Mention,
    Named,
    family_pattern,
    given_pattern,
)
from shared.kit.mentions import Name, places_with

_NAMED = "named"


async def note_mentions(session: AsyncSession, erasure: UUID, resident: Resident) -> None:
    """To be called while the name is still known; what others are asked after the commit, `named_in` says."""
    name = Name(resident.id, family_pattern(resident.family_name), given_pattern(resident.given_name))
    await add_mentions(session, erasure, await places_with(session, resident.center_id, WRITTEN, name))
    session.info.setdefault(_NAMED, []).append(Named(resident.center_id, erasure, name))


def named_in(session: AsyncSession) -> list[Named]:
    """Whoever was forgotten in this transaction: other services have not been asked for their names yet."""
    named: list[Named] = session.info.pop(_NAMED, [])
    return named


async def add_mentions(session: AsyncSession, erasure: UUID, found: Iterable[tuple[str, UUID]]) -> None:
    """Keeps where a name stood, for a manager to look at; a place that is none of ours is left out."""
    session.add_all(
        Mention(erasure_id=erasure, place=place, thing_id=thing)
        for known, thing in sorted(set(found))
        for place in PLACES
        if place == known
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
