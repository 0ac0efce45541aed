"""An outline as a manager writes it: a line for each corner, latitude first as maps copy it; or whole GeoJSON."""

import json
import re

from services.portal.filling.forms import Form
from services.portal.places.model import Geometry
from services.portal.wording.language import phrase

NOT_JSON = phrase("Это не GeoJSON: скопируйте контур целиком, от первой фигурной скобки до последней")
NOT_CORNERS = phrase("Пишите по строке на угол: широта и долгота через запятую, например 55.7558, 37.6173")

PAIR = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)")
"""Two numbers as maps copy them."""


def outline_in(form: Form, name: str, *, closed: bool) -> Geometry | None:
    """The outline in a field, not yet checked; None where it is empty. `closed` makes a contour of the corners."""
    typed = form.value(name)
    if not typed:
        return None
    if typed.startswith(("{", "[")):
        return _pasted(form, name, typed)
    found = [PAIR.fullmatch(line.strip()) for line in typed.splitlines() if line.strip()]
    corners = [[float(one[2]), float(one[1])] for one in found if one]
    if len(corners) < len(found):
        form.wrong(name, NOT_CORNERS)
        return None
    if not closed:
        return {"type": "LineString", "coordinates": corners}
    ring = corners if corners[0] == corners[-1] else [*corners, corners[0]]
    return {"type": "Polygon", "coordinates": [ring]}


def outline_said(geometry: Geometry | None) -> str:
    """The corners of one contour or line; what has several parts, or holes, stays GeoJSON."""
    match geometry:
        case None:
            return ""
        case {"type": "LineString", "coordinates": line}:
            return _corners(line)
        case {"type": "Polygon", "coordinates": [ring]}:
            return _corners(ring[:-1])
    return json.dumps(geometry)


def _corners(line: list[list[float]]) -> str:
    return "\n".join(f"{latitude}, {longitude}" for longitude, latitude, *_ in line)


def _pasted(form: Form, name: str, typed: str) -> Geometry | None:
    try:
        found = json.loads(typed)
    except (ValueError, RecursionError):
        form.wrong(name, NOT_JSON)
        return None
    features = found.get("features") if isinstance(found, dict) else None
    if isinstance(features, list) and len(features) == 1:
        found = features[0]
    return found if isinstance(found, dict) else {"type": "", "coordinates": []}
