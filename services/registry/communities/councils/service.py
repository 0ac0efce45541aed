"""Whether a house needs a council, whether it has one, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.councils.model import CouncilForming
from services.registry.communities.councils.repository import open_by_house
from services.registry.communities.councils.schemas import StateCode
from services.registry.communities.forms.model import HOUSE_COUNCILS, PARTNERSHIPS
from services.registry.communities.memberships.model import Membership
from services.registry.communities.memberships.repository import standing_in
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.repository import acting_by_house
from services.registry.communities.organisations.use_cases.name_next_steps import Step, next_steps_of
from services.registry.communities.rules.repository import Rules, number_in, rules_on
from services.registry.places.houses.model import House
from shared.kit.clock import today


@dataclass(frozen=True, slots=True)
class CouncilState:
    """What is known of a house's council."""

    code: StateCode
    house: House
    legal_basis: str | None
    need: str | None
    council: Organisation | None = None
    partnership: Organisation | None = None
    forming: CouncilForming | None = None
    chair: Membership | None = None
    steps: Sequence[Step] = ()

    @property
    def until(self) -> date | None:
        """The last day of the chair's term."""
        return self.chair.until if self.chair else None


async def is_needed(session: AsyncSession, house: House) -> bool:
    """Housing Code art. 161.1: a block of more than four flats without a ТСЖ."""
    return (await council_state(session, house)).code not in _NOT_NEEDED


async def council_state(session: AsyncSession, house: House) -> CouncilState:
    """What the law says of this house, and how things stand."""
    return (await council_states(session, house.center_id, [house]))[0]


async def council_states(session: AsyncSession, center: UUID, houses: Sequence[House]) -> list[CouncilState]:
    """The same of each of these houses, in their order, in as many queries as for one."""
    ids = [house.id for house in houses]
    rules = await rules_on(session, today())
    acting = await acting_by_house(session, center, ids)
    formings = await open_by_house(session, center, ids)
    councils = [one for found in acting.values() for one in found if one.kind in HOUSE_COUNCILS]
    chairs = await _chairs(session, center, councils)
    steps = await next_steps_of(session, center, councils)
    return [
        _state(house, acting.get(house.id, ()), formings.get(house.id), chairs, steps, rules)
        for house in houses
    ]


def _state(
    house: House,
    acting: Sequence[Organisation],
    forming: CouncilForming | None,
    chairs: Mapping[UUID, Membership],
    steps: Mapping[UUID, Sequence[Step]],
    rules: Rules,
) -> CouncilState:
    rule = rules.get("house_council.flats")
    basis, need = (rule.legal_basis, str(rule.value)) if rule else (None, None)
    partnership = next((one for one in acting if one.kind in PARTNERSHIPS), None)
    council = next((one for one in acting if one.kind in HOUSE_COUNCILS), None)
    if council is None:
        code = _without_council(house, partnership, rules)
        if code == "missing" and forming is not None:
            code = "forming"
        return CouncilState(code, house, basis, need, None, partnership, forming)
    chair = chairs.get(council.id)
    code = _with_council(chair, rules)
    return CouncilState(code, house, basis, need, council, partnership, forming, chair, steps[council.id])


async def _chairs(
    session: AsyncSession, center: UUID, councils: Sequence[Organisation]
) -> Mapping[UUID, Membership]:
    """The chair of each, of several the one who began last."""
    standing = await standing_in(session, center, [one.id for one in councils])
    return {one.organisation_id: one for one in standing if one.role == "chair"}


_NOT_NEEDED = {"not_needed_private", "not_needed_small", "not_needed_partnership"}


def _without_council(house: House, partnership: Organisation | None, rules: Rules) -> StateCode:
    rule = rules.get("house_council.flats")
    if house.kind == "private":
        return "not_needed_private"
    if partnership is not None:
        return "not_needed_partnership"
    if rule is not None and not rule.holds(house.flats):
        return "not_needed_small"
    return "missing"


def _with_council(chair: Membership | None, rules: Rules) -> StateCode:
    if chair is None:
        return "chair_missing"
    if chair.until is None:
        return "in_place"
    if chair.until < today():
        return "term_over"
    warn = number_in(rules, "term.warn_days", 0)
    return "term_ends" if chair.until <= today() + timedelta(days=warn) else "in_place"
