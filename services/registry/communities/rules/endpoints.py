"""What the law asks of organisations over HTTP: no secret; the operator keeps it up to date."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Header
from starlette.responses import Response

from services.registry.communities.rules.model import RuleCode
from services.registry.communities.rules.repository import all_rules
from services.registry.communities.rules.schemas import RuleRead, RulesRead, RuleWritten
from services.registry.communities.rules.service import WriteRule, write_rule
from shared.kit.etags import Outdated, answered
from shared.kit.etags import if_match as etag_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["rules"])


async def seen_edition(
    if_match: Annotated[str | None, Header(description="the ETag of the edition that is corrected")] = None,
) -> int | None:
    """The edition that the caller has seen, None where they write a new one. Raises Outdated for no ETag of ours."""
    return None if if_match is None else await etag_of(if_match)


@router.get("/rules")
async def list_rules(work: Annotated[Work, anyone()]) -> RulesRead:
    """Every rule with its source; of one code the latest that has begun holds."""
    return RulesRead(items=[RuleRead.model_validate(rule) for rule in await all_rules(work.session)])


@router.put("/rules/{code}/{valid_from}", responses=problems(Outdated))
async def write(
    code: RuleCode,
    valid_from: date,
    body: RuleWritten,
    work: Annotated[Work, may("registry.rules.write_rule")],
    seen: Annotated[int | None, Depends(seen_edition)],
    response: Response,
) -> RuleRead:
    """Writes what holds from a day on; what held before stays on record. `If-Match` names the edition of that very day
    that is corrected; without it there must be none yet."""
    rule = await write_rule(work.session, WriteRule(code, valid_from, **body.model_dump(), version=seen))
    return answered(response, rule, RuleRead)
