"""Somebody begins to be something in an organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import ELECTED, TITLED, ShownTo
from services.registry.communities.memberships.errors import (
    AlreadyHeld,
    ChairTaken,
    OrganisationClosed,
    PublicationMissing,
)
from services.registry.communities.memberships.model import Membership, years_after
from services.registry.communities.memberships.repository import Wanted, memberships_of
from services.registry.communities.organisations.errors import OrganisationNotFound
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.repository import get_organisation
from services.registry.communities.rules.repository import Rules, rules_on
from services.registry.people.residents.model import Resident
from services.registry.rights.consents.repository import in_force
from shared.contracts.codes import MembershipRole
from shared.contracts.registry import MembershipBegunV1
from shared.kit import audit, outbox
from shared.kit.clock import today
from shared.kit.ids import new_id
from shared.kit.language import say
from shared.kit.problems import invalid


@dataclass(frozen=True, slots=True)
class BeginMembership:
    """`since` and `until` are the first and the last day; None is today, and the term that the law gives."""

    center_id: UUID
    organisation_id: UUID
    resident_id: UUID
    role: MembershipRole
    since: date | None = None
    until: date | None = None
    document: Mapping[str, Any] | None = None  # Any: a part of a body, already validated
    shown_to: ShownTo = "members"
    id: UUID = field(default_factory=new_id)


async def begin_membership(session: AsyncSession, command: BeginMembership) -> Membership:
    """Raises Invalid, ChairTaken, AlreadyHeld, OrganisationClosed, PublicationMissing."""
    organisation, since, until = await check_membership(session, command)
    membership = _made(command, since, until)
    session.add(membership)
    await session.flush()
    audit.note(session, "membership.begun", about=command.resident_id, evidence=str(membership.id))
    told = MembershipBegunV1(
        membership_id=membership.id,
        organisation_id=organisation.id,
        resident_id=command.resident_id,
        role=command.role,
        since=since,
    )
    outbox.add(session, told)
    return membership


async def check_membership(
    session: AsyncSession, command: BeginMembership
) -> tuple[Organisation, date, date | None]:
    """The organisation and the days in which it would run; raises what `begin_membership` does, and writes nothing."""
    organisation = await _organisation(session, command)
    resident = await _resident(session, command)
    since = command.since or today()
    rules = await rules_on(session, since)
    _must_be_old_enough(organisation, resident, since, rules)
    until = command.until or term_end(organisation, command.role, since, rules)
    check_days(since, until)
    await check_free(session, organisation, command.role, command.resident_id, since, until)
    await may_be_shown(session, command.center_id, command.resident_id, command.role, command.shown_to)
    return organisation, since, until


async def check_free(
    session: AsyncSession,
    organisation: Organisation,
    role: MembershipRole,
    resident: UUID | None,
    since: date,
    until: date | None,
    apart_from: UUID | None = None,
) -> None:
    """Raises ChairTaken where another chair's days overlap, AlreadyHeld where the same person's do.

    The organisation is locked, so that two chairs cannot begin at once.
    """
    wanted = Wanted(organisation_id=organisation.id, role=role)
    found = await session.scalars(memberships_of(organisation.center_id, wanted))
    same = [one for one in found if one.id != apart_from and one.resident_id and one.overlaps(since, until)]
    if any(one.resident_id == resident for one in same):
        raise AlreadyHeld
    if role == "chair" and same:
        raise ChairTaken


async def may_be_shown(
    session: AsyncSession, center: UUID, resident: UUID | None, role: MembershipRole, shown_to: ShownTo
) -> None:
    """Raises PublicationMissing. Who was elected stands in minutes that are open to all (Housing Code art. 46)."""
    if shown_to != "everybody" or role in ELECTED or resident is None:
        return
    if not await in_force(session, center, resident, "publication"):
        raise PublicationMissing


def check_days(since: date, until: date | None) -> None:
    """Raises Invalid where a term ends before it begins or begins in the far future."""
    if until is not None and until < since:
        raise invalid("/until", "memberships.ends-before", "Срок не может кончиться раньше, чем начался")
    if since > years_after(today(), 1):
        raise invalid("/since", "memberships.too-far", "Начало дальше чем через год: проверьте дату")


def term_end(organisation: Organisation, role: MembershipRole, since: date, rules: Rules) -> date | None:
    """The last day of the term that the law gives where nothing else was decided; None where it gives none."""
    code = organisation.of_kind.term_rule
    rule = rules.get(code) if code else None
    if rule is None or role not in TITLED:
        return None
    return years_after(since, rule.number)


def age_known(resident: Resident | None) -> bool:
    """Whether the registry can say how old somebody is; whoever is of age is old enough for everything."""
    return resident is not None and (resident.adult or resident.birth_year is not None)


def _must_be_old_enough(organisation: Organisation, resident: Resident, since: date, rules: Rules) -> None:
    """Raises Invalid; by the year of birth, so whoever turns old enough in that year is let in."""
    code = organisation.of_kind.age_rule
    rule = rules.get(code) if code else None
    if rule is None or resident.birth_year is None:
        return
    if not rule.holds(since.year - resident.birth_year):
        words = say("В ТОС участвуют с {age} лет: {basis}", age=rule.number, basis=rule.legal_basis)
        raise invalid("/resident_id", "memberships.too-young", words)


async def _organisation(session: AsyncSession, command: BeginMembership) -> Organisation:
    try:
        organisation = await get_organisation(
            session, command.center_id, command.organisation_id, for_update=True
        )
    except OrganisationNotFound as error:
        raise invalid(
            "/organisation_id", "memberships.organisation-unknown", "Такой организации в центре нет"
        ) from error
    if organisation.state == "dissolved":
        raise OrganisationClosed
    return organisation


async def _resident(session: AsyncSession, command: BeginMembership) -> Resident:
    found = await session.get(Resident, {"center_id": command.center_id, "id": command.resident_id})
    if found is None:
        raise invalid("/resident_id", "memberships.resident-unknown", "Такого жителя в центре нет")
    return found


def _made(command: BeginMembership, since: date, until: date | None) -> Membership:
    paper = command.document or {}
    return Membership(
        center_id=command.center_id,
        id=command.id,
        organisation_id=command.organisation_id,
        resident_id=command.resident_id,
        role=command.role,
        since=since,
        until=until,
        document_kind=paper.get("kind"),
        document_number=paper.get("number"),
        document_on=paper.get("on"),
        shown_to=command.shown_to,
    )
