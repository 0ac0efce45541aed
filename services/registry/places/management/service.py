"""Entering, correcting and removing management contracts; one is in force at a time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.repository import get_house
from services.registry.places.management.errors import ContractOverlap, DocumentNotPdf
from services.registry.places.management.model import Contract, ContractDocument
from services.registry.places.management.repository import (
    drop_document,
    get_contract,
    is_company,
    overlapping,
)
from services.registry.storage.model import Changes, change
from shared.kit import audit
from shared.kit.etags import check_version
from shared.kit.language import say
from shared.kit.problems import invalid

_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class EnterContract:
    """A company manages a house by this contract."""

    center_id: UUID
    house_id: UUID
    company: str
    company_id: UUID | None
    number: str
    starts_on: date
    ends_on: date | None
    document_link: str | None


@dataclass(frozen=True, slots=True)
class CorrectContract:
    """What is not in `changes` stays as it is."""

    center_id: UUID
    contract_id: UUID
    version: int
    changes: Changes


async def enter_contract(session: AsyncSession, command: EnterContract) -> Contract:
    """Raises ContractOverlap, and Invalid for an unknown house or days in the wrong order."""
    try:
        await get_house(session, command.center_id, command.house_id, for_update=True)
    except HouseNotFound:
        raise invalid("/house_id", "management.house-unknown", "Такого дома в центре нет") from None
    contract = Contract(
        center_id=command.center_id,
        house_id=command.house_id,
        company=command.company,
        company_id=command.company_id,
        number=command.number,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        document_link=command.document_link,
    )
    await _check(session, contract)
    session.add(contract)
    await session.flush()
    audit.note(session, "contract.entered", about=contract.id)
    return contract


async def correct_contract(session: AsyncSession, command: CorrectContract) -> Contract:
    """Raises ContractNotFound, ContractOverlap, Outdated, and Invalid for days in the wrong order."""
    contract = await get_contract(session, command.center_id, command.contract_id)
    await get_house(session, command.center_id, contract.house_id, for_update=True)
    check_version(contract, command.version)
    with session.no_autoflush:
        change(contract, command.changes, {"company", "number", "starts_on"})
        await _check(session, contract)
    await session.flush()
    audit.note(session, "contract.corrected", about=contract.id)
    return contract


async def remove_contract(session: AsyncSession, center: UUID, contract_id: UUID, version: int) -> None:
    """Removes a contract that was entered by mistake, with its paper. Raises ContractNotFound, Outdated."""
    contract = await get_contract(session, center, contract_id)
    check_version(contract, version)
    await session.delete(contract)
    await session.flush()
    audit.note(session, "contract.removed", about=contract_id)


async def keep_document(session: AsyncSession, contract: Contract, name: str, content: bytes) -> None:
    """Keeps the paper in place of the one before. Raises DocumentNotPdf."""
    if not content.startswith(_PDF):
        raise DocumentNotPdf
    await drop_document(session, contract.center_id, contract.id)
    session.add(ContractDocument(contract_id=contract.id, name=name, size=len(content), content=content))
    audit.note(session, "contract.document-kept", about=contract.id)
    await session.flush()


async def _check(session: AsyncSession, contract: Contract) -> None:
    if contract.ends_on is not None and contract.ends_on < contract.starts_on:
        raise invalid("/ends_on", "management.order", "Последний день раньше первого")
    if contract.company_id is not None and not await is_company(
        session, contract.center_id, contract.company_id
    ):
        raise invalid(
            "/company_id", "management.company-unknown", "Такой управляющей организации в центре нет"
        )
    other = await overlapping(session, contract)
    if other is not None:
        known = {"number": other.number, "company": other.company, "starts": f"{other.starts_on:%d.%m.%Y}"}
        if other.ends_on is None:
            raise ContractOverlap(say("№ {number}, {company}: с {starts}, без срока", **known))
        ends = f"{other.ends_on:%d.%m.%Y}"
        raise ContractOverlap(say("№ {number}, {company}: с {starts} по {ends}", **known, ends=ends))
