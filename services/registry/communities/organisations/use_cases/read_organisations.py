"""Organisations as a caller may see them: contacts and names only for those to whom they are shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import TITLED
from services.registry.communities.memberships.model import Membership
from services.registry.communities.memberships.repository import members_counted, standing_in
from services.registry.communities.memberships.service import document_of, own_organisations, shown
from services.registry.communities.organisations import repository
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.schemas import (
    Contact,
    Decision,
    Officer,
    OrganisationListed,
    OrganisationRead,
    Related,
)
from shared.contracts.codes import MembershipRole
from shared.kit.access import Caller
from shared.kit.clock import today

_ORDER: tuple[MembershipRole, ...] = (
    "chair", "deputy", "secretary", "treasurer", "auditor", "council_member", "organiser", "delegate",
)  # fmt: skip


async def read_list(
    session: AsyncSession, center: UUID, caller: Caller, organisations: Iterable[Organisation]
) -> list[OrganisationListed]:
    """Lines of the list."""
    listed = list(organisations)
    ids = [one.id for one in listed]
    houses = await repository.houses_by_organisation(session, center, ids)
    members = await members_counted(session, center, ids)
    own = await own_organisations(session, center, caller)
    officers = await _officers(session, center, caller, own, ids)
    return [
        OrganisationListed(**_line(one, houses.get(one.id, []), members.get(one.id, 0), officers[one.id]))
        for one in listed
    ]


async def read_one(session: AsyncSession, organisation: Organisation, caller: Caller) -> OrganisationRead:
    """One organisation with everything that is shown to the caller."""
    center = organisation.center_id
    own = await own_organisations(session, center, caller)
    officers = (await _officers(session, center, caller, own, [organisation.id]))[organisation.id]
    houses = await repository.houses_of(session, organisation)
    members = (await members_counted(session, center, [organisation.id])).get(organisation.id, 0)
    contacts = await repository.contacts_of(session, organisation)
    is_member = organisation.id in own
    return OrganisationRead(
        **_line(organisation, houses, members, officers),
        **{name: getattr(organisation, name) for name in _AS_KEPT},
        parent=await _parent(session, organisation),
        parts=[Related.model_validate(one) for one in await repository.children_of(session, organisation)],
        document=document_of(organisation),
        decision=_decision(organisation),
        contacts=[
            Contact.model_validate(one)
            for one in contacts
            if shown(one.shown_to, caller, is_member=is_member)
        ],
        officers=officers,
        is_member=is_member,
        joined_by_wish=organisation.of_kind.joined_by_wish and organisation.state != "dissolved",
    )


_AS_KEPT = ("about", "entrance", "place_ids", "founded_on", "active_since", "dissolved_on")


def _line(
    organisation: Organisation, houses: list[UUID], members: int, officers: Sequence[Officer]
) -> dict[str, object]:
    kind = organisation.of_kind
    names = ("id", "kind", "scale", "name", "state", "parent_id", "version")
    return {
        **{name: getattr(organisation, name) for name in names},
        "form": kind.form,
        "community": kind.community,
        "house_ids": houses,
        "members": members,
        "chair": next((one for one in officers if one.role == "chair"), None),
    }


async def _officers(
    session: AsyncSession, center: UUID, caller: Caller, own: Collection[UUID], ids: Sequence[UUID]
) -> Mapping[UUID, list[Officer]]:
    """Whoever holds a title in each of these, chairs first; of several chairs the one whose term is the latest."""
    standing = [one for one in await standing_in(session, center, ids) if one.role in TITLED]
    names = await repository.names_of(
        session, center, [one.resident_id for one in standing if one.resident_id]
    )
    found: dict[UUID, list[Officer]] = {one: [] for one in ids}
    for one in sorted(standing, key=lambda one: (_ORDER.index(one.role), -one.since.toordinal())):
        sees = shown(one.shown_to, caller, is_member=one.organisation_id in own)
        found[one.organisation_id].append(_officer(one, names if sees else {}))
    return found


def _officer(membership: Membership, names: Mapping[UUID, str]) -> Officer:
    resident = membership.resident_id if membership.resident_id in names else None
    return Officer(
        membership_id=membership.id,
        role=membership.role,
        resident_id=resident,
        name=names[resident] if resident else None,
        since=membership.since,
        until=membership.until,
        over=membership.until is not None and membership.until < today(),
    )


async def _parent(session: AsyncSession, organisation: Organisation) -> Related | None:
    if organisation.parent_id is None:
        return None
    parent = await repository.get_organisation(session, organisation.center_id, organisation.parent_id)
    return Related.model_validate(parent)


def _decision(organisation: Organisation) -> Decision | None:
    if organisation.gathering is None or organisation.part is None or organisation.whole is None:
        return None
    return Decision(gathering=organisation.gathering, part=organisation.part, whole=organisation.whole)
