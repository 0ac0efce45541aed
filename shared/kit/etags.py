"""Versions of things that two people may edit: ETag out, If-Match in, 412 instead of a lost update."""

from typing import Annotated, Protocol, TypeVar

from fastapi import Depends, Header
from pydantic import BaseModel
from starlette.responses import Response

from shared.kit.problems import DomainError

Answer = TypeVar("Answer", bound=BaseModel)


class Outdated(DomainError):
    """Somebody else has changed the thing since it was read."""

    status = 412
    code = "outdated"
    title = "Пока вы правили, это изменил кто-то другой"


class VersionMissing(DomainError):
    """The request does not say which version it edits."""

    status = 428
    code = "if-match-missing"
    title = "Нужно указать версию, которую вы правите"


class Versioned(Protocol):
    """Whatever counts how often it was changed."""

    @property
    def version(self) -> int: ...


async def if_match(
    if_match: Annotated[str | None, Header(description="the ETag of the version being edited")] = None,
) -> int:
    """The version that the caller edits; raises VersionMissing, or Outdated for what is no ETag of ours.

    `*` means any version, so it says as little as nothing.
    """
    if if_match is None or if_match.strip() == "*":
        raise VersionMissing
    bare = if_match.strip().removeprefix("W/").strip('"')
    if not bare.isascii() or not bare.isdigit() or len(bare) > 9:
        raise Outdated
    return int(bare)


Expected = Annotated[int, Depends(if_match)]


def check_version(row: Versioned, expected: int) -> None:
    """Raises Outdated where the row is not the one that the caller has seen."""
    if row.version != expected:
        raise Outdated


def etag_of(version: int | str) -> str:
    """The version as it stands in a header, and in a form that carries it."""
    return f'"{version}"'


def set_etag(response: Response, version: int) -> None:
    """Says which version is answered."""
    response.headers["etag"] = etag_of(version)


def answered(response: Response, row: Versioned, kind: type[Answer]) -> Answer:
    """The row as it is answered, with its version said."""
    set_etag(response, row.version)
    return kind.model_validate(row, from_attributes=True)
