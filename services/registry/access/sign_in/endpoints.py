"""Sign-in over HTTP. Answers with tokens are never kept for repetition, so two routes commit by themselves."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.registry.access.keys.endpoints import Signing
from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.keys.model import SigningKeys
from services.registry.access.limits.service import time_to_wait
from services.registry.access.passkeys.model import Site
from services.registry.access.sessions.errors import SessionOver
from services.registry.access.sessions.model import How, Method, RefreshToken, device_of
from services.registry.access.sign_in.errors import (
    CodeNotSent,
    CodeWrong,
    KeyNeeded,
    NoWayToTelephones,
    RequestOver,
    TooManyCodes,
)
from services.registry.access.sign_in.model import SignInRequest
from services.registry.access.sign_in.repository import give_try_back, spend_try
from services.registry.access.sign_in.schemas import CodeAsk, CodeAsked, JoinAsk, SignedIn, TokenAsk
from services.registry.access.sign_in.use_cases.ask_for_code import AskForCode, ask_for_code
from services.registry.access.sign_in.use_cases.begin_session import Opened
from services.registry.access.sign_in.use_cases.join_center import join_center
from services.registry.access.sign_in.use_cases.open_session import open_session
from services.registry.access.sign_in.use_cases.renew_session import renew_session
from services.registry.access.warnings.endpoints import warn_of_device
from services.registry.people.contacts.model import read_contact
from services.registry.people.residents.errors import ContactTaken
from services.registry.people.residents.use_cases.register_resident import RegisterResident
from services.registry.places.centers.errors import CenterNotFound
from services.registry.settings import CodeLimits
from shared.contracts.requests import Language, SendCode
from shared.kit.database import Database
from shared.kit.problems import Invalid, Wrong, problems
from shared.kit.routing import Router
from shared.kit.settings import Settings
from shared.kit.trouble import NoAnswer
from shared.kit.work import Work, anyone

router = Router(tags=["sign-in"])

_CODES = "sign-in codes"
LIMITS = "sign-in limits"
_NOT_KEPT: dict[str, list[object]] = {"parameters": []}
"""These routes take no idempotency key: a code opens one session, and tokens are written down nowhere."""


async def database_of(request: Request) -> Database:
    """The service's database."""
    found: Database = request.app.state.database
    return found


async def code_limits(request: Request) -> CodeLimits:
    """How many codes may be asked for."""
    found: CodeLimits = request.app.state.code_limits
    return found


def reaches_telephones(request: Request) -> bool:
    """Whether codes can go to a telephone: only into the mailbox of a trial city."""
    settings: Settings = request.app.state.settings
    return settings.dev_mail


def keys_work(request: Request) -> bool:
    """Whether passkeys can be used at this city's address."""
    return Site.of(request.app.state.settings.public_url) is not None


def must_reach(request: Request, contact: str) -> None:
    """Raises NoWayToTelephones where nobody sends codes to this contact, whoever it belongs to."""
    if read_contact(contact).kind == "phone" and not reaches_telephones(request):
        raise NoWayToTelephones


def how(request: Request, method: Method) -> How:
    """How this request signs somebody in."""
    return How(method, device_of(request.headers.get("user-agent", "")))


Own = Annotated[Database, Depends(database_of)]


@router.post(
    "/sign-in/codes", status_code=202, responses=problems(TooManyCodes, CodeNotSent, SigningKeyMissing)
)
async def send_code(
    body: CodeAsk,
    work: Annotated[Work, anyone()],
    keys: Signing,
    limits: Annotated[CodeLimits, Depends(code_limits)],
) -> CodeAsked:
    """Sends a code to a telephone or a mail address; known and unknown people are answered alike."""
    asked = await send_to(work, keys, limits, body.contact, body.center, body.browser, body.language)
    return CodeAsked(request_id=asked.id, expires_at=asked.expires_at)


async def send_to(
    work: Work,
    keys: SigningKeys,
    limits: CodeLimits,
    contact: str,
    center: UUID | None,
    browser: str | None,
    language: Language,
) -> SignInRequest:
    """Makes a code for a contact and sends it once that is committed.

    Raises NoWayToTelephones, TooManyCodes and CodeNotSent.
    """
    must_reach(work.request, contact)
    client = work.request.client
    async with work.database.transaction(None) as session:
        wait = await time_to_wait(
            session, limits, contact, client.host if client else "", keys.secret(LIMITS)
        )
    if wait is not None:
        raise TooManyCodes(wait)
    command = AskForCode(contact, center, keys.secret(_CODES), browser)
    asked, code = await ask_for_code(work.session, command)
    work.then(lambda: _send(work, contact, center, language, code))
    return asked


@router.post(
    "/sign-in/tokens",
    responses=problems(CodeWrong, RequestOver, SessionOver, KeyNeeded, SigningKeyMissing),
    openapi_extra=_NOT_KEPT,
)
async def give_tokens(body: TokenAsk, request: Request, keys: Signing, database: Own) -> SignedIn:
    """Tokens for a code that was sent, or for a refresh token, which is thereby replaced."""
    if body.refresh_token is not None:
        return SignedIn.by(await _renewed(database, body.refresh_token), keys)
    request_id, code = _typed(body)
    proven = await prove(database, keys, request_id, code, body.browser)
    async with database.transaction(None) as session:
        opened = await open_session(
            session, proven, body.choice, how(request, "code"), keys_work=keys_work(request)
        )
    if isinstance(opened, Opened):
        await warn_of_device(request, opened, proven.contact)
        return SignedIn.by(opened, keys)
    return SignedIn.undecided(opened, proven.center_id)


@router.post(
    "/centers/{center}/join",
    status_code=201,
    responses=problems(CenterNotFound, CodeWrong, RequestOver, ContactTaken, SigningKeyMissing),
    openapi_extra=_NOT_KEPT,
)
async def join(center: UUID, body: JoinAsk, request: Request, keys: Signing, database: Own) -> SignedIn:
    """A new resident enters themselves by a contact that a code has proven, and is signed in."""
    proven = await prove(database, keys, body.request_id, body.code, body.browser)
    contact = read_contact(proven.contact)
    person = body.model_dump(exclude={"request_id", "code", "browser", "keep_card"})
    phone, mail = (contact.value if contact.kind == kind else None for kind in ("phone", "mail"))
    command = RegisterResident(center, **person, phone=phone, mail=mail, channel="web")
    async with database.transaction(center) as session:
        opened = await join_center(session, proven, command, how(request, "code"), body.keep_card)
    return SignedIn.by(opened, keys)


async def _send(work: Work, contact: str, center: UUID | None, language: Language, code: str) -> None:
    way = read_contact(contact).kind
    message = SendCode(way=way, address=contact, code=code, language=language, center_id=center)
    if work.request.app.state.bus is None:
        raise CodeNotSent
    try:
        answer = await work.ask(message)
    except NoAnswer as error:
        raise CodeNotSent from error
    if not answer.sent:
        raise CodeNotSent


def _typed(body: TokenAsk) -> tuple[UUID, str]:
    missing = [
        Wrong(f"/{name}", "missing", "Заполните это поле")
        for name in ("request_id", "code")
        if getattr(body, name) is None
    ]
    if body.request_id is None or body.code is None:
        raise Invalid(*missing)
    return body.request_id, body.code


async def prove(
    database: Database, keys: SigningKeys, request: UUID, code: str, browser: str | None
) -> SignInRequest:
    """The request that the code opens. A try is spent and committed before the code is compared, so that many
    guesses at once are no better than one after another. Raises RequestOver and CodeWrong."""
    async with database.transaction(None) as session:
        spent = await spend_try(session, request)
    if spent is None:
        raise RequestOver
    if not spent.opens_with(code, browser, keys.secret(_CODES)):
        raise CodeWrong(spent.tries_left)
    async with database.transaction(None) as session:
        await give_try_back(session, request)
    return spent


async def _renewed(database: Database, text: str) -> Opened:
    token = RefreshToken.read(text)
    if token is None:
        raise SessionOver
    async with database.transaction(None) as session:
        renewed = await renew_session(session, token)
    if renewed is None:
        raise SessionOver
    return renewed
