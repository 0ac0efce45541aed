"""How organisations are found, and where they act."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, any_, delete, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import KINDS, TITLED, Form
from services.registry.communities.memberships.model import Membership
from services.registry.communities.organisations.errors import OrganisationNotFound
from services.registry.communities.organisations.model import (
    Organisation,
    OrganisationContact,
    OrganisationHouse,
    State,
)
from services.registry.people.names.model import full_name, tidy
from services.registry.people.residents.model import Resident
from services.registry.storage.repository import one_at_a_time
from shared.contracts.codes import MembershipRole, OrganisationKind


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody holds, and until when."""

    organisation_id: UUID
    role: MembershipRole
    until: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which organisations are wanted; None is any."""

    form: Form | None = None
    kind: OrganisationKind | None = None
    state: State | None = None
    house_id: UUID | None = None
    parent_id: UUID | None = None
    q: str | None = None


async def get_organisation(
    session: AsyncSession, center: UUID, organisation: UUID, *, for_update: bool = False
) -> Organisation:
    """Raises OrganisationNotFound; `for_update` lets nobody else change it until this transaction ends."""
    found = await session.get(
        Organisation, {"center_id": center, "id": organisation}, with_for_update=for_update or None
    )
    if found is None:
        raise OrganisationNotFound
    return found


def organisations_of(center: UUID, wanted: Wanted) -> Select[Organisation]:
    """The organisations of a center that are wanted."""
    found = select(Organisation).where(Organisation.center_id == center)
    if wanted.form is not None:
        kinds = [code for code, kind in KINDS.items() if kind.form == wanted.form]
        found = found.where(Organisation.kind.in_(kinds))
    for column, value in (
        (Organisation.kind, wanted.kind),
        (Organisation.state, wanted.state),
        (Organisation.parent_id, wanted.parent_id),
    ):
        if value is not None:
            found = found.where(column == value)
    if wanted.house_id is not None:
        found = found.where(Organisation.id.in_(_acting_in(center, wanted.house_id)))
    if part := tidy(wanted.q or ""):
        found = found.where(func.lower(Organisation.name).contains(part.lower(), autoescape=True))
    return found


async def acting_by_house(
    session: AsyncSession, center: UUID, houses: Iterable[UUID]
) -> Mapping[UUID, list[Organisation]]:
    """The organisations that act now in each of these houses, newest first."""
    found = await session.execute(
        select(OrganisationHouse.house_id, Organisation)
        .join(
            Organisation,
            (Organisation.center_id == OrganisationHouse.center_id)
            & (Organisation.id == OrganisationHouse.organisation_id),
        )
        .where(
            OrganisationHouse.center_id == center,
            OrganisationHouse.house_id.in_(list(houses)),
            Organisation.state == "active",
        )
        .order_by(Organisation.id.desc())
    )
    acting: dict[UUID, list[Organisation]] = defaultdict(list)
    for house, organisation in found:
        acting[house].append(organisation)
    return acting


async def houses_by_organisation(
    session: AsyncSession, center: UUID, organisations: Iterable[UUID]
) -> Mapping[UUID, list[UUID]]:
    """Where each of these acts, in the order of the houses' ids."""
    found = await session.execute(
        select(OrganisationHouse.organisation_id, OrganisationHouse.house_id)
        .where(
            OrganisationHouse.center_id == center, OrganisationHouse.organisation_id.in_(list(organisations))
        )
        .order_by(OrganisationHouse.house_id)
    )
    houses: dict[UUID, list[UUID]] = defaultdict(list)
    for row in found:
        houses[row.organisation_id].append(row.house_id)
    return houses


async def acts_on(session: AsyncSession, center: UUID, territory: UUID) -> bool:
    """Whether any organisation of the center acts in this yard, street or microdistrict."""
    wanted = select(Organisation.id).where(
        Organisation.center_id == center, literal(territory) == any_(Organisation.place_ids)
    )
    return await session.scalar(wanted.limit(1)) is not None


async def houses_of(session: AsyncSession, organisation: Organisation) -> list[UUID]:
    """The houses in which one organisation acts."""
    found = await houses_by_organisation(session, organisation.center_id, [organisation.id])
    return found.get(organisation.id, [])


async def keep_houses(session: AsyncSession, organisation: Organisation, houses: Iterable[UUID]) -> None:
    """Makes these the houses in which it acts."""
    await session.execute(
        delete(OrganisationHouse).where(
            OrganisationHouse.center_id == organisation.center_id,
            OrganisationHouse.organisation_id == organisation.id,
        )
    )
    session.add_all(
        OrganisationHouse(center_id=organisation.center_id, organisation_id=organisation.id, house_id=house)
        for house in sorted(set(houses))
    )


async def contacts_of(session: AsyncSession, organisation: Organisation) -> Sequence[OrganisationContact]:
    """How to reach it, in the order in which that was written down."""
    found = await session.scalars(
        select(OrganisationContact)
        .where(
            OrganisationContact.center_id == organisation.center_id,
            OrganisationContact.organisation_id == organisation.id,
        )
        .order_by(OrganisationContact.place)
    )
    return found.all()


async def contacts_counted(
    session: AsyncSession, center: UUID, organisations: Iterable[UUID]
) -> Mapping[UUID, int]:
    """How many ways to reach each of these are known."""
    found = await session.execute(
        select(OrganisationContact.organisation_id, func.count().label("ways"))
        .where(
            OrganisationContact.center_id == center,
            OrganisationContact.organisation_id.in_(list(organisations)),
        )
        .group_by(OrganisationContact.organisation_id)
    )
    return {row.organisation_id: row.ways for row in found}


async def keep_contacts(
    session: AsyncSession, organisation: Organisation, contacts: Iterable[OrganisationContact]
) -> None:
    """Makes these the ways to reach it."""
    await session.execute(
        delete(OrganisationContact).where(
            OrganisationContact.center_id == organisation.center_id,
            OrganisationContact.organisation_id == organisation.id,
        )
    )
    session.add_all(contacts)


async def lock_organisation(session: AsyncSession, center: UUID, organisation: UUID) -> Organisation:
    """The organisation to be changed, locked after the hierarchy: two made each other's parent wait in one line."""
    await lock_hierarchy(session, center)
    return await get_organisation(session, center, organisation, for_update=True)


async def lock_hierarchy(session: AsyncSession, center: UUID) -> None:
    """Lets nobody else change parents in this center until this transaction ends: two changes could close a circle."""
    await one_at_a_time(session, "organisations", center)


async def ancestors_of(session: AsyncSession, center: UUID, organisation: UUID) -> list[UUID]:
    """The organisation itself, its parent, its parent's parent and so on."""
    line: list[UUID] = []
    at: UUID | None = organisation
    while at is not None and at not in line:
        line.append(at)
        at = await session.scalar(
            select(Organisation.parent_id).where(Organisation.center_id == center, Organisation.id == at)
        )
    return line


async def children_of(session: AsyncSession, organisation: Organisation) -> Sequence[Organisation]:
    """Its parts."""
    found = await session.scalars(
        organisations_of(organisation.center_id, Wanted(parent_id=organisation.id)).order_by(
            Organisation.name, Organisation.id
        )
    )
    return found.all()


async def held_roles(session: AsyncSession, center: UUID, resident: UUID, day: date) -> list[HeldRole]:
    """The roles beyond mere membership that a resident holds on `day` in organisations that are not dissolved."""
    found = await session.scalars(
        select(Membership)
        .join(
            Organisation,
            (Organisation.center_id == Membership.center_id)
            & (Organisation.id == Membership.organisation_id),
        )
        .where(
            Membership.center_id == center,
            Membership.resident_id == resident,
            Organisation.state != "dissolved",
            or_(Membership.until.is_(None), Membership.until >= day),
        )
        .order_by(Membership.id)
    )
    return [
        HeldRole(one.organisation_id, one.role, one.until)
        for one in found
        if one.role in TITLED and one.runs(day)
    ]


async def post_holders(session: AsyncSession, center: UUID, organisation: UUID, day: date) -> set[UUID]:
    """The residents who hold a post there on `day`."""
    found = await session.scalars(
        select(Membership).where(
            Membership.center_id == center,
            Membership.organisation_id == organisation,
            Membership.resident_id.is_not(None),
            Membership.role.in_(TITLED),
        )
    )
    return {one.resident_id for one in found if one.resident_id and one.runs(day)}


async def names_of(session: AsyncSession, center: UUID, residents: Iterable[UUID]) -> Mapping[UUID, str]:
    """The names of residents by their ids."""
    found = await session.execute(
        select(Resident.id, Resident.family_name, Resident.given_name, Resident.patronymic).where(
            Resident.center_id == center, Resident.id.in_(list(residents))
        )
    )
    return {row.id: full_name(row.family_name, row.given_name, row.patronymic) for row in found}


def _acting_in(center: UUID, house: UUID) -> Select[UUID]:
    return select(OrganisationHouse.organisation_id).where(
        OrganisationHouse.center_id == center, OrganisationHouse.house_id == house
    )
