"""Signing in: what is kept between its pages, and what the registry answers."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from services.portal.again.unsent import unsent_of
from services.portal.visits.api import Objection, Read, Refused, Silent
from services.portal.visits.visit import Visit, local_path
from services.portal.visits.visitor import KnownCenter, Session
from services.portal.wording.language import phrase

COOKIE = "signing-in"
_KEPT_FOR = 15 * 60

CONTACT_MISSING = phrase("Напишите, куда прислать код")
CODE_MISSING = phrase("Напишите код, который пришёл")
CHOICE_MISSING = phrase("Выберите, куда войти")
NOT_SENT = phrase("Сейчас не получается отправить код. Попробуйте через минуту")
TOO_OFTEN = phrase("Кодов уже отправлено много. Подождите немного и попробуйте снова")


def needs_key(trouble: Objection | Silent) -> bool:
    """Whether the account has a passkey, so that a code alone does not open it."""
    return isinstance(trouble, Objection) and trouble.code == "sign-in.key-needed"


class _Me(Read):
    name: str | None = None


class CodeAsked(Read):
    """A code is on its way."""

    request_id: UUID
    expires_at: datetime


class CenterNamed(Read):
    """A center by name."""

    id: UUID
    name: str
    address: str = ""


class Choice(Read):
    """One role in which somebody may sign in."""

    id: UUID
    role: str
    centers: list[CenterNamed] = []


class SignedIn(Read):
    """Tokens, or what must be chosen first."""

    access_token: str | None = None
    refresh_token: str | None = None
    centers: list[CenterNamed] = []
    choices: list[Choice] = []
    may_join: bool = False
    method: str | None = None


class SigningIn(BaseModel):
    """How far somebody has come."""

    contact: str
    request_id: UUID
    next: str = "/"
    code: str | None = None
    choice: UUID | None = None
    """Who shows anew who they are; nobody where somebody only signs in."""


def signing_in(visit: Visit) -> SigningIn | None:
    """What was kept, None where nothing was or its time is over."""
    return visit.portal.seal.open(SigningIn, visit.request.cookies.get(COOKIE, ""), COOKIE)


def keep(visit: Visit, response: Response, so_far: SigningIn) -> Response:
    """Keeps how far somebody has come, for as long as a code is good."""
    visit.keep(response, COOKIE, visit.portal.seal.close(so_far, COOKIE), _KEPT_FOR, "/sign-in")
    return response


async def enter(visit: Visit, signed: SignedIn, to: str) -> Response:
    """Begins the session and leads on; somebody of several centers says first which one.

    Where the same person was signed in before, they go on in the same center, and send what was kept for them.
    """
    assert signed.access_token is not None
    before, centers = visit.known, [KnownCenter(id=one.id, name=one.name) for one in signed.centers]
    visit.session = Session(
        access=signed.access_token,
        refresh=signed.refresh_token,
        centers=centers,
        center=centers[0].id if centers else None,
        method=signed.method,
    )
    visit.session.name = await _own_name(visit)
    unsent = unsent_of(visit)
    same = before is not None and before.id == visit.session.id
    looked_at = unsent.center if unsent else before.center if before and same else None
    knows_where = looked_at in {one.id for one in centers}
    if knows_where:
        visit.session.center = looked_at
    if unsent is not None and (knows_where or not centers):
        response = visit.go("/sign-in/again/send")
    else:
        response = visit.go("/sign-in/center" if len(centers) > 1 and not knows_where else local_path(to))
    response.delete_cookie(COOKIE, path="/sign-in")
    return response


def short_name(name: str) -> str:
    """A name as colleagues write it: «Анна Л.» for «Лебедева Анна Сергеевна»."""
    family, _, others = name.partition(" ")
    given = others.partition(" ")[0]
    return f"{given} {family[:1]}." if given else family


async def _own_name(visit: Visit) -> str | None:
    """The name on the roof of the desk: who of several is signed in here."""
    if visit.me.role != "manager":
        return None
    with suppress(Refused, Silent):  # whoever comes in without a name is in all the same
        me = await visit.api.get(_Me, "registry", "/me")
        return short_name(me.name) if me.name else None
    return None
