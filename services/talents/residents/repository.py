"""Reads and writes the local copy of residents."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.residents.model import Center, Resident
from shared.kit.database import CENTER

_HOUSES = text(
    """
    insert into residents (center_id, id, house_id)
    select cast(:center as uuid), id, house_id
    from unnest(cast(:ids as uuid[]), cast(:houses as uuid[])) as told (id, house_id)
    on conflict (center_id, id) do update set house_id = excluded.house_id where not residents.erased
    """
)
_MOVED = (
    text(
        """
        update offers as o set house_id = r.house_id from residents as r
        where r.id = any(cast(:ids as uuid[])) and o.resident_id = r.id and o.house_id is distinct from r.house_id
        """
    ),
    text(
        """
        update needs as n set house_id = r.house_id from residents as r
        where r.id = any(cast(:ids as uuid[])) and n.resident_id = r.id and n.house_id is distinct from r.house_id
        """
    ),
    text(
        """
        update matches as m set same_house = coalesce(n.house_id = o.house_id, false)
        from needs as n, offers as o
        where (m.asking_id = any(cast(:ids as uuid[])) or m.helping_id = any(cast(:ids as uuid[])))
          and m.state = 'found' and n.id = m.need_id and o.id = m.offer_id
        """
    ),
)
_ERASED = text(
    """
    insert into residents (center_id, id, erased) values (cast(:center as uuid), :id, true)
    on conflict (center_id, id) do update
      set erased = true, refused = false, house_id = null, asked_at = null, helped = 0
    """
)


async def put_houses(session: AsyncSession, houses: Mapping[UUID, UUID | None]) -> None:
    """Notes where these residents live, also on what they offer and need; whoever was erased stays so."""
    told = {"ids": list(houses), "houses": list(houses.values()), "center": session.info[CENTER]}
    await session.execute(_HOUSES, told)
    await put_homes_on_all(session, list(houses))


async def put_homes_on_all(session: AsyncSession, resident_ids: Sequence[UUID]) -> None:
    """Notes where these residents live on what they offer and need."""
    for statement in _MOVED:
        await session.execute(statement, {"ids": list(resident_ids)})


async def put_erased(session: AsyncSession, resident_id: UUID) -> None:
    await session.execute(_ERASED, {"id": resident_id, "center": session.info[CENTER]})


async def put_center(session: AsyncSession, center: UUID) -> None:
    await session.execute(insert(Center).values(id=center).on_conflict_do_nothing())


async def centers(session: AsyncSession) -> Sequence[UUID]:
    return (await session.scalars(select(Center.id))).all()


async def is_known(session: AsyncSession, resident_id: UUID) -> bool:
    """Whether the registry has told of this resident, and not of their erasure."""
    return bool(await session.scalar(select(~Resident.erased).where(Resident.id == resident_id)))


async def is_erased(session: AsyncSession, resident_id: UUID) -> bool:
    return bool(await session.scalar(select(Resident.erased).where(Resident.id == resident_id)))


async def note_asked(session: AsyncSession, resident_id: UUID, at: datetime) -> None:
    """The resident was asked for help: others go first for a while."""
    asked = {"id": resident_id, "at": at, "center": session.info[CENTER]}
    await session.execute(
        text(
            """
            insert into residents (center_id, id, asked_at) values (cast(:center as uuid), :id, :at)
            on conflict (center_id, id) do update set asked_at = excluded.asked_at where not residents.erased
            """
        ),
        asked,
    )


async def note_helped(session: AsyncSession, resident_id: UUID) -> None:
    await session.execute(
        update(Resident)
        .where(Resident.id == resident_id, ~Resident.erased)
        .values(helped=Resident.helped + 1)
    )


async def put_refused(session: AsyncSession, resident_id: UUID, refused: bool) -> None:
    """Notes whether the resident has taken back the consent to be matched."""
    row = insert(Resident).values(center_id=session.info[CENTER], id=resident_id, refused=refused)
    await session.execute(
        row.on_conflict_do_update(index_elements=["center_id", "id"], set_={"refused": refused})
    )
