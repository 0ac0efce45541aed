"""Who may see which membership, and what a membership says when it is answered."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import ShownTo
from services.registry.communities.memberships.model import Membership
from services.registry.communities.memberships.repository import organisations_with
from services.registry.communities.memberships.schemas import MembershipRead
from services.registry.communities.memberships.use_cases.begin_membership import age_known
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.schemas import Document
from services.registry.people.residents.model import Resident
from shared.kit.access import Caller
from shared.kit.clock import today


def resident_of(caller: Caller) -> UUID | None:
    """The resident who calls, None for staff and partners."""
    return caller.id if caller.role in ("resident", "activist") else None


async def own_organisations(session: AsyncSession, center: UUID, caller: Caller) -> set[UUID]:
    """The organisations in which the caller is now; staff and partners are in none."""
    resident = resident_of(caller)
    return await organisations_with(session, center, resident) if resident else set()


async def visible(
    session: AsyncSession, center: UUID, caller: Caller, wanted: Select[Membership]
) -> Select[Membership]:
    """Those that the caller may see with their names: a manager all, a resident their own and what is shown to them."""
    if caller.role == "manager":
        return wanted
    resident = resident_of(caller)
    seen = Membership.shown_to == "everybody"
    if resident is not None:
        own = await organisations_with(session, center, resident)
        seen |= Membership.resident_id == resident
        seen |= (Membership.shown_to == "members") & Membership.organisation_id.in_(own)
    return wanted.where(seen)


def shown(shown_to: ShownTo, caller: Caller, *, is_member: bool) -> bool:
    """Whether the caller may see what is shown to these; everybody are the people of the center, no partner."""
    if caller.role == "manager":
        return True
    if resident_of(caller) is None:
        return False
    if shown_to == "everybody":
        return True
    return shown_to == "members" and is_member


async def read(
    session: AsyncSession, center: UUID, memberships: Iterable[Membership]
) -> Sequence[MembershipRead]:
    """The memberships with the names of their people."""
    listed = list(memberships)
    wanted = select(Resident).where(
        Resident.center_id == center, Resident.id.in_([one.resident_id for one in listed if one.resident_id])
    )
    people = {one.id: one for one in await session.scalars(wanted)}
    return [_read(one, people.get(one.resident_id) if one.resident_id else None) for one in listed]


def _read(membership: Membership, resident: Resident | None) -> MembershipRead:
    over = membership.stands() and membership.until is not None and membership.until < today()
    names = (
        "id",
        "organisation_id",
        "role",
        "since",
        "until",
        "ended_on",
        "end_reason",
        "shown_to",
        "version",
    )
    return MembershipRead(
        **{name: getattr(membership, name) for name in names},
        resident_id=resident.id if resident else None,
        name=resident.name if resident else None,
        document=document_of(membership),
        over=over,
        age_known=age_known(resident),
    )


def document_of(row: Membership | Organisation) -> Document | None:
    """The decision on which it rests."""
    if row.document_kind is None:
        return None
    return Document(kind=row.document_kind, number=row.document_number, on=row.document_on)
