"""How maps are found, and what the registry can count of a community."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import KINDS, TITLED, Form
from services.registry.communities.infrastructure.errors import MapNotFound
from services.registry.communities.infrastructure.model import InfrastructureMap
from services.registry.communities.infrastructure.schemas import EvidenceRead
from services.registry.communities.memberships.model import Membership
from services.registry.communities.organisations.model import Organisation, OrganisationHouse
from services.registry.people.residents.model import Resident
from services.registry.places.houses.model import House
from shared.kit.clock import today


async def get_map(session: AsyncSession, center: UUID, drawn: UUID) -> InfrastructureMap:
    """Raises MapNotFound."""
    found = await session.get(InfrastructureMap, {"center_id": center, "id": drawn})
    if found is None:
        raise MapNotFound
    return found


def maps_of(center: UUID, organisation: UUID | None) -> Select[InfrastructureMap]:
    """The maps of a center, or of one community in it."""
    found = select(InfrastructureMap).where(InfrastructureMap.center_id == center)
    if organisation is not None:
        found = found.where(InfrastructureMap.organisation_id == organisation)
    return found


async def count_evidence(session: AsyncSession, center: UUID, within: Sequence[UUID] | None) -> EvidenceRead:
    """What can be counted today in these houses, or in the whole center where `within` is None."""
    acting = await _acting(session, center, within)
    standing = await _standing(session, center, [one.id for one in acting])
    chaired = {one.organisation_id for one in standing if one.role == "chair" and one.runs(today())}
    of_residents = {one.id for one in acting if KINDS[one.kind].form == "residents"}
    places: dict[UUID, set[UUID]] = {}
    for one in standing:
        if one.resident_id is not None:
            places.setdefault(one.resident_id, set()).add(one.organisation_id)
    return EvidenceRead(
        **await _of_houses(session, center, within),
        **await _of_residents(session, center, within),
        houses_organised=await _organised(session, center, within, of_residents),
        organisations=len(of_residents),
        chaired=len(of_residents & chaired),
        informal=_of_form(acting, "informal") + _of_form(acting, "community"),
        outside=_of_form(acting, "outside"),
        internet=sum(one.kind in ("group_internet", "internet_formal") for one in acting),
        activists=len({one.resident_id for one in standing if one.role in TITLED and one.runs(today())}),
        bridging=sum(len(found) > 1 for found in places.values()),
    )


def _of_form(organisations: Sequence[Organisation], form: Form) -> int:
    return sum(KINDS[one.kind].form == form for one in organisations)


async def _acting(
    session: AsyncSession, center: UUID, within: Sequence[UUID] | None
) -> Sequence[Organisation]:
    found = select(Organisation).where(Organisation.center_id == center, Organisation.state == "active")
    if within is not None:
        there = select(OrganisationHouse.organisation_id).where(
            OrganisationHouse.center_id == center, OrganisationHouse.house_id.in_(within)
        )
        found = found.where(Organisation.id.in_(there))
    return (await session.scalars(found)).all()


async def _standing(session: AsyncSession, center: UUID, organisations: list[UUID]) -> Sequence[Membership]:
    found = select(Membership).where(
        Membership.center_id == center,
        Membership.organisation_id.in_(organisations),
        Membership.ended_on.is_(None),
        Membership.resident_id.is_not(None),
    )
    return (await session.scalars(found)).all()


async def _of_houses(session: AsyncSession, center: UUID, within: Sequence[UUID] | None) -> dict[str, int]:
    counted = select(func.count(House.id), func.coalesce(func.sum(House.flats), 0)).where(
        House.center_id == center
    )
    if within is not None:
        counted = counted.where(House.id.in_(within))
    houses, flats = (await session.execute(counted)).one()
    return {"houses": houses, "flats": flats}


async def _of_residents(session: AsyncSession, center: UUID, within: Sequence[UUID] | None) -> dict[str, int]:
    counted = select(func.count(Resident.id), func.count(distinct(Resident.premises_id))).where(
        Resident.center_id == center
    )
    if within is not None:
        counted = counted.where(Resident.house_id.in_(within))
    residents, known = (await session.execute(counted)).one()
    return {"residents": residents, "flats_known": known}


async def _organised(
    session: AsyncSession, center: UUID, within: Sequence[UUID] | None, organisations: set[UUID]
) -> int:
    counted = select(func.count(distinct(OrganisationHouse.house_id))).where(
        OrganisationHouse.center_id == center, OrganisationHouse.organisation_id.in_(organisations)
    )
    if within is not None:
        counted = counted.where(OrganisationHouse.house_id.in_(within))
    return await session.scalar(counted) or 0
