"""Consents on the desk: a manager prints the sheet, enters it signed or said, and notes a withdrawal."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.consents.view import title_of, use_of, uses_of
from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out, made
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.people.view import person_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/people/{person_id}/consents", include_in_schema=False)

HOW_MISSING = phrase("Выберите, как человек дал согласие")
CHANNEL_MISSING = phrase("Выберите, как человек отозвал согласие")
_DONE = {
    "given": phrase("Согласие записали."),
    "withdrawn": phrase("Отзыв записали, данные больше не используют."),
    "withdrawn-card": phrase("Отзыв записали. Данные больше не используют, через три дня они сотрутся."),
}


@router.get("")
async def consents(visit: Manager, person_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """Every use, and whether this person has agreed to it."""
    person = await person_of(visit, person_id)
    uses = await uses_of(visit, person_id, child=not person.adult)
    return visit.page(
        "consents/theirs", person=person, uses=uses, title_of=title_of, done=_DONE.get(done, "")
    )


@router.get("/{purpose}")
async def one(visit: Manager, person_id: UUID, purpose: str) -> Response:
    """The text, and where to enter what the person signed, said or took back."""
    return await _page(visit, person_id, purpose, Form())


@router.post("/{purpose}")
async def enter(visit: Manager, person_id: UUID, purpose: str, form: Filled) -> Response:
    """A signed sheet, or words before a witness."""
    how = form.one_of("how", ("paper", "aloud"), HOW_MISSING)
    body: dict[str, object] = {"purpose": purpose, "version": form.number("version") or 0, "how": how}
    if how == "paper":
        day = form.day("signed_on")
        body |= {"number": form.value("number") or None, "signed_on": day.isoformat() if day else None}
    else:
        body |= {"witness": form.value("witness") or None, "ground": form.value("ground") or None}
    what = f"/residents/{person_id}/consents"
    if await made(visit, form, what, body, {"version": ""}):
        return visit.go(f"/desk/people/{person_id}/consents?done=given")
    return await _page(visit, person_id, purpose, form)


@router.post("/{purpose}/withdraw")
async def withdraw(visit: Manager, person_id: UUID, purpose: str, form: Filled) -> Response:
    """Somebody called, wrote or came to take it back."""
    channel = form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING)
    if await carried_out(visit, form, f"/consents/{form.id('consent')}/withdraw", {"channel": channel}):
        done = "withdrawn-card" if purpose == "keep_card" else "withdrawn"
        return visit.go(f"/desk/people/{person_id}/consents?done={done}")
    return await _page(visit, person_id, purpose, form)


@router.get("/{purpose}/paper.pdf")
async def paper(visit: Manager, person_id: UUID, purpose: str) -> Response:
    """The sheet to sign, with the person's name and a number of its own."""
    path = f"/centers/{visit.center}/residents/{person_id}/consents/paper/{purpose}"
    content, _ = await visit.api.file("registry", path)
    return Response(content, media_type="application/pdf")


async def _page(visit: Visit, person_id: UUID, purpose: str, form: Form) -> Response:
    person = await person_of(visit, person_id)
    use = await use_of(visit, person_id, purpose, child=not person.adult)
    return visit.page("consents/enter", form, person=person, use=use, title=title_of(visit, use.text))
