"""A council in the making with its steps and people, and the days that a manager should not miss."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.councils.model import BASIS_OF, RULE_OF, CouncilForming, CouncilStep
from services.registry.communities.councils.repository import asked_for, of_house, overdue_steps, steps_of
from services.registry.communities.councils.schemas import (
    AskedRead,
    CouncilStateRead,
    CouncilStepRead,
    DeadlineRead,
    FormingListed,
    FormingRead,
)
from services.registry.communities.councils.service import CouncilState
from services.registry.communities.memberships.model import Membership
from services.registry.communities.memberships.repository import terms_ending
from services.registry.communities.memberships.service import own_organisations, shown
from services.registry.communities.organisations.repository import names_of
from services.registry.communities.organisations.schemas import StepRead
from services.registry.communities.rules.repository import Rules, number_in, rules_on
from services.registry.places.houses.repository import get_house
from shared.kit.access import Caller
from shared.kit.clock import today


async def read_forming(session: AsyncSession, forming: CouncilForming) -> FormingRead:
    """One attempt as it is answered."""
    rules = await rules_on(session, forming.meeting_on)
    steps, asked = await steps_of(session, forming), await asked_for(session, forming)
    house = await get_house(session, forming.center_id, forming.house_id)
    people = [one.resident_id for one in asked]
    names = await names_of(session, forming.center_id, people)
    own = await of_house(session, forming.center_id, forming.house_id, people)
    return FormingRead(
        **FormingListed.model_validate(forming).model_dump(),
        address=house.address,
        stop_reason=forming.stop_reason,
        steps=[_step(one, rules) for one in steps],
        asked=[
            AskedRead(
                resident_id=one.resident_id,
                name=names[one.resident_id],
                of_house=one.resident_id in own,
                wanted=one.wanted,
                asked_on=one.asked_on,
                answer=one.answer,
                answered_on=one.answered_on,
            )
            for one in asked
            if one.resident_id in names
        ],
    )


def _step(step: CouncilStep, rules: Rules) -> CouncilStepRead:
    code = RULE_OF.get(step.code)
    rule = rules.get(code) if code else None
    basis = rule.legal_basis if rule else BASIS_OF.get(step.code)
    return CouncilStepRead(
        code=step.code,
        due_on=step.due_on,
        done_on=step.done_on,
        words=step.words,
        overdue=step.is_overdue(today()),
        legal_basis=basis,
    )


async def read_states(
    session: AsyncSession, center: UUID, found: Sequence[CouncilState], caller: Caller
) -> list[CouncilStateRead]:
    """Whether houses have their councils; a chair's name only for those to whom it is shown."""
    own = await own_organisations(session, center, caller)
    seen = [
        one.chair.resident_id if one.chair and _is_shown(one.chair, caller, own) else None for one in found
    ]
    names = await names_of(session, center, [one for one in seen if one])
    return [_state(one, names.get(chair) if chair else None) for one, chair in zip(found, seen, strict=True)]


def _is_shown(chair: Membership, caller: Caller, own: Collection[UUID]) -> bool:
    return shown(chair.shown_to, caller, is_member=chair.organisation_id in own)


def _state(found: CouncilState, chair: str | None) -> CouncilStateRead:
    council, partnership, forming = found.council, found.partnership, found.forming
    return CouncilStateRead(
        house_id=found.house.id,
        address=found.house.address,
        state=found.code,
        legal_basis=found.legal_basis,
        flats=found.house.flats,
        need=found.need,
        council_id=council.id if council else None,
        council_name=council.name if council else None,
        partnership_id=partnership.id if partnership else None,
        partnership_name=partnership.name if partnership else None,
        forming_id=forming.id if forming else None,
        meeting_on=forming.meeting_on if forming else None,
        chair=chair,
        until=found.until,
        steps=[StepRead.model_validate(step) for step in found.steps],
    )


async def read_deadlines(session: AsyncSession, center: UUID) -> list[DeadlineRead]:
    """Terms that end soon or are over, one line an organisation and day, and steps of councils that are due."""
    day = today()
    rules = await rules_on(session, day)
    warn = number_in(rules, "term.warn_days", 0)
    lines: dict[tuple[UUID, object], DeadlineRead] = {}
    for membership, organisation in await terms_ending(session, center, day, warn):
        assert membership.until is not None
        line = lines.setdefault(
            (organisation.id, membership.until),
            DeadlineRead(
                kind="term",
                code="over" if membership.until < day else "ends",
                due_on=membership.until,
                organisation_id=organisation.id,
                organisation_name=organisation.name,
                organisation_kind=organisation.kind,
                role=membership.role,
            ),
        )
        line.people += 1
        line.role = "chair" if "chair" in (membership.role, line.role) else line.role
    found = [
        *lines.values(),
        *[await _due(session, *pair) for pair in await overdue_steps(session, center, day)],
    ]
    return sorted(found, key=lambda one: one.due_on)


async def _due(session: AsyncSession, step: CouncilStep, forming: CouncilForming) -> DeadlineRead:
    house = await get_house(session, forming.center_id, forming.house_id)
    return DeadlineRead(
        kind="council_step", code=step.code, due_on=step.due_on, forming_id=forming.id, address=house.address
    )
