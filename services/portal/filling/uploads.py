"""A form with a file in it, as a page gets it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from services.portal.filling.forms import Form
from services.portal.visits.visit import FormNotOurs, Visit, visit_of
from services.portal.wording.language import phrase
from shared.kit.uploads import FileTooLarge, form_with_file

TOO_LARGE = phrase("Файл больше 10 МБ. Разделите список на части или удалите из файла картинки")


@dataclass(frozen=True)
class Uploaded:
    """What was typed, and the file with its name; None where none was chosen or it was too large."""

    form: Form
    file: tuple[str, bytes] | None


async def uploaded(request: Request, visit: Annotated[Visit, Depends(visit_of)]) -> Uploaded:
    """The form that was sent; raises FormNotOurs unless it carries this browser's token."""
    try:
        sent = await form_with_file(request)
    except FileTooLarge:
        form = Form()
        form.wrong("file", TOO_LARGE)
        return Uploaded(form, None)
    form = Form(sent.texts)
    if not visit.portal.seal.believes(visit.visitor, form.value("csrf")):
        raise FormNotOurs
    if form.value("once"):
        form.once = form.value("once")
    return Uploaded(form, sent.file if sent.file and sent.file[1] else None)


FilledWithFile = Annotated[Uploaded, Depends(uploaded)]
