"""Forms with a file in them: read as a stream with a bound, so that nobody can fill the memory of a service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from shared.kit.problems import DomainError

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of one file."""
_AROUND_IT = 64 * 1024
"""Bytes of the other fields and the boundaries."""

MULTIPART = "multipart/form-data"


class FileTooLarge(DomainError):
    """The file is larger than is taken; nothing of it was kept."""

    status = 413
    code = "uploads.too-large"
    title = "Файл больше 10 МБ. Разделите список на части или удалите из файла картинки"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: its texts by field, and the one file with its name, None where none was chosen."""

    texts: Mapping[str, list[str]]
    file: tuple[str, bytes] | None

    def text(self, name: str) -> str:
        """What stands in a field; empty where nothing does."""
        return next(iter(self.texts.get(name, ())), "")


async def form_with_file(request: Request, name: str = "file") -> Sent:
    """The form with the file in the field `name`. Raises FileTooLarge; no more than the bound is ever kept."""
    body, came = bytearray(), 0
    async for piece in request.stream():
        came += len(piece)
        if came <= LARGEST_FILE + _AROUND_IT:
            body += piece
    if came > LARGEST_FILE + _AROUND_IT:
        raise FileTooLarge
    request._body = bytes(body)  # so that the form and the idempotency key can both read it
    async with request.form(max_files=1, max_fields=50) as form:
        texts: dict[str, list[str]] = {}
        for field, value in form.multi_items():
            if isinstance(value, str):
                texts.setdefault(field, []).append(value)
        return Sent(texts, await _file(form.get(name)))


async def _file(found: UploadFile | str | None) -> tuple[str, bytes] | None:
    if not isinstance(found, UploadFile) or not (found.filename or found.size):
        return None
    content = await found.read()
    if len(content) > LARGEST_FILE:
        raise FileTooLarge
    return found.filename or "", content


def described(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:  # Any: JSON
    """The body of such an operation, for its OpenAPI document."""
    schema = {"type": "object", "properties": properties, "required": required}
    return {"requestBody": {"required": True, "content": {MULTIPART: {"schema": schema}}}}
