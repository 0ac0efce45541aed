"""Where the parts and links of an infrastructure map stand on its picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from services.portal.organisations.labels import COMMUNITY_PART, LINK_END, LINK_STRENGTH, PART_STRENGTH
from services.portal.organisations.model import Map
from services.portal.wording.language import Language, capital

WIDE, HIGH = 760, 560
BOX_WIDE, BOX_HIGH = 216, 92
"""The sizes of the picture and of a part on it."""

_PLACES = {
    "organisation": (WIDE / 2, 66),
    "residents": (WIDE / 2, 256),
    "information": (118, 158),
    "support": (WIDE - 118, 158),
    "space": (118, 372),
    "outside": (WIDE - 118, 372),
}
_LETTERS = 17
"""So many letters fit into a line of a box."""


@dataclass(frozen=True)
class Box:
    """One part: its corner, what stands in it, how strong it is."""

    x: float
    y: float
    lines: tuple[str, ...]
    strength: str
    said: str


@dataclass(frozen=True)
class Line:
    """One link between two boxes, cut where it meets them."""

    x1: float
    y1: float
    x2: float
    y2: float
    strength: str


@dataclass(frozen=True)
class Drawing:
    """The whole picture, and the same in words for those who do not see it."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    said: str


def drawing_of(language: Language, drawn: Map) -> Drawing:
    """The picture of a map."""
    strengths = {one.part: one.strength for one in drawn.parts}
    boxes = tuple(_boxes(language, strengths))
    lines = tuple(_lines(drawn))
    parts = ", ".join(
        f"{language.say(COMMUNITY_PART[one.part])}: {language.say(PART_STRENGTH[one.strength])}"
        for one in drawn.parts
    )
    links = "; ".join(
        f"{language.say(LINK_END[one.one])} - {language.say(LINK_END[one.other])}: "
        f"{language.say(LINK_STRENGTH[one.strength])}"
        for one in drawn.links
    )
    return Drawing(boxes, lines, f"{parts}. {links}" if links else parts)


def wrapped(text: str, letters: int = _LETTERS) -> tuple[str, ...]:
    """The text in lines that fit, words whole; at most three lines."""
    lines: list[str] = []
    for word in text.replace("\N{NO-BREAK SPACE}", " ").split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines[:3])


def _boxes(language: Language, strengths: dict[str, str]) -> Iterator[Box]:
    for code, (x, y) in _PLACES.items():
        strength = strengths.get(code, "")
        words = language.say(PART_STRENGTH[strength]) if strength else ""
        yield Box(
            x - BOX_WIDE / 2,
            y - BOX_HIGH / 2,
            wrapped(capital(language.say(LINK_END[code]))),
            strength or "outside",
            words,
        )


def _lines(drawn: Map) -> Iterator[Line]:
    for link in drawn.links:
        one, other = _PLACES[link.one], _PLACES[link.other]
        x1, y1 = _edge(one, other)
        x2, y2 = _edge(other, one)
        yield Line(round(x1), round(y1), round(x2), round(y2), link.strength)


def _edge(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """Where the way from the middle of a box to `end` leaves the box."""
    across, down = end[0] - start[0], end[1] - start[1]
    if hypot(across, down) == 0:
        return start
    by_side = (BOX_WIDE / 2) / abs(across) if across else float("inf")
    by_top = (BOX_HIGH / 2) / abs(down) if down else float("inf")
    share = min(by_side, by_top)
    return start[0] + across * share, start[1] + down * share
