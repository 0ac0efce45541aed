"""The copy on paper: every section as a table, and which services have not answered."""

from collections.abc import Sequence
from pathlib import Path

from services.registry.places.centers.model import Center
from services.registry.rights.copies.model import CopyPart, CopyRequest
from shared.kit.clock import CITY_TIME
from shared.kit.typesetting import typeset

_TEMPLATE = Path(__file__).parents[1] / "templates" / "copy.typ"


async def print_copy(request: CopyRequest, parts: Sequence[CopyPart], center: Center) -> bytes:
    """The PDF."""
    here = [part for part in parts if part.state == "here" and part.sections]
    return await typeset(
        _TEMPLATE,
        {
            "center": center.name,
            "address": center.address,
            "date": f"{request.asked_at.astimezone(CITY_TIME):%d.%m.%Y}",
            "parts": [{"title": part.title, "sections": part.sections} for part in here],
            "empty": [part.title for part in parts if part.state == "here" and not part.sections],
            "silent": [part.title for part in parts if part.state == "asked"],
        },
    )
