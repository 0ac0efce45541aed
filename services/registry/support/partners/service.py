"""Keeping a center's partners, the agreements with them, and what was done together."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.management.repository import is_company
from services.registry.storage.writing import Refusals, write
from services.registry.support.partners.errors import AgreementNumberTaken, PartnerKnown
from services.registry.support.partners.model import Agreement, Doing, Partner
from services.registry.support.partners.repository import get_agreement, partner_account
from shared.kit import audit
from shared.kit.etags import check_version
from shared.kit.problems import invalid

Known = Mapping[str, Any]  # Any: columns of a row

_REFUSED: Refusals = {
    "partners_name_key": PartnerKnown,
    "partner_agreements_number_key": AgreementNumberTaken,
    "partners_center_id_fkey": CenterNotFound,
}
_NO_ACCOUNT = "Такого кабинета партнёра в этом центре нет"
_NO_COMPANY = "Такой управляющей организации в центре нет"
_TERM_REVERSED = "Срок кончается раньше, чем начался"


async def enter_partner(session: AsyncSession, center: UUID, known: Known) -> Partner:
    """Raises PartnerKnown, and Invalid for an account or a company that this center does not have."""
    partner = Partner(**await _checked(session, center, known))
    session.add(partner)
    await write(session, _REFUSED)
    audit.note(session, "partner.entered", about=partner.id)
    return partner


async def change_partner(session: AsyncSession, partner: Partner, version: int, known: Known) -> Partner:
    """Raises PartnerKnown, Invalid as `enter_partner` does, and Outdated."""
    check_version(partner, version)
    _set(partner, await _checked(session, partner.center_id, known))
    await write(session, _REFUSED)
    audit.note(session, "partner.changed", about=partner.id)
    return partner


async def remove_partner(session: AsyncSession, partner: Partner, version: int) -> None:
    """Removes a partner with all agreements; raises Outdated."""
    check_version(partner, version)
    await session.delete(partner)
    await session.flush()
    audit.note(session, "partner.removed", about=partner.id)


async def enter_agreement(session: AsyncSession, partner: Partner, known: Known) -> Agreement:
    """Raises AgreementNumberTaken."""
    agreement = Agreement(partner_id=partner.id, **known)
    session.add(agreement)
    await write(session, _REFUSED)
    audit.note(session, "partner.agreement-entered", about=partner.id, evidence=str(agreement.id))
    return agreement


async def change_agreement(
    session: AsyncSession, partner: Partner, agreement_id: UUID, version: int, known: Known
) -> Agreement:
    """Raises AgreementNotFound, AgreementNumberTaken, Outdated, and Invalid for a term that ends too early."""
    agreement = await get_agreement(session, partner, agreement_id)
    check_version(agreement, version)
    _set(agreement, known)
    if agreement.until is not None and agreement.until < agreement.signed_on:
        raise invalid("/until", "partners.term-reversed", _TERM_REVERSED)
    await write(session, _REFUSED)
    audit.note(session, "partner.agreement-changed", about=partner.id, evidence=str(agreement.id))
    return agreement


async def remove_agreement(session: AsyncSession, partner: Partner, agreement_id: UUID, version: int) -> None:
    """Raises AgreementNotFound and Outdated."""
    agreement = await get_agreement(session, partner, agreement_id)
    check_version(agreement, version)
    await session.delete(agreement)
    await session.flush()
    audit.note(session, "partner.agreement-removed", about=partner.id, evidence=str(agreement_id))


async def note_doing(session: AsyncSession, partner: Partner, known: Known) -> Doing:
    """Notes what was done together."""
    doing = Doing(partner_id=partner.id, **known)
    session.add(doing)
    await session.flush()
    audit.note(session, "partner.doing-noted", about=partner.id, evidence=str(doing.id))
    return doing


async def remove_doing(session: AsyncSession, partner: Partner, doing: Doing) -> None:
    """Takes back what was noted."""
    await session.delete(doing)
    await session.flush()
    audit.note(session, "partner.doing-removed", about=partner.id, evidence=str(doing.id))


def _set(row: Partner | Agreement, known: Known) -> None:
    for name, value in known.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


async def _checked(session: AsyncSession, center: UUID, known: Known) -> dict[str, Any]:  # Any: as above
    """The columns, with the account that was named by its id or its contact, and a company that is one."""
    columns = {name: value for name, value in known.items() if name != "account_contact"}
    company = known.get("company_id")
    if company is not None and not await is_company(session, center, company):
        raise invalid("/company_id", "partners.company-unknown", _NO_COMPANY)
    account, contact = known.get("account_id"), known.get("account_contact")
    if account is None and contact is None:
        return columns
    found = await partner_account(session, center, account, contact)
    if found is None:
        where = "/account_id" if account is not None else "/account_contact"
        raise invalid(where, "partners.account-unknown", _NO_ACCOUNT)
    return {**columns, "account_id": found}
