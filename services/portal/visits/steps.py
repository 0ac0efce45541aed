"""The way through a list that is shown by parts: each address carries the parts before it, for a step back."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from starlette.datastructures import URL, QueryParams

_MOST_BEHIND = 40
"""So many parts are remembered; from farther a step back leads to the earliest of them, and the beginning is a link."""


@dataclass(frozen=True)
class Steps:
    """Where the links lead; None where there is no such step."""

    start: str | None
    back: str | None
    next: str | None


def steps_from(url: URL, asked: QueryParams, next_cursor: UUID | None) -> Steps:
    """The steps from the part of a list that is shown at this address."""
    here, behind = asked.get("cursor"), [one for one in asked.get("behind", "").split(".") if one]
    start = back = None
    if here:
        start = _at(url, asked, None, ())
        back = _at(url, asked, behind[-1] if behind else None, behind[:-1])
    passed = [*behind, here] if here else []
    further = _at(url, asked, str(next_cursor), passed[-_MOST_BEHIND:]) if next_cursor else None
    return Steps(start, back, further)


def _at(url: URL, asked: QueryParams, cursor: str | None, behind: Sequence[str]) -> str:
    kept = [
        (name, value)
        for name, value in asked.multi_items()
        if name not in ("cursor", "behind", "done") and value
    ]
    place = [("cursor", cursor)] if cursor else []
    passed = [("behind", ".".join(behind))] if behind else []
    query = urlencode([*kept, *place, *passed])
    return f"{url.path}?{query}" if query else url.path
