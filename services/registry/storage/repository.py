"""What guarded rows a transaction may see besides its center's, whom it waits for, and which rule it broke.

The settings last until the transaction ends; migrations 0001 and 0008 say which policy reads which, and why.
"""

from collections.abc import Sequence
from typing import Any, Literal, Protocol, cast
from uuid import UUID

import asyncpg
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

Purpose = Literal["staff", "sweep", "colleagues"]

_SET = text("select set_config('app.' || :name, :value, true)")
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended(:key, 0))")


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


async def see_credential(session: AsyncSession, credential: bytes) -> None:
    """Shows the passkey that was presented, whoever it belongs to."""
    await session.execute(_SET, {"name": "credential", "value": credential.hex()})


async def see_identity(session: AsyncSession, issuer: str, subject: str) -> None:
    """Shows the account that this person of a sign-in provider is linked to."""
    await session.execute(_SET, {"name": "identity", "value": f"{issuer} {subject}"})


async def see_challenge(session: AsyncSession, challenge: UUID) -> None:
    """Shows one challenge that was given out."""
    await session.execute(_SET, {"name": "challenge", "value": str(challenge)})


async def see_card(session: AsyncSession, digest: str) -> None:
    """Shows the one printed card with this digest, in every center."""
    await session.execute(_SET, {"name": "card", "value": digest})


async def act_for(session: AsyncSession, purpose: Purpose) -> None:
    """Shows what one purpose needs: all accounts at the operator's desk, expired rows for the sweep."""
    await session.execute(_SET, {"name": "purpose", "value": purpose})


async def one_at_a_time(session: AsyncSession, what: str, center: UUID) -> None:
    """Lets nobody else past this line, of the same `what` and center, until the transaction ends."""
    await session.execute(_ONE_AT_A_TIME, {"key": f"{what} {center}"})


def broken_rule(error: IntegrityError) -> str | None:
    """The name of the constraint that was violated."""
    cause = error.orig.__cause__ if error.orig else None
    name: str | None = getattr(cause, "constraint_name", None)
    return name


class Driver(Protocol):
    """The part of the driver's connection that statements over many rows use."""

    async def execute(self, query: str, *args: object) -> str: ...

    async def fetch(self, query: str, *args: object) -> Sequence[asyncpg.Record]: ...

    async def fetchval(self, query: str, *args: object) -> Any: ...  # Any: a column of any type


async def driver_of(session: AsyncSession) -> Driver:
    """The driver's connection in the session's own transaction, with all that the session has done so far."""
    await session.flush()
    raw = await (await session.connection()).get_raw_connection()
    return cast(Driver, raw.driver_connection)
