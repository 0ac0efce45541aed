"""Every code that a service may answer is called something on the pages, and no word is left of a code that is gone."""

from collections.abc import Mapping
from typing import Any, get_args

import pytest

from services.events.appeals.model import Recipient
from services.events.appeals.model import Step as AppealStep
from services.portal.wording.labels import LABELS
from services.registry.communities.councils.model import Answer, StepCode, Wanted
from services.registry.communities.councils.schemas import StateCode
from services.registry.communities.forms.model import Form, Gathering, ShownTo
from services.registry.communities.memberships.model import EndReason
from services.registry.communities.organisations.model import ContactKind, State
from services.registry.communities.organisations.use_cases.name_next_steps import Code
from services.registry.communities.rules.model import Bound, RuleCode
from services.registry.places.centers.model import CenterService
from services.registry.places.houses.model import HouseKind, PremisesKind
from services.registry.places.owners.model import OwnerKind, SharesState
from services.registry.places.rooms.model import Access, Equipment
from services.registry.places.staff.model import Background
from services.registry.places.territories.model import TerritoryKind
from shared.contracts.codes import (
    AppealOutcome,
    AppealState,
    Complaint,
    HostType,
    MembershipRole,
    OrganisationKind,
    OrganisationScale,
)

CODES: Mapping[str, Any] = {  # Any: a Literal is no type of its own
    "ORGANISATION_KIND": OrganisationKind, "ORGANISATION_SCALE": OrganisationScale, "ORGANISATION_FORM": Form,
    "ORGANISATION_STATE": State, "ORGANISATION_CONTACT": ContactKind, "MEMBER_ROLE": MembershipRole,
    "END_REASON": EndReason, "SHOWN_TO": ShownTo, "FOUNDING": Gathering, "NEXT_STEP": Code, "COUNCIL_STATE": StateCode,
    "COUNCIL_STEP": StepCode, "COUNCIL_WANTED": Wanted, "COUNCIL_ANSWER": Answer, "RULE": RuleCode, "RULE_BOUND": Bound,
    "HOUSE_KIND": HouseKind, "PREMISES_KIND": PremisesKind, "OWNER_KIND": OwnerKind, "SHARES": SharesState,
    "TERRITORY_KIND": TerritoryKind, "HOST": HostType, "CENTER_SERVICE": CenterService, "ACCESS": Access,
    "EQUIPMENT": Equipment, "BACKGROUND": Background, "COMPLAINT": Complaint, "APPEAL_STATE": AppealState,
    "APPEAL_OUTCOME": AppealOutcome, "APPEAL_RECIPIENT": Recipient, "APPEAL_STEP": AppealStep,
}  # fmt: skip


@pytest.mark.parametrize("kind", CODES)
def test_a_code_is_called_something(kind: str) -> None:
    assert set(LABELS[kind]) == set(get_args(CODES[kind]))
