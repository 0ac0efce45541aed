"""A resident's preferences over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header
from starlette.responses import Response

from services.notifications.preferences.errors import ResidentNotFound
from services.notifications.preferences.model import Preferences
from services.notifications.preferences.repository import preferences_of
from services.notifications.preferences.schemas import PreferencesRead, PreferencesWrite
from services.notifications.preferences.service import (
    Prefer,
    keep_preferences,
    preferences_in_force,
    usual,
)
from services.notifications.residents.service import may_speak_for
from shared.kit import audit
from shared.kit.etags import Outdated, VersionMissing, check_version, if_match, set_etag
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["preferences"])


async def version_seen(
    if_match_header: Annotated[
        str | None, Header(alias="If-Match", description="needed once there is something to overwrite")
    ] = None,
) -> int | None:
    """The version that the caller edits, None where they do not say."""
    return None if if_match_header is None else await if_match(if_match_header)


@router.get("/centers/{center}/residents/{id}/preferences", responses=problems(ResidentNotFound))
async def read_preferences(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("notifications.preferences.read_preferences")],
    response: Response,
) -> PreferencesRead:
    """How a resident wants to be told things."""
    await may_speak_for(work.session, work.caller, id)
    return _read(await preferences_in_force(work.session, id), response)


@router.put(
    "/centers/{center}/residents/{id}/preferences",
    responses=problems(ResidentNotFound, Outdated, VersionMissing),
)
async def write_preferences(
    id: UUID,  # noqa: A002 the path's own word
    body: PreferencesWrite,
    work: Annotated[Work, may("notifications.preferences.write_preferences")],
    expected: Annotated[int | None, Depends(version_seen)],
    response: Response,
) -> PreferencesRead:
    """Choose how to be told things; a manager may enter what a resident has asked for."""
    await may_speak_for(work.session, work.caller, id)
    seen = await preferences_of(work.session, id, for_update=True)
    if expected is not None:
        check_version(seen or usual(), expected)
    elif seen is not None:
        raise VersionMissing
    kept = await keep_preferences(work.session, id, Prefer(**body.model_dump()), seen)
    if work.caller.role == "manager":
        audit.note(work.session, "preferences.entered", about=id)
    return _read(kept, response)


def _read(preferences: Preferences, response: Response) -> PreferencesRead:
    set_etag(response, preferences.version)
    return PreferencesRead.model_validate(preferences)
