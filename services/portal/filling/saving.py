"""Sending what a form says of a thing, and showing both versions where somebody else was faster.

Nothing is sent while something in the form is wrong.
"""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from services.portal.filling import refusals
from services.portal.filling.forms import Form, filled
from services.portal.visits.api import Objection, Query, Read
from services.portal.visits.visit import Visit

Known = tuple[Mapping[str, object], str | None]
"""What stands there now, as the form writes it, and its version."""


class Made(Read):
    """Whatever was made has an id."""

    id: UUID


async def made(
    visit: Visit,
    form: Form,
    what: str,
    body: object,
    names: Mapping[str, str] | None = None,
    service: str = "registry",
    root: str | None = None,
) -> UUID | None:
    """The id of the new thing; None with errors in the form where it was refused."""
    if not form.errors:
        with refusals.told(form, names):
            path = f"{_root(visit, root)}{what}"
            return (await visit.api.post(Made, service, path, body, form.once)).id
    return None


async def carried_out(
    visit: Visit,
    form: Form,
    what: str,
    body: object = None,
    names: Mapping[str, str] | None = None,
    service: str = "registry",
    root: str | None = None,
    once: str = "",
) -> bool:
    """Whether the command was carried out, on the version that the form carries; why not is in the form.

    `once` parts the commands of a form that gives several.
    """
    if not form.errors:
        with refusals.told(form, names):
            path, seen = f"{_root(visit, root)}{what}", form.value("version") or None
            await visit.api.post(object, service, path, body, form.once + once, seen)
            return True
    return False


async def standing(present: Awaitable[Known], errors: Mapping[str, str] | None = None) -> Form:
    """A form with what stands there now, and with `errors` where it is shown again."""
    known, version = await present
    form = filled({**known, "version": version})
    form.errors = dict(errors or {})
    return form


async def saved(
    visit: Visit,
    form: Form,
    what: str,
    body: object,
    present: Callable[[], Awaitable[Known]] | None = None,
    names: Mapping[str, str] | None = None,
    method: str = "PATCH",
    service: str = "registry",
    root: str | None = None,
) -> bool:
    """Whether the change was taken; errors are in the form where it was not, with the other version of `present`."""
    if form.errors:
        return False
    try:
        path = f"{_root(visit, root)}{what}"
        await visit.api.change(method, service, path, body, form.value("version"))
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble, names)
        if present is not None and refusals.is_outdated(trouble):
            form.meet(*await present())
        return False
    return True


async def removed(
    visit: Visit,
    form: Form,
    what: str,
    names: Mapping[str, str] | None = None,
    root: str | None = None,
    query: Query | None = None,
) -> bool:
    """Whether the thing is gone; why not is in the form."""
    if form.errors:
        return False
    try:
        path = f"{_root(visit, root)}{what}"
        version = form.value("version") or None
        await visit.api.change("DELETE", "registry", path, version=version, query=query)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble, names)
        if isinstance(trouble, Objection) and (detail := trouble.refusal.detail):
            form.errors[""] = f"{form.errors.get('', '')}. {detail}".removeprefix(". ")
        return False
    return True


def _root(visit: Visit, said: str | None) -> str:
    """Under what a thing stands: a center, unless something else is said, such as "" for what centers share."""
    return f"/centers/{visit.center}" if said is None else said
