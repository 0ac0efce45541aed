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
    usual,
)
from services.notifications.residents.service import may_speak_for
from shared.contracts.requests import ContactsOf, SetWay
from shared.kit import audit
from shared.kit.etags import Outdated, VersionMissing, answered, check_version, if_match
from shared.kit.problems import invalid, problems
from shared.kit.routing import Router
from shared.kit.trouble import NoAnswer
from shared.kit.work import Work, may

router = Router(tags=["preferences"])

_LACKING = {
    "phone": "Телефона в карточке нет: сначала запишите номер",
    "mail": "Адреса почты в карточке нет: сначала запишите почту",
    "site": "",
    "visit": "",
}


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
    """How a resident wants to be told things; whoever has chosen nothing here is reached as their card says."""
    async with work.database.transaction(work.center) as session:
        await may_speak_for(session, work.caller, id)
        known = await preferences_of(session, id)
    return answered(response, known or await _by_card(work, id), PreferencesRead)


@router.put(
    "/centers/{center}/residents/{id}/preferences",
    responses=problems(ResidentNotFound, Outdated, VersionMissing, NoAnswer),
)
async def write_preferences(
    id: UUID,  # noqa: A002 the path's own word
    body: PreferencesWrite,
    work: Annotated[Work, may("notifications.preferences.write_preferences")],
    expected: Annotated[int | None, Depends(version_seen)],
    response: Response,
) -> PreferencesRead:
    """Choose how to be told things; a manager may enter what a resident has asked for. The way and the language
    are the registry's to keep, which knows by what somebody can be reached; the quiet hours are kept here."""
    async with work.database.transaction(work.center) as session:
        await may_speak_for(session, work.caller, id)
        _must_be_seen(await preferences_of(session, id), expected)
    await _keep_way(work, id, body)
    seen = await preferences_of(work.session, id, for_update=True)
    _must_be_seen(seen, expected)
    kept = await keep_preferences(work.session, id, Prefer(**body.model_dump()), seen)
    if work.caller.role == "manager":
        audit.note(work.session, "preferences.entered", about=id)
    return answered(response, kept, PreferencesRead)


def _must_be_seen(seen: Preferences | None, expected: int | None) -> None:
    if expected is not None:
        check_version(seen or usual(), expected)
    elif seen is not None:
        raise VersionMissing


async def _keep_way(work: Work, resident: UUID, wish: PreferencesWrite) -> None:
    """Raises Invalid where the resident cannot be reached this way, ResidentNotFound, and NoAnswer."""
    ask = SetWay(center_id=work.center, resident_id=resident, way=wish.way, language=wish.language)
    match (await work.ask(ask)).refused:
        case "unknown":
            raise ResidentNotFound
        case "contact-missing":
            raise invalid("/way", "notifications.way-without-contact", _LACKING[wish.way])


async def _by_card(work: Work, resident: UUID) -> Preferences:
    found = usual()
    try:
        answer = await work.ask(ContactsOf(center_id=work.center, resident_ids=[resident]))
    except NoAnswer:
        return found
    for contact in answer.items:
        found.way = "site" if contact.way == "messenger" else contact.way
        found.language = contact.language
    return found
