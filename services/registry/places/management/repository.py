"""How management contracts and their papers are found."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.organisations.model import Organisation
from services.registry.places.management.errors import ContractNotFound, DocumentNotFound
from services.registry.places.management.model import SOON, Contract, ContractDocument
from services.registry.places.management.schemas import ContractQuery, DocumentRead


async def get_contract(session: AsyncSession, center: UUID, contract: UUID) -> Contract:
    """Raises ContractNotFound."""
    found = await session.get(Contract, {"center_id": center, "id": contract})
    if found is None:
        raise ContractNotFound
    return found


def in_force_on(day: date) -> ColumnElement[bool]:
    """That the company manages the house by it on that day, as `Contract.is_in_force` says of one."""
    return and_(Contract.starts_on <= day, or_(Contract.ends_on.is_(None), Contract.ends_on >= day))


def contracts_of(center: UUID, query: ContractQuery, today: date) -> Select[Contract]:
    """The contracts of a center, as far as `query` wants them."""
    found = select(Contract).where(Contract.center_id == center)
    if query.house_id is not None:
        found = found.where(Contract.house_id == query.house_id)
    match query.state:
        case "in_force":
            found = found.where(in_force_on(today))
        case "ends_soon":
            found = found.where(
                Contract.starts_on <= today, Contract.ends_on >= today, Contract.ends_on <= today + SOON
            )
        case "past":
            found = found.where(Contract.ends_on < today)
        case "future":
            found = found.where(Contract.starts_on > today)
        case None:
            pass
    return found


async def overlapping(session: AsyncSession, contract: Contract) -> Contract | None:
    """Another contract of the same house with a day in common, the earliest."""
    wanted = select(Contract).where(
        Contract.center_id == contract.center_id,
        Contract.house_id == contract.house_id,
        Contract.id != contract.id,
        or_(Contract.ends_on.is_(None), Contract.ends_on >= contract.starts_on),
    )
    if contract.ends_on is not None:
        wanted = wanted.where(Contract.starts_on <= contract.ends_on)
    return (await session.scalars(wanted.order_by(Contract.starts_on).limit(1))).first()


async def is_company(session: AsyncSession, center: UUID, organisation: UUID) -> bool:
    """Whether the center knows a management company with this id."""
    found = await session.get(Organisation, {"center_id": center, "id": organisation})
    return found is not None and found.kind == "management_company"


async def documents_of(
    session: AsyncSession, center: UUID, contracts: Iterable[UUID]
) -> Mapping[UUID, DocumentRead]:
    """What papers these contracts have, without their content."""
    wanted = select(ContractDocument.contract_id, ContractDocument.name, ContractDocument.size).where(
        ContractDocument.center_id == center, ContractDocument.contract_id.in_(list(contracts))
    )
    return {
        contract: DocumentRead(name=name, size=size) for contract, name, size in await session.execute(wanted)
    }


async def get_document(session: AsyncSession, center: UUID, contract: UUID) -> ContractDocument:
    """Raises DocumentNotFound."""
    found = await session.get(ContractDocument, {"center_id": center, "contract_id": contract})
    if found is None:
        raise DocumentNotFound
    return found


async def drop_document(session: AsyncSession, center: UUID, contract: UUID) -> None:
    """Removes the paper, if there is one."""
    await session.execute(
        delete(ContractDocument).where(
            ContractDocument.center_id == center, ContractDocument.contract_id == contract
        )
    )
