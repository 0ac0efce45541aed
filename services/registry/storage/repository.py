"""What guarded rows a transaction may see besides its center's, and which rule of the database it broke.

The settings last until the transaction ends; migration 0001 says which policy reads which of them, and why.
"""

from typing import Literal
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

Purpose = Literal["staff", "sweep"]

_SET = text("select set_config('app.' || :name, :value, true)")


async def enter_center(session: AsyncSession, center: UUID) -> None:
    """Moves the transaction into the tenant context of `center`."""
    await session.execute(_SET, {"name": "center", "value": str(center)})
    session.info["center"] = center


async def see_contact(session: AsyncSession, contact: str) -> None:
    """Shows who this contact belongs to, in every center; only for whoever has proven it."""
    await session.execute(_SET, {"name": "contact", "value": contact})


async def see_account(session: AsyncSession, account: UUID) -> None:
    """Shows one staff account."""
    await session.execute(_SET, {"name": "account", "value": str(account)})


async def see_request(session: AsyncSession, request: UUID) -> None:
    """Shows one sign-in request."""
    await session.execute(_SET, {"name": "sign_in_request", "value": str(request)})


async def see_session(session: AsyncSession, signed_in: UUID) -> None:
    """Shows one signed-in session."""
    await session.execute(_SET, {"name": "session", "value": str(signed_in)})


async def see_sessions_of(session: AsyncSession, subject: UUID) -> None:
    """Shows every signed-in session of one person."""
    await session.execute(_SET, {"name": "subject", "value": str(subject)})


async def act_for(session: AsyncSession, purpose: Purpose) -> None:
    """Shows what one purpose needs: all accounts at the operator's desk, expired rows for the sweep."""
    await session.execute(_SET, {"name": "purpose", "value": purpose})


def broken_rule(error: IntegrityError) -> str | None:
    """The name of the constraint that was violated."""
    cause = error.orig.__cause__ if error.orig else None
    name: str | None = getattr(cause, "constraint_name", None)
    return name
