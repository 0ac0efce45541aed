"""What an organisation lacks and what to do next, each with the rule on which it rests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import CHARTERED
from services.registry.communities.memberships.model import Membership
from services.registry.communities.memberships.repository import standing_in
from services.registry.communities.memberships.use_cases.begin_membership import age_known
from services.registry.communities.organisations import repository
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.service import enough
from services.registry.communities.rules.model import Rule
from services.registry.communities.rules.repository import Rules, number_in, rules_on
from services.registry.people.residents.model import Resident
from shared.kit.clock import today

Code = Literal[
    "term_over",
    "term_ends",
    "chair_missing",
    "decision_unknown",
    "decision_too_few",
    "document_missing",
    "charter_missing",
    "term_unknown",
    "age_unknown",
    "houses_missing",
    "members_missing",
    "contacts_missing",
    "finish_founding",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is missing; `need` is the number that a rule asks for."""

    code: Code
    legal_basis: str | None = None
    due_on: date | None = None
    count: int | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the steps are read from."""

    organisation: Organisation
    standing: Sequence[Membership]
    people: Sequence[Resident]
    houses: Sequence[UUID]
    contacts: int
    rules: Rules
    day: date


async def name_next_steps(session: AsyncSession, organisation: Organisation) -> list[Step]:
    """The most pressing first; a dissolved organisation lacks nothing."""
    return (await next_steps_of(session, organisation.center_id, [organisation]))[organisation.id]


async def next_steps_of(
    session: AsyncSession, center: UUID, organisations: Sequence[Organisation]
) -> Mapping[UUID, list[Step]]:
    """The same of each of these, in as many queries as for one."""
    acting = [one for one in organisations if one.state != "dissolved"]
    ids, day = [one.id for one in acting], today()
    standing = await standing_in(session, center, ids)
    people = {one.id: one for one in await _people(session, center, standing)}
    houses = await repository.houses_by_organisation(session, center, ids)
    contacts = await repository.contacts_counted(session, center, ids)
    rules = await rules_on(session, day)
    found: dict[UUID, list[Step]] = {one.id: [] for one in organisations}
    for one in acting:
        own = [held for held in standing if held.organisation_id == one.id]
        who = [people[held] for held in {held.resident_id for held in own} if held in people]
        seen = Seen(one, own, who, houses.get(one.id, []), contacts.get(one.id, 0), rules, day)
        found[one.id] = steps_of(seen)
    return found


async def _people(session: AsyncSession, center: UUID, standing: Sequence[Membership]) -> Iterable[Resident]:
    wanted = [one.resident_id for one in standing]
    return await session.scalars(
        select(Resident).where(Resident.center_id == center, Resident.id.in_(wanted))
    )


def steps_of(seen: Seen) -> list[Step]:
    """The steps, from what is seen."""
    return [*_terms(seen), *_chair(seen), *_founding(seen), *_members(seen), *_plain(seen)]


def _terms(seen: Seen) -> Iterable[Step]:
    warn = number_in(seen.rules, "term.warn_days", 0)
    rule = _rule(seen, seen.organisation.of_kind.term_rule)
    basis = rule.legal_basis if rule else None
    titled = [one for one in seen.standing if one.role != "member"]
    over = [one.until for one in titled if one.until is not None and one.until < seen.day]
    soon = [one.until for one in titled if one.until and seen.day <= one.until <= seen.day + timedelta(warn)]
    if over:
        yield Step("term_over", basis, min(over), len(over))
    if soon:
        yield Step("term_ends", basis, min(soon), len(soon))
    unknown = [one for one in titled if one.until is None]
    if rule is not None and unknown:
        yield Step("term_unknown", basis, count=len(unknown), need=str(rule.value))


def _chair(seen: Seen) -> Iterable[Step]:
    chaired = any(one.role == "chair" for one in seen.standing)
    if seen.organisation.of_kind.chaired and not chaired and seen.organisation.state == "active":
        basis = "Жилищный кодекс, ст. 161.1, ч. 6" if seen.organisation.kind == "council_mkd" else None
        yield Step("chair_missing", basis)


def _founding(seen: Seen) -> Iterable[Step]:
    organisation = seen.organisation
    if organisation.of_kind.gatherings:
        yield from _decision(seen)
    if organisation.kind in CHARTERED and organisation.document_kind != "charter":
        tos = organisation.kind in ("tos", "tos_legal")
        yield Step("charter_missing", "Закон № 33-ФЗ, ст. 50" if tos else "Жилищный кодекс, ст. 135, ч. 2")
    elif organisation.of_kind.documented and organisation.document_kind is None:
        yield Step("document_missing")
    if organisation.state == "forming":
        yield Step("finish_founding")


def _decision(seen: Seen) -> Iterable[Step]:
    organisation = seen.organisation
    gatherings = organisation.of_kind.gatherings or {}
    if organisation.gathering is None:
        rule = _rule(seen, next(iter(gatherings.values())))
        if rule is not None:
            yield Step("decision_unknown", rule.legal_basis, need=str(rule.value))
        return
    rule = _rule(seen, gatherings.get(organisation.gathering))
    if rule is not None and not enough(organisation, rule):
        yield Step("decision_too_few", rule.legal_basis, need=str(rule.value))


def _members(seen: Seen) -> Iterable[Step]:
    if not seen.standing:
        yield Step("members_missing")
    rule = _rule(seen, seen.organisation.of_kind.age_rule)
    unknown = sum(not age_known(one) for one in seen.people)
    if rule is not None and unknown:
        yield Step("age_unknown", rule.legal_basis, count=unknown, need=str(rule.value))


def _plain(seen: Seen) -> Iterable[Step]:
    kind = seen.organisation.of_kind
    if kind.community == "place" and not seen.houses and kind.form != "outside":
        yield Step("houses_missing")
    if not seen.contacts:
        yield Step("contacts_missing")


def _rule(seen: Seen, code: str | None) -> Rule | None:
    return seen.rules.get(code) if code else None
