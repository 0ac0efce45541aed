"""How councils in the making are found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, or_, select, union
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.councils.errors import FormingNotFound
from services.registry.communities.councils.model import (
    AFTER_MINUTES,
    CouncilAsked,
    CouncilForming,
    CouncilStep,
    FormingState,
)
from services.registry.people.residents.model import Resident
from services.registry.places.houses.model import Premises
from services.registry.places.owners.model import Owner


async def get_forming(
    session: AsyncSession, center: UUID, forming: UUID, *, for_update: bool = False
) -> CouncilForming:
    """Raises FormingNotFound."""
    found = await session.get(
        CouncilForming, {"center_id": center, "id": forming}, with_for_update=for_update or None
    )
    if found is None:
        raise FormingNotFound
    return found


def formings_of(center: UUID, house: UUID | None, state: FormingState | None) -> Select[CouncilForming]:
    """The attempts of a center."""
    found = select(CouncilForming).where(CouncilForming.center_id == center)
    if house is not None:
        found = found.where(CouncilForming.house_id == house)
    if state is not None:
        found = found.where(CouncilForming.state == state)
    return found


async def open_by_house(
    session: AsyncSession, center: UUID, houses: Iterable[UUID]
) -> Mapping[UUID, CouncilForming]:
    """The open attempt of each house that has one."""
    wanted = formings_of(center, None, "open").where(CouncilForming.house_id.in_(list(houses)))
    return {one.house_id: one for one in await session.scalars(wanted)}


async def steps_of(session: AsyncSession, forming: CouncilForming) -> Sequence[CouncilStep]:
    """The steps in their order."""
    found = await session.scalars(
        select(CouncilStep)
        .where(CouncilStep.center_id == forming.center_id, CouncilStep.forming_id == forming.id)
        .order_by(CouncilStep.place)
    )
    return found.all()


async def asked_for(session: AsyncSession, forming: CouncilForming) -> Sequence[CouncilAsked]:
    """Who has been asked, in the order in which they were."""
    found = await session.scalars(
        select(CouncilAsked)
        .where(CouncilAsked.center_id == forming.center_id, CouncilAsked.forming_id == forming.id)
        .order_by(CouncilAsked.asked_on, CouncilAsked.resident_id)
    )
    return found.all()


async def of_house(session: AsyncSession, center: UUID, house: UUID, residents: Sequence[UUID]) -> set[UUID]:
    """Those of the residents who live in the house, or own premises in it."""
    live = select(Resident.id).where(
        Resident.center_id == center, Resident.house_id == house, Resident.id.in_(residents)
    )
    own = (
        select(Owner.resident_id)
        .join(Premises, and_(Premises.center_id == Owner.center_id, Premises.id == Owner.premises_id))
        .where(Owner.center_id == center, Premises.house_id == house, Owner.resident_id.in_(residents))
    )
    return set(await session.scalars(union(live, own)))


async def overdue_steps(
    session: AsyncSession, center: UUID, day: date
) -> Sequence[tuple[CouncilStep, CouncilForming]]:
    """The first step of each attempt that is not done, where its day has come; the longest overdue first."""
    found = await session.execute(
        select(CouncilStep, CouncilForming)
        .join(
            CouncilForming,
            (CouncilForming.center_id == CouncilStep.center_id)
            & (CouncilForming.id == CouncilStep.forming_id),
        )
        .where(
            CouncilStep.center_id == center,
            or_(
                CouncilForming.state == "open",
                and_(CouncilForming.state == "finished", CouncilStep.code.in_(AFTER_MINUTES)),
            ),
            CouncilStep.done_on.is_(None),
        )
        .ext(distinct_on(CouncilStep.forming_id))
        .order_by(CouncilStep.forming_id, CouncilStep.place)
    )
    due = [(step, forming) for step, forming in found if step.due_on <= day]
    return sorted(due, key=lambda pair: pair[0].due_on)
