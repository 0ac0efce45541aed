"""What a service objected to, told beside the fields of the form that was sent."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from services.portal.filling.forms import Form
from services.portal.visits.api import Objection, Silent
from services.portal.wording.language import phrase

TROUBLE = (Objection, Silent)
"""For `except`: what a form can tell about, so that nothing typed is lost."""

SILENT = phrase("Сейчас не получается записать. Всё введённое на месте: попробуйте ещё раз через минуту")
TRY_AGAIN = phrase("Не получилось записать. Попробуйте ещё раз")


@contextmanager
def told(form: Form, fields: Mapping[str, str] | None = None) -> Iterator[None]:
    """Whatever a service objects to meanwhile is told in the form, see `note`."""
    try:
        yield
    except TROUBLE as trouble:
        note(form, trouble, fields)


def is_outdated(trouble: Objection | Silent) -> bool:
    """Whether somebody else has changed the thing meanwhile; `Form.meet` then shows both versions."""
    return isinstance(trouble, Objection) and trouble.status == 412


def note(form: Form, objection: Objection | Silent, fields: Mapping[str, str] | None = None) -> None:
    """Puts each objection beside its field.

    `fields` says under which name of the form a value of the body stands, where the names differ; what
    belongs to no field of the form, or comes from a service's silence, is said on top.
    """
    if isinstance(objection, Silent):
        form.wrong("", SILENT)
        return
    known = fields or {}
    for one in objection.refusal.errors:
        place = one.pointer.removeprefix("/answers").lstrip("/")
        name = place.split("/")[0]
        form.wrong(known.get(place, known.get(name, name)), one.message or TRY_AGAIN)
    if not form.errors:
        form.wrong("", objection.refusal.title or TRY_AGAIN)
