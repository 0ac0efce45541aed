"""How sign-in requests are kept, and what a proven contact opens."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.model import Account
from services.registry.access.codes.model import TRIES
from services.registry.access.sign_in.model import Choice, SignInRequest
from services.registry.people.residents.model import ResidentContact
from services.registry.places.centers.repository import centers_of
from services.registry.storage.repository import act_for, see_contact, see_request
from shared.kit.clock import now


async def spend_try(session: AsyncSession, request: UUID) -> SignInRequest | None:
    """Takes one try from a request that is still open; None where there is none. Commit before comparing."""
    await see_request(session, request)
    spent = (
        update(SignInRequest)
        .where(
            SignInRequest.id == request,
            SignInRequest.tries < TRIES,
            SignInRequest.used_at.is_(None),
            SignInRequest.expires_at > now(),
        )
        .values(tries=SignInRequest.tries + 1)
        .returning(SignInRequest)
    )
    return (await session.scalars(spent)).one_or_none()


async def give_try_back(session: AsyncSession, request: UUID) -> None:
    """A right code costs no try: a form may still hold a mistake, or a choice be open."""
    await see_request(session, request)
    await session.execute(
        update(SignInRequest).where(SignInRequest.id == request).values(tries=SignInRequest.tries - 1)
    )


async def use_up(session: AsyncSession, request: UUID) -> bool:
    """Closes a request; says whether it was still open."""
    await see_request(session, request)
    used = (
        update(SignInRequest)
        .where(SignInRequest.id == request, SignInRequest.used_at.is_(None))
        .values(used_at=now())
        .returning(SignInRequest.id)
    )
    return (await session.scalars(used)).one_or_none() is not None


async def choices_of(session: AsyncSession, contact: str) -> Sequence[Choice]:
    """What a proven contact opens: staff accounts first, then cards by center."""
    await see_contact(session, contact)
    staff = (
        await session.scalars(select(Account).where(Account.contact == contact, Account.active.is_(True)))
    ).all()
    cards = (
        await session.execute(
            select(ResidentContact.center_id, ResidentContact.resident_id).where(
                ResidentContact.value == contact,
                ResidentContact.kind.in_(("phone", "mail")),
                ResidentContact.shared.is_(False),
            )
        )
    ).all()
    named = {center for account in staff for center in account.centers} | {card.center_id for card in cards}
    centers = {center.id: center for center in await centers_of(session, named)}
    of_staff = [
        Choice(account.id, account.role, [centers[one] for one in account.centers]) for account in staff
    ]
    return of_staff + [Choice(card.resident_id, "resident", [centers[card.center_id]]) for card in cards]


async def forget_requests_of(session: AsyncSession, contacts: Iterable[str]) -> None:
    """Deletes what sign-ins under way keep of these contacts."""
    for contact in contacts:
        await see_contact(session, contact)
        await session.execute(delete(SignInRequest).where(SignInRequest.contact == contact))


async def forget_expired(session: AsyncSession) -> None:
    """Deletes requests that can no longer be opened."""
    await act_for(session, "sweep")
    await session.execute(delete(SignInRequest).where(SignInRequest.expires_at < now()))
