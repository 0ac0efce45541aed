"""What the law asks of organisations over HTTP: no secret; the operator keeps it up to date."""

from datetime import date
from typing import Annotated

from services.registry.communities.rules.model import RuleCode
from services.registry.communities.rules.repository import all_rules
from services.registry.communities.rules.schemas import RuleRead, RulesRead, RuleWritten
from services.registry.communities.rules.service import WriteRule, write_rule
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["rules"])


@router.get("/rules")
async def list_rules(work: Annotated[Work, anyone()]) -> RulesRead:
    """Every rule with its source; of one code the latest that has begun holds."""
    return RulesRead(items=[RuleRead.model_validate(rule) for rule in await all_rules(work.session)])


@router.put("/rules/{code}/{valid_from}")
async def write(
    code: RuleCode,
    valid_from: date,
    body: RuleWritten,
    work: Annotated[Work, may("registry.rules.write_rule")],
) -> RuleRead:
    """Writes what holds from a day on; what held before stays on record."""
    command = WriteRule(code, valid_from, **body.model_dump())
    return RuleRead.model_validate(await write_rule(work.session, command))
