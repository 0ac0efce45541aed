"""The infrastructure map of a community on the desk: drawn, shown at a meeting, compared with an earlier year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved, standing
from services.portal.organisations.drawing import Drawing, drawing_of
from services.portal.organisations.labels import COMMUNITY_PART, LINK_END, PART_STRENGTH
from services.portal.organisations.model import Evidence, Map, MapLine
from services.portal.organisations.view import parents_of
from services.portal.visits.api import Listed
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.clock import today

router = APIRouter(prefix="/desk/organisations/maps", include_in_schema=False)

NAME_MISSING = phrase("Напишите, чья это карта, например «Садовая улица»")
STRENGTH_MISSING = phrase("Отметьте, насколько сильна эта часть")
LINKS = 8
"""So many links stand on the form."""
_DONE = {
    "drawn": phrase("Карта готова. Её можно напечатать и показать на встрече."),
    "redrawn": phrase("Исправили."),
}


@dataclass(frozen=True)
class Shown:
    """A map with its picture and an earlier one to compare it with."""

    drawn: Map
    picture: Drawing
    before: Map | None
    others: Sequence[MapLine]


@router.get("")
async def maps(visit: Manager) -> Response:
    """The maps that were drawn."""
    return visit.page("organisations/maps", maps=await _maps(visit))


@router.get("/new")
async def ask_draw(visit: Manager, after: Annotated[UUID | None, Query()] = None) -> Response:
    """The form of a new map; it begins with what an earlier one says."""
    if after is None:
        return await _page(visit, filled({"name": visit.me.center_name}))
    before = await _map(visit, after)
    return await _page(visit, filled({**_known(before), "drawn_on": None}))


@router.post("/new")
async def draw(visit: Manager, form: Filled) -> Response:
    """Draws it."""
    body = {**_body(form), "organisation_id": form.id("organisation_id")}
    if drawn := await made(visit, form, "/infrastructure-maps", body):
        return visit.go(f"/desk/organisations/maps/{drawn}?done=drawn")
    return await _page(visit, form)


@router.get("/{map_id}")
async def show(
    visit: Manager,
    map_id: UUID,
    before: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """The picture with its table, to be shown and printed."""
    drawn = await _map(visit, map_id)
    others = [
        one for one in await _maps(visit) if one.id != map_id and one.organisation_id == drawn.organisation_id
    ]
    earlier = await _map(visit, before) if before else None
    view = Shown(drawn, drawing_of(visit.speech, drawn), earlier, others)
    return visit.page("organisations/map", view=view, done=_DONE.get(done, ""))


@router.get("/{map_id}/edit")
async def ask_redraw(visit: Manager, map_id: UUID) -> Response:
    """The form of a known map."""
    return await _page(visit, await standing(_present(visit, map_id)), map_id)


@router.post("/{map_id}/edit")
async def redraw(visit: Manager, map_id: UUID, form: Filled) -> Response:
    """Draws it anew; where somebody else has, both versions are shown."""
    body = _body(form)
    what = f"/infrastructure-maps/{map_id}"
    if await saved(visit, form, what, body, lambda: _present(visit, map_id), method="PUT"):
        return visit.go(f"/desk/organisations/maps/{map_id}?done=redrawn")
    return await _page(visit, form, map_id)


async def _present(visit: Visit, map_id: UUID) -> Known:
    drawn, version = await visit.api.get_versioned(Map, "registry", _path(visit, map_id))
    return _known(drawn), version


def _body(form: Form) -> dict[str, object]:
    return {
        "name": form.need("name", NAME_MISSING),
        "drawn_on": form.day("drawn_on"),
        "parts": [
            {
                "part": part,
                "strength": form.one_of(f"strength_{part}", PART_STRENGTH, STRENGTH_MISSING),
                "existing": form.value(f"existing_{part}") or None,
                "missing": form.value(f"missing_{part}") or None,
            }
            for part in COMMUNITY_PART
        ],
        "links": [
            {
                "one": form.value(f"one_{at}"),
                "other": form.value(f"other_{at}"),
                "strength": form.value(f"link_{at}"),
                "words": form.value(f"words_{at}") or None,
            }
            for at in range(30)
            if form.value(f"one_{at}") in LINK_END
            and form.value(f"other_{at}") in LINK_END
            and form.value(f"link_{at}") in PART_STRENGTH
            and form.value(f"one_{at}") != form.value(f"other_{at}")
        ],
    }


def _known(drawn: Map) -> dict[str, object]:
    known: dict[str, object] = {
        "name": drawn.name,
        "drawn_on": drawn.drawn_on.isoformat(),
        "organisation_id": drawn.organisation_id,
    }
    for one in drawn.parts:
        known |= {
            f"strength_{one.part}": one.strength,
            f"existing_{one.part}": one.existing,
            f"missing_{one.part}": one.missing,
        }
    for at, link in enumerate(drawn.links):
        known |= {
            f"one_{at}": link.one, f"other_{at}": link.other, f"link_{at}": link.strength, f"words_{at}": link.words,
        }  # fmt: skip
    return known


def _path(visit: Visit, map_id: UUID) -> str:
    return f"/centers/{visit.center}/infrastructure-maps/{map_id}"


async def _map(visit: Visit, map_id: UUID) -> Map:
    return await visit.api.get(Map, "registry", _path(visit, map_id))


async def _maps(visit: Visit) -> list[MapLine]:
    path = f"/centers/{visit.center}/infrastructure-maps"
    found = (await visit.api.get(Listed[MapLine], "registry", path, {"limit": 100})).items
    return sorted(found, key=lambda one: one.drawn_on, reverse=True)


async def _page(visit: Visit, form: Form, map_id: UUID | None = None) -> Response:
    evidence = await visit.api.get(
        Evidence,
        "registry",
        f"/centers/{visit.center}/infrastructure-evidence",
        {"organisation_id": form.id("organisation_id")},
    )
    written = sum(1 for at in range(30) if form.value(f"link_{at}"))
    return visit.page(
        "organisations/draw",
        form,
        evidence=evidence,
        communities=[one for one in await parents_of(visit) if one.form != "outside"],
        map_id=map_id,
        links=max(LINKS, min(30, written + 2)),
        this_day=today(),
    )
