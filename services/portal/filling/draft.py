"""Answers kept between the pages of one form, in sealed cookies, so that going back or away loses nothing."""

from collections.abc import Mapping

from pydantic import BaseModel
from starlette.responses import Response

from services.portal.visits.visit import Visit

# A browser keeps about 4,000 bytes a cookie; long answers take several.
_PIECE = 3600
_MOST_PIECES = 8
_KEPT_FOR = 30 * 24 * 3600


class DraftFull(Exception):
    """So much was typed that a browser cannot keep it."""


class Draft(BaseModel):
    """What one person has answered so far, by field."""

    who: str
    answers: dict[str, list[str]] = {}

    def answered(self, given: Mapping[str, list[str]]) -> "Draft":
        """The draft with these answers in place of the earlier ones."""
        return Draft(who=self.who, answers={**self.answers, **given})

    def value(self, name: str) -> str:
        """The one answer to a question; empty where there is none."""
        return next(iter(self.answers.get(name, ())), "")


def draft_of(visit: Visit, name: str) -> Draft:
    """What the visitor has answered so far; a draft of somebody else on the same device stays closed."""
    mine = str(visit.me.id)
    sealed = "".join(_pieces(visit, name))
    found = visit.portal.seal.open(Draft, sealed, f"draft-{name}") if sealed else None
    return found if found is not None and found.who == mine else Draft(who=mine)


def keep_draft(visit: Visit, response: Response, name: str, draft: Draft) -> Response:
    """Has the browser keep the draft; raises DraftFull where it is too long."""
    sealed = visit.portal.seal.close(draft, f"draft-{name}")
    pieces = [sealed[at : at + _PIECE] for at in range(0, len(sealed), _PIECE)]
    if len(pieces) > _MOST_PIECES:
        raise DraftFull
    for number, piece in enumerate(pieces):
        visit.keep(response, _cookie(name, number), piece, _KEPT_FOR)
    return _drop(visit, response, name, len(pieces))


def forget_draft(visit: Visit, response: Response, name: str) -> Response:
    """Has the browser forget the draft."""
    return _drop(visit, response, name, 0)


def _drop(visit: Visit, response: Response, name: str, first: int) -> Response:
    for number in range(first, _MOST_PIECES):
        if _cookie(name, number) in visit.request.cookies:
            response.delete_cookie(_cookie(name, number))
    return response


def _pieces(visit: Visit, name: str) -> list[str]:
    cookies = (visit.request.cookies.get(_cookie(name, number)) for number in range(_MOST_PIECES))
    return [piece for piece in cookies if piece]


def _cookie(name: str, number: int) -> str:
    return f"{name}.{number}"
