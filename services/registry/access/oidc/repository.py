"""How people of a sign-in provider are found among the staff accounts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.model import Account
from services.registry.access.oidc.model import Identity
from services.registry.storage.repository import act_for, see_contact, see_identity


async def find_identity(session: AsyncSession, issuer: str, subject: str) -> Identity | None:
    """The link of this person, where they have signed in before."""
    await see_identity(session, issuer, subject)
    return await session.get(Identity, {"issuer": issuer, "subject": subject})


async def accounts_by_mail(session: AsyncSession, mail: str) -> Sequence[Account]:
    """The active accounts with a mail address that the provider has verified."""
    await see_contact(session, mail)
    found = select(Account).where(Account.contact == mail, Account.active.is_(True))
    return (await session.scalars(found)).all()


async def link(session: AsyncSession, issuer: str, subject: str, account: UUID) -> None:
    """Links a person of the provider to their account."""
    await see_identity(session, issuer, subject)
    session.add(Identity(issuer=issuer, subject=subject, account_id=account))
    await session.flush()


async def forget_identities(session: AsyncSession, account: UUID) -> None:
    """Ends every link of an account: whoever holds its new contact proves themselves anew."""
    await act_for(session, "staff")
    await session.execute(delete(Identity).where(Identity.account_id == account))
