"""What the registry answers to other services about the rules of law."""

from services.registry.communities.rules.model import SHARES
from services.registry.communities.rules.repository import all_rules
from shared.contracts.requests import Rule, Rules, RulesOf
from shared.kit.database import Database
from shared.kit.replies import Replies

replies = Replies()


@replies.to(RulesOf)
async def tell_rules(database: Database, ask: RulesOf) -> Rules:
    """Every edition of the whole numbers about one subject; they are no secret."""
    async with database.transaction(None) as session:
        found = [
            rule
            for rule in await all_rules(session)
            if rule.code.startswith(f"{ask.subject_of_law}.") and rule.code not in SHARES
        ]
    return Rules(
        items=[
            Rule(code=one.code, valid_from=one.valid_from, number=one.number, legal_basis=one.legal_basis)
            for one in found
        ]
    )
