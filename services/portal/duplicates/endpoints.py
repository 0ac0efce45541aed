"""People who may be on record twice: the list, telling two apart, and what was merged."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.duplicates.view import (
    merge_of,
    merges_of,
    pairs_of,
    person_said,
    reasons_said,
    tell_apart,
)
from services.portal.filling.forms import Form
from services.portal.people.view import names_of, person_of
from services.portal.visits.api import Objection
from services.portal.visits.visit import Filled, Manager
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/people", include_in_schema=False)

_DONE = {
    "apart": phrase("Запомнили: это разные люди. Больше не предложим."),
    "merged": phrase("Карточки объединили."),
    "undone": phrase("Объединение отменили: снова две карточки."),
}


@router.get("/duplicates")
async def duplicates(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """Pairs of cards that may be one person, the likeliest first."""
    pairs = await pairs_of(visit)
    people = {one.id: one for pair in pairs.items for one in (pair.one, pair.other)}
    return visit.page(
        "duplicates/pairs",
        pairs=pairs,
        why=[reasons_said(visit.speech, pair.reasons) for pair in pairs.items],
        who={one.id: person_said(visit.speech, one) for one in people.values()},
        done=_DONE.get(done, ""),
    )


@router.post("/duplicates/different")
async def different(visit: Manager, form: Filled) -> Response:
    """«Это разные люди»."""
    one, other = form.id("one"), form.id("other")
    if one is not None and other is not None:
        await tell_apart(visit, one, other)
    return visit.go("/desk/people/duplicates?done=apart")


@router.get("/merges")
async def merges(visit: Manager) -> Response:
    """What was merged, and until when it can be undone."""
    found = await merges_of(visit)
    return visit.page(
        "duplicates/merges", merges=found, names=await names_of(visit, (one.kept_id for one in found))
    )


@router.get("/merges/{merge_id}")
async def merged(visit: Manager, merge_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One merge, with its undoing."""
    return await _merge_page(visit, merge_id, Form(), _DONE.get(done, ""))


@router.post("/merges/{merge_id}/undo")
async def undo(visit: Manager, merge_id: UUID, form: Filled) -> Response:
    """Makes two of them again."""
    path = f"/centers/{visit.center}/merges/{merge_id}/undo"
    try:
        await visit.api.post(object, "registry", path, {"reason": form.value("reason") or None}, form.once)
    except Objection as objection:
        form.wrong("", objection.refusal.title)
        return await _merge_page(visit, merge_id, form, "")
    return visit.go(f"/desk/people/merges/{merge_id}?done=undone")


async def _merge_page(visit: Manager, merge_id: UUID, form: Form, done: str) -> Response:
    merge = await merge_of(visit, merge_id)
    names = await names_of(visit, [merge.kept_id])
    person = None if merge.undone_at else await person_of(visit, merge.kept_id)
    return visit.page(
        "duplicates/merge", form, merge=merge, name=names[merge.kept_id], person=person, done=done
    )
