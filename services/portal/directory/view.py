"""What the pages of the directory read."""

from uuid import UUID

from services.portal.directory.model import Entry, Found, ToConfirm
from services.portal.filling.forms import Form
from services.portal.visits.api import Query
from services.portal.visits.visit import Visit

PATH = "/directory"
_PAGE = 30


def asked(form: Form) -> Query:
    """What was asked for, as the API takes it."""
    return {name: form.value(name) or None for name in ("q", "support", "level")}


async def found_for(visit: Visit, form: Form, cursor: UUID | None = None, *, due: bool = False) -> Found:
    """What answers the question, or the list."""
    query: Query = {
        **asked(form),
        "due": "true" if due else None,
        "center": _center(visit),
        "cursor": cursor,
        "limit": _PAGE,
    }
    return await visit.api.get(Found, "registry", PATH, query)


async def entry_of(visit: Visit, entry: UUID) -> tuple[Entry, str | None]:
    """One entry with its ETag."""
    return await visit.api.get_versioned(Entry, "registry", one(visit, entry))


def one(visit: Visit, entry: UUID, then: str = "") -> str:
    """The address of one entry for the center in sight."""
    center = _center(visit)
    return f"{PATH}/{entry}{then}" + (f"?center={center}" if center else "")


async def to_confirm(visit: Visit) -> ToConfirm:
    """How many entries ask to be confirmed."""
    return await visit.api.get(ToConfirm, "registry", f"{PATH}/to-confirm", {"center": visit.center})


def _center(visit: Visit) -> UUID | None:
    return visit.session.center if visit.session else None
