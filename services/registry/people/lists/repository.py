"""How lists, their members and rounds are found; a member's place is filled by the last one when they leave."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.lists.errors import ListNotFound, NotAMember, RoundNotFound
from services.registry.people.lists.model import ContactList, ListCall, ListMember, ListRound
from services.registry.people.residents.model import Resident, ResidentContact
from services.registry.places.houses.model import Premises


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the others see them."""

    resident_id: UUID
    name: str
    flat: str | None
    kind: str | None
    contact: str | None

    def as_read(self) -> dict[str, object]:
        """By the names of the answer."""
        return asdict(self)


def lists_of(center: UUID) -> Select[ContactList]:
    """Every list of the center."""
    return select(ContactList).where(ContactList.center_id == center)


async def get_list(
    session: AsyncSession, center: UUID, list_id: UUID, *, for_update: bool = False
) -> ContactList:
    """Raises ListNotFound. `for_update` lets one person at a time join or leave."""
    wanted = lists_of(center).where(ContactList.id == list_id)
    found = (await session.scalars(wanted.with_for_update() if for_update else wanted)).one_or_none()
    if found is None:
        raise ListNotFound
    return found


async def counts_of(session: AsyncSession, center: UUID, lists: Sequence[UUID]) -> dict[UUID, int]:
    """How many are in each of these lists."""
    counted = (
        select(ListMember.list_id, func.count().label("people"))
        .where(ListMember.center_id == center, ListMember.list_id.in_(lists))
        .group_by(ListMember.list_id)
    )
    return {row.list_id: row.people for row in await session.execute(counted)}


async def find_member(
    session: AsyncSession, center: UUID, list_id: UUID, resident: UUID
) -> ListMember | None:
    """Whoever is in the list."""
    return await session.get(ListMember, {"center_id": center, "list_id": list_id, "resident_id": resident})


async def lists_with(session: AsyncSession, center: UUID, resident: UUID) -> set[UUID]:
    """The lists in which a resident is."""
    found = await session.scalars(
        select(ListMember.list_id).where(ListMember.center_id == center, ListMember.resident_id == resident)
    )
    return set(found)


async def members_of(session: AsyncSession, center: UUID, list_id: UUID) -> Sequence[Listed]:
    """The members in the order of the tree, each with the one contact that they show; whoever has none comes last, for
    they are knocked up and call nobody."""
    found = await session.execute(
        select(Resident, Premises.number, ResidentContact.kind, ResidentContact.value)
        .join(ListMember, ListMember.resident_id == Resident.id)
        .outerjoin(
            ResidentContact,
            and_(
                ResidentContact.center_id == ListMember.center_id,
                ResidentContact.id == ListMember.contact_id,
            ),
        )
        .outerjoin(
            Premises, and_(Premises.center_id == Resident.center_id, Premises.id == Resident.premises_id)
        )
        .where(
            Resident.center_id == center,
            ListMember.center_id == center,
            ListMember.list_id == list_id,
        )
        .order_by(ListMember.contact_id.is_(None), ListMember.place, ListMember.resident_id)
    )
    return [Listed(one.id, one.name, flat, kind, value) for one, flat, kind, value in found]


async def last_place(session: AsyncSession, center: UUID, list_id: UUID) -> int:
    """The highest place taken; -1 in an empty list."""
    highest = select(func.max(ListMember.place)).where(
        ListMember.center_id == center, ListMember.list_id == list_id
    )
    found = await session.scalar(highest)
    return -1 if found is None else found


async def take_out(session: AsyncSession, member: ListMember) -> None:
    """Takes somebody out at once; the last one moves into their place, so that few neighbors get a new caller."""
    list_id, center, place = member.list_id, member.center_id, member.place
    await session.delete(member)
    await session.flush()
    last = await session.scalar(
        select(ListMember)
        .where(ListMember.center_id == center, ListMember.list_id == list_id)
        .order_by(ListMember.place.desc())
        .limit(1)
    )
    if last is not None and last.place > place:
        last.place = place
        await session.flush()


async def leave_lists_with(session: AsyncSession, center: UUID, contact: UUID) -> None:
    """Takes the owner of a contact out of every list that shows it."""
    shown = await session.scalars(
        select(ListMember).where(ListMember.center_id == center, ListMember.contact_id == contact)
    )
    for member in shown.all():
        await take_out(session, member)


async def must_have(session: AsyncSession, center: UUID, list_id: UUID, resident: UUID) -> ListMember:
    """The member. Raises NotAMember."""
    found = await find_member(session, center, list_id, resident)
    if found is None:
        raise NotAMember
    return found


async def rounds_of(session: AsyncSession, center: UUID, list_id: UUID) -> Sequence[ListRound]:
    """The latest twenty rounds, newest first."""
    wanted = (
        select(ListRound)
        .where(ListRound.center_id == center, ListRound.list_id == list_id)
        .order_by(ListRound.id.desc())
        .limit(20)
    )
    return (await session.scalars(wanted)).all()


async def get_round(session: AsyncSession, center: UUID, list_id: UUID, round_id: UUID) -> ListRound:
    """Raises RoundNotFound."""
    found = await session.get(ListRound, {"center_id": center, "id": round_id})
    if found is None or found.list_id != list_id:
        raise RoundNotFound
    return found


async def calls_of(session: AsyncSession, center: UUID, rounds: Sequence[UUID]) -> Sequence[ListCall]:
    """Every call of these rounds."""
    wanted = select(ListCall).where(ListCall.center_id == center, ListCall.round_id.in_(rounds))
    return (await session.scalars(wanted)).all()


async def latest_rounds(session: AsyncSession, center: UUID, lists: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each of these lists was last called through."""
    latest = (
        select(ListRound.list_id, func.max(ListRound.begun_at).label("at"))
        .where(ListRound.center_id == center, ListRound.list_id.in_(lists))
        .group_by(ListRound.list_id)
    )
    return {row.list_id: row.at for row in await session.execute(latest)}


async def leave_all_lists(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """Takes somebody out of every list at once, as when their consent ends."""
    everywhere = await session.scalars(
        select(ListMember).where(ListMember.center_id == center, ListMember.resident_id == resident)
    )
    for member in everywhere.all():
        await take_out(session, member)


async def house_of(session: AsyncSession, center: UUID, resident: UUID) -> UUID | None:
    """Where the resident lives."""
    lives = select(Resident.house_id).where(Resident.center_id == center, Resident.id == resident)
    found: UUID | None = await session.scalar(lives)
    return found


async def is_neighbor(session: AsyncSession, center: UUID, resident: UUID, house: UUID) -> bool:
    """Whether the resident lives in the house."""
    lives = select(Resident.id).where(
        Resident.center_id == center, Resident.id == resident, Resident.house_id == house
    )
    return bool(await session.scalar(select(exists(lives))))
