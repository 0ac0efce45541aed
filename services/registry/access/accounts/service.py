"""Opening and changing staff accounts; only the operator does, and only after a sign-in of the last minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.errors import ContactHasRole, LastManager
from services.registry.access.accounts.model import OF_CENTERS, Account, Interest, StaffRole
from services.registry.access.accounts.repository import get_account, has_other_manager
from services.registry.access.oidc.repository import forget_identities
from services.registry.access.passkeys.repository import forget_passkeys
from services.registry.access.sessions.repository import end_sessions_of
from services.registry.places.centers.repository import centers_of
from services.registry.storage.repository import act_for
from services.registry.storage.writing import Refusals, write
from shared.kit import audit
from shared.kit.etags import check_version
from shared.kit.problems import invalid

_REFUSED: Refusals = {"accounts_contact_key": ContactHasRole}


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """Names and the contact are already in their one form."""

    role: StaffRole
    family_name: str
    given_name: str
    patronymic: str | None
    contact: str
    centers: Sequence[UUID]
    interest: Interest


@dataclass(frozen=True, slots=True)
class ChangeAccount:
    """What is None stays as it is."""

    account_id: UUID
    version: int
    family_name: str | None
    given_name: str | None
    patronymic: str | None
    contact: str | None
    centers: Sequence[UUID] | None
    interest: Interest | None
    active: bool | None
    forget_keys: bool = False


async def open_account(session: AsyncSession, command: OpenAccount) -> Account:
    """Raises ContactHasRole, and Invalid where role and centers do not fit."""
    centers = await _centers(session, command.role, command.centers)
    _interest_is_said(command.role, command.interest)
    await act_for(session, "staff")
    account = Account(
        role=command.role,
        family_name=command.family_name,
        given_name=command.given_name,
        patronymic=command.patronymic,
        contact=command.contact,
        centers=centers,
        interest=command.interest,
    )
    session.add(account)
    await write(session, _REFUSED)
    audit.note(session, "staff.opened", about=account.id)
    return account


async def change_account(session: AsyncSession, command: ChangeAccount) -> Account:
    """Raises AccountNotFound, ContactHasRole, LastManager, Invalid, and Outdated where somebody else has changed it
    since."""
    account = await get_account(session, command.account_id)
    check_version(account, command.version)
    before = account.contact, account.centers, account.active
    account.family_name = command.family_name or account.family_name
    account.given_name = command.given_name or account.given_name
    account.patronymic = command.patronymic or account.patronymic
    account.contact = command.contact or account.contact
    account.interest = command.interest or account.interest
    _interest_is_said(account.role, account.interest)
    if command.centers is not None:
        account.centers = await _centers(session, account.role, command.centers)
    if command.active is not None:
        account.active = command.active
    await write(session, _REFUSED)
    await _leaves_no_center_alone(session, account, set(before[1]) if before[2] else set())
    proven_anew = (account.contact, account.active) != (before[0], before[2]) or command.forget_keys
    if proven_anew:
        await forget_identities(session, account.id)
        await forget_passkeys(session, account.id)
    if proven_anew or set(account.centers) != set(before[1]):
        await end_sessions_of(session, account.id)
    audit.note(session, "staff.keys-forgotten" if command.forget_keys else "staff.changed", about=account.id)
    return account


async def _leaves_no_center_alone(session: AsyncSession, account: Account, managed: set[UUID]) -> None:
    """Raises LastManager where a center that the account managed would have no manager from now on."""
    if account.role != "manager":
        return
    for center in sorted(managed - (set(account.centers) if account.active else set())):
        if not await has_other_manager(session, center, account.id):
            raise LastManager


def _interest_is_said(role: StaffRole, interest: Interest) -> None:
    """Whoever works for a management company says so."""
    if role == "company" and interest != "management_company":
        message = "Сотрудник управляющей компании указывает этот интерес: так видно, на чьей он стороне"
        raise invalid("/interest", "staff.interest-undeclared", message)


async def _centers(session: AsyncSession, role: StaffRole, named: Sequence[UUID]) -> list[UUID]:
    if (role in OF_CENTERS) is not bool(named):
        message = (
            "Назовите центры, с которыми работает человек" if not named else "Эта роль не связана с центрами"
        )
        raise invalid("/centers", "staff.centers-unfit", message)
    found = [center.id for center in await centers_of(session, named)]
    if len(found) != len(set(named)):
        raise invalid("/centers", "staff.center-unknown", "Одного из этих центров нет")
    return found
