"""Asks the registry what the law says of appeals now; while it is silent, what was last heard holds."""

from datetime import timedelta

from services.events.appeals.service import reckon_anew
from services.events.terms.model import CODES, Term
from services.events.terms.repository import (
    centers_to_reckon,
    keep_terms,
    note_reckoned,
    note_to_reckon,
)
from shared.contracts.requests import Rule, RulesOf
from shared.kit.database import Database
from shared.kit.tasks import Ask, AskingTask
from shared.kit.trouble import NoAnswer

_SUBJECT = "appeal"


async def learn_terms(database: Database, ask: Ask) -> None:
    """Takes over every edition; one that came late, or was corrected, changes the days of what it concerns.

    Whoever is interrupted goes on with the centers that are left.
    """
    await _take_over(database, ask)
    async with database.transaction(None) as session:
        left = await centers_to_reckon(session)
    for center in left:
        async with database.transaction(center) as session:
            await reckon_anew(session)
            await note_reckoned(session, center)


async def _take_over(database: Database, ask: Ask) -> None:
    try:
        rules = (await ask(RulesOf(subject_of_law=_SUBJECT))).items
    except NoAnswer:
        return
    terms = [term for rule in rules if (term := _term(rule)).code in CODES]
    if terms:
        async with database.transaction(None) as session:
            if await keep_terms(session, terms):
                await note_to_reckon(session)


def _term(rule: Rule) -> Term:
    code = rule.code.removeprefix(f"{_SUBJECT}.").removesuffix("_days")
    return Term(code=code, valid_from=rule.valid_from, days=rule.number, legal_basis=rule.legal_basis)


LEARN_TERMS = AskingTask("learn_terms", every=timedelta(minutes=1), run=learn_terms)
