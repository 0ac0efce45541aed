"""How partners and what belongs to them are found; a partner's account sees its own card alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, ScalarSelect, Select, any_, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.model import Account
from services.registry.storage.repository import act_for
from services.registry.support.partners.errors import AgreementNotFound, DoingNotFound, PartnerNotFound
from services.registry.support.partners.model import Agreement, Doing, Partner, PartnerKind
from shared.contracts.permissions import Role
from shared.kit.access import Caller
from shared.kit.clock import today

ONE_CARD: frozenset[Role] = frozenset({"partner", "company"})
"""Whose account is linked to a card; all others of the center see every card or none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partners are wanted; what is None does not matter."""

    kind: PartnerKind | None = None
    contact_by: date | None = None
    ends_by: date | None = None


def partners_of(caller: Caller, center: UUID, wanted: Wanted = Wanted()) -> Select[Partner]:
    """The partners that the caller may see, of which everything wanted is true."""
    found = select(Partner).where(Partner.center_id == center)
    if caller.role in ONE_CARD:
        found = found.where(Partner.account_id == caller.id)
    if wanted.kind is not None:
        found = found.where(Partner.kind == wanted.kind)
    if wanted.contact_by is not None:
        found = found.where(Partner.next_contact_on <= wanted.contact_by)
    if wanted.ends_by is not None:
        found = found.where(_with_agreement(until=(today(), wanted.ends_by)))
        found = found.where(~_with_agreement(after=wanted.ends_by))
    return found


def _with_agreement(until: tuple[date, date] | None = None, after: date | None = None) -> Exists:
    """Whether there is an agreement that ends between two days, or one that lasts longer than a day."""
    theirs = exists().where(Agreement.center_id == Partner.center_id, Agreement.partner_id == Partner.id)
    if until is not None:
        return theirs.where(Agreement.until.between(*until))
    return theirs.where(or_(Agreement.until.is_(None), Agreement.until > after))


def by_name() -> ColumnElement[str]:
    """The order of an alphabet, whatever is written in capitals."""
    return func.lower(Partner.name)


def next_last_day() -> ScalarSelect[date | None]:
    """The day on which the first of a partner's agreements ends, from today on."""
    theirs = Agreement.center_id == Partner.center_id, Agreement.partner_id == Partner.id
    days = select(func.min(Agreement.until)).where(*theirs, Agreement.until >= today())
    return days.correlate(Partner).scalar_subquery()


async def get_partner(session: AsyncSession, caller: Caller, center: UUID, partner: UUID) -> Partner:
    """Raises PartnerNotFound, also for a card that is not the caller's."""
    found = await session.scalar(partners_of(caller, center).where(Partner.id == partner))
    if found is None:
        raise PartnerNotFound
    return found


def agreements_of(partner: Partner) -> Select[Agreement]:
    """The agreements with a partner."""
    return select(Agreement).where(
        Agreement.center_id == partner.center_id, Agreement.partner_id == partner.id
    )


def doings_of(partner: Partner) -> Select[Doing]:
    """What was done together with a partner."""
    return select(Doing).where(Doing.center_id == partner.center_id, Doing.partner_id == partner.id)


async def get_agreement(session: AsyncSession, partner: Partner, agreement: UUID) -> Agreement:
    """Raises AgreementNotFound."""
    found = await session.scalar(agreements_of(partner).where(Agreement.id == agreement))
    if found is None:
        raise AgreementNotFound
    return found


async def get_doing(session: AsyncSession, partner: Partner, doing: UUID) -> Doing:
    """Raises DoingNotFound."""
    found = await session.scalar(doings_of(partner).where(Doing.id == doing))
    if found is None:
        raise DoingNotFound
    return found


async def partner_account(
    session: AsyncSession, center: UUID, account: UUID | None, contact: str | None
) -> UUID | None:
    """The active account of a partner or a company's worker of this center, by its id or its contact."""
    await act_for(session, "staff")
    named = Account.id == account if account is not None else Account.contact == contact
    of_center = literal(center) == any_(Account.centers)
    found: UUID | None = await session.scalar(
        select(Account.id).where(named, Account.role.in_(ONE_CARD), Account.active, of_center)
    )
    return found
