"""How memberships are found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import ELECTED
from services.registry.communities.memberships.errors import MembershipNotFound
from services.registry.communities.memberships.model import Membership
from services.registry.communities.organisations.model import Organisation
from shared.contracts.codes import MembershipRole


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which memberships are wanted; None is any."""

    organisation_id: UUID | None = None
    resident_id: UUID | None = None
    role: MembershipRole | None = None
    standing: bool | None = None


async def get_membership(session: AsyncSession, center: UUID, membership: UUID) -> Membership:
    """Raises MembershipNotFound."""
    found = await session.get(Membership, {"center_id": center, "id": membership})
    if found is None:
        raise MembershipNotFound
    return found


def memberships_of(center: UUID, wanted: Wanted) -> Select[Membership]:
    """The memberships of a center that are wanted."""
    found = select(Membership).where(Membership.center_id == center)
    if wanted.organisation_id is not None:
        found = found.where(Membership.organisation_id == wanted.organisation_id)
    if wanted.resident_id is not None:
        found = found.where(Membership.resident_id == wanted.resident_id)
    if wanted.role is not None:
        found = found.where(Membership.role == wanted.role)
    if wanted.standing is True:
        found = found.where(Membership.ended_on.is_(None), Membership.resident_id.is_not(None))
    if wanted.standing is False:
        found = found.where(or_(Membership.ended_on.is_not(None), Membership.resident_id.is_(None)))
    return found


async def standing_in(
    session: AsyncSession, center: UUID, organisations: Iterable[UUID]
) -> Sequence[Membership]:
    """The memberships in these that nobody has ended, oldest first."""
    found = await session.scalars(
        memberships_of(center, Wanted(standing=True))
        .where(Membership.organisation_id.in_(list(organisations)))
        .order_by(Membership.since, Membership.id)
    )
    return found.all()


async def members_counted(
    session: AsyncSession, center: UUID, organisations: Iterable[UUID]
) -> Mapping[UUID, int]:
    """How many different people are in each of these."""
    found = await session.execute(
        select(Membership.organisation_id, func.count(Membership.resident_id.distinct()).label("people"))
        .where(
            Membership.center_id == center,
            Membership.organisation_id.in_(list(organisations)),
            Membership.ended_on.is_(None),
            Membership.resident_id.is_not(None),
        )
        .group_by(Membership.organisation_id)
    )
    return {row.organisation_id: row.people for row in found}


async def is_member(session: AsyncSession, center: UUID, organisation: UUID, resident: UUID) -> bool:
    """Whether this resident is in the organisation now."""
    wanted = memberships_of(center, Wanted(organisation, resident, standing=True)).limit(1)
    return (await session.scalars(wanted)).first() is not None


async def organisations_with(session: AsyncSession, center: UUID, resident: UUID) -> set[UUID]:
    """The organisations in which this resident is now."""
    found = await session.scalars(memberships_of(center, Wanted(resident_id=resident, standing=True)))
    return {one.organisation_id for one in found}


async def terms_ending(
    session: AsyncSession, center: UUID, day: date, days: int
) -> Sequence[tuple[Membership, Organisation]]:
    """Roles whose term is over or ends within `days` from `day`, in organisations that act; the nearest first."""
    found = await session.execute(
        select(Membership, Organisation)
        .join(
            Organisation,
            (Organisation.center_id == Membership.center_id)
            & (Organisation.id == Membership.organisation_id),
        )
        .where(
            Membership.center_id == center,
            Membership.ended_on.is_(None),
            Membership.resident_id.is_not(None),
            Membership.role != "member",
            Membership.until <= day + timedelta(days=days),
            Organisation.state == "active",
        )
        .order_by(Membership.until, Membership.id)
    )
    return [(membership, organisation) for membership, organisation in found]


async def hide_name(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """A name that was shown to everybody by consent is shown to members alone; those elected stand in the minutes."""
    await session.execute(
        update(Membership)
        .where(
            Membership.center_id == center,
            Membership.resident_id == resident,
            Membership.shown_to == "everybody",
            Membership.role.not_in(ELECTED),
        )
        .values(shown_to="members", version=Membership.version + 1)
    )
