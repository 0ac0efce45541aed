"""What the one box finds, as its page shows it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.portal.visits.api import Query, Read
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language, phrase

Kind = Literal["person", "house", "organisation"]

KINDS: dict[str, str] = {
    "person": phrase("Люди"),
    "house": phrase("Дома"),
    "organisation": phrase("Организации"),
}
_PLACES = {
    "person": "/desk/people/",
    "house": "/desk/places/houses/",
    "organisation": "/desk/organisations/",
}
_SAID = {
    "prefix": phrase("начинается с «{typed}»"),
    "stem": phrase("другая форма слова «{typed}»"),
    "sound": phrase("читается как «{typed}»"),
    "typo": phrase("похоже на «{typed}»"),
    "contact": phrase("телефон или почта: {typed}"),
}
SHOWN = 12
MOST = 60


class Reason(Read):
    """Why something was found."""

    typed: str
    word: str
    how: str


class Found(Read):
    """One thing that was found."""

    kind: Kind
    id: UUID
    title: str
    note: str = ""
    reasons: list[Reason] = []

    @property
    def href(self) -> str:
        """Where it is shown."""
        return f"{_PLACES[self.kind]}{self.id}"


class _Answer(Read):
    items: list[Found] = []


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more` where others of it are not shown."""

    kind: str
    items: list[Found]
    more: bool


async def find(visit: Visit, q: str, kind: str | None) -> list[Group]:
    """What was found, by kind, the kind of the surest first."""
    limit = MOST if kind else SHOWN
    query: Query = {"q": q, "kind": kind, "limit": limit + 1}
    found = (await visit.api.get(_Answer, "registry", f"/centers/{visit.center}/search", query)).items
    kinds = dict.fromkeys(one.kind for one in found)
    return [
        Group(of, same[:limit], len(same) > limit)
        for of in kinds
        if (same := [one for one in found if one.kind == of])
    ]


def why(language: Language, found: Found) -> str:
    """What tells it from others, and why it was found: «Садовая, 7, кв. 12. Похоже на «ивонов»»."""
    reasons = [language.say(_SAID[one.how], typed=one.typed) for one in found.reasons if one.how in _SAID]
    said = ", ".join(reasons)
    return ". ".join(part for part in (found.note, said[:1].upper() + said[1:]) if part)
