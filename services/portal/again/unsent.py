"""A form whose sender must first show who they are: it waits in their browser, and goes by one more press."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import UUID

from starlette.responses import Response

from services.portal.filling.draft import Draft, DraftFull, draft_of, forget_draft, keep_draft
from services.portal.filling.forms import Form
from services.portal.visits.visit import UNSENT, Visit, local_path

_PATH, _CENTER = "path to send", "center to send from"
"""Beside what was typed; no field of a form has a space in its name."""


@dataclass(frozen=True)
class Unsent:
    """Where the form goes, of which center it speaks, and what stands in its fields."""

    path: str
    center: UUID | None
    fields: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        """What people would recognise as written by them; codes and ids they never saw."""
        return [value for _, value in self.fields if not value.isascii() or " " in value.strip()]


def unsent_of(visit: Visit) -> Unsent | None:
    """The form of whoever is signed in; nobody else's."""
    draft = draft_of(visit, UNSENT)
    path, center = local_path(draft.value(_PATH), ""), draft.value(_CENTER)
    if not path:
        return None
    typed = {name: values for name, values in draft.answers.items() if name not in (_PATH, _CENTER)}
    fields = [(name, value) for name, values in typed.items() for value in values]
    return Unsent(path, UUID(center) if center else None, fields)


def forget_unsent(visit: Visit, response: Response) -> Response:
    """Has the browser forget the form."""
    return forget_draft(visit, response, UNSENT)


async def lead_aside(visit: Visit, page: str) -> Response:
    """To `page`, where somebody shows who they are, and from there back; a form that was sent waits meanwhile."""
    request = visit.request
    if request.method == "GET":
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return visit.go(_onward(page, here))
    response = visit.go(_onward(page, local_path(urlsplit(request.headers.get("referer", "")).path)))
    typed = await _typed(visit)
    if typed is None or visit.known is None:
        return response
    kept = {_PATH: [request.url.path], _CENTER: [str(visit.known.center or "")]}
    try:
        return keep_draft(visit, response, UNSENT, Draft(who=str(visit.known.id), answers={**kept, **typed}))
    except DraftFull:
        fields = [(name, value) for name, values in typed.items() for value in values]
        return visit.page("again/full", Form(), 401, path=request.url.path, fields=fields, way=page)


def _onward(page: str, to: str) -> str:
    return page if to == "/" else f"{page}?next={quote(to, safe='/')}"


async def _typed(visit: Visit) -> dict[str, list[str]] | None:
    """What was typed into a form of ours; None for a script's request, and for a file, which no cookie holds."""
    if visit.request.headers.get("sec-fetch-mode", "navigate") != "navigate":
        return None
    sent = await visit.request.form()
    typed: dict[str, list[str]] = {}
    for name, value in sent.multi_items():
        if not isinstance(value, str):
            return None
        typed.setdefault(name, []).append(value)
    if not visit.portal.seal.believes(visit.visitor, "".join(typed.pop("csrf", []))):
        return None
    typed.pop(UNSENT, None)
    return typed
