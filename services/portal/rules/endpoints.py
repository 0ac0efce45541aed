"""What the law asks, kept up to date by the operator: a new edition stands beside the old one."""

import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, saved
from services.portal.rules.labels import RULE, RULE_BOUND
from services.portal.rules.view import Rule, edition_of, histories_of
from services.portal.visits.visit import Filled, Operator, Visit
from services.portal.wording.language import phrase
from shared.kit.etags import etag_of

router = APIRouter(prefix="/operator/rules", include_in_schema=False)

BOUND_MISSING = phrase("Отметьте, больше, не меньше или ровно")
NUMBER_WRONG = phrase("Напишите целое число или долю: 4, 1/2, 2/3")
DAY_MISSING = phrase("Укажите, с какого дня действует")
BASIS_MISSING = phrase("Напишите закон, статью и часть")
_WRITTEN = phrase("Записали. Прежняя редакция осталась в истории.")
_NUMBER = re.compile(r"([0-9]{1,7})(?:\s*/\s*([0-9]{1,7}))?")
_NAMES = {"numerator": "number", "denominator": "number"}


@router.get("")
async def rules(visit: Operator, done: Annotated[str, Query()] = "") -> Response:
    """Every rule with what holds today, what will, and what held before."""
    said = _WRITTEN if done == "written" else ""
    return visit.page("rules/rules", histories=await histories_of(visit), done=said)


@router.get("/{code}")
async def ask_edition(visit: Operator, code: str) -> Response:
    """The form of a new edition, with what holds today."""
    known = next((one for one in await histories_of(visit) if one.code == code), None)
    if known is None:
        raise HTTPException(404)
    holds = known.holds
    return _page(visit, code, filled(_typed(holds) if holds else {}))


@router.post("/{code}")
async def write(visit: Operator, code: str, form: Filled) -> Response:
    """Writes what holds from a day on."""
    if code not in RULE:
        raise HTTPException(404)
    day = form.day("valid_from")
    if day is None:
        form.wrong("valid_from", DAY_MISSING)
    body = _edition(form)
    if day is not None and not form.errors and await _is_kept(visit, form, code, day, body):
        return visit.go("/operator/rules?done=written")
    return _page(visit, code, form)


async def _is_kept(visit: Visit, form: Form, code: str, day: date, body: object) -> bool:
    """Whether the edition was taken; one that is written for this day already is shown beside what was typed."""
    if form.value("seen_day") != str(day):
        form.put("version")

    async def present() -> Known:
        there = await edition_of(visit, code, day)
        form.put("seen_day", str(day))
        return (_typed(there), etag_of(there.version)) if there else ({}, None)

    path = f"/rules/{code}/{day}"
    return await saved(visit, form, path, body, present, _NAMES, method="PUT", root="")


def _typed(rule: Rule) -> dict[str, object]:
    """The edition as its form writes it."""
    return {"bound": rule.bound, "number": rule.number, "legal_basis": rule.legal_basis}


def _edition(form: Form) -> dict[str, object]:
    bound = form.one_of("bound", RULE_BOUND, BOUND_MISSING)
    found = _NUMBER.fullmatch(form.value("number"))
    if found is None or found[2] == "0":
        form.wrong("number", NUMBER_WRONG)
    return {
        "bound": bound,
        "numerator": found[1] if found else None,
        "denominator": (found[2] if found else None) or 1,
        "legal_basis": form.need("legal_basis", BASIS_MISSING),
    }


def _page(visit: Visit, code: str, form: Form) -> Response:
    return visit.page("rules/edition", form, code=code)
