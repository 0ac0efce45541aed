"""Passkeys over HTTP: staff make, list, rename and remove their own, and sign in with one."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.model import Account
from services.registry.access.accounts.repository import find_own_account
from services.registry.access.challenges.model import Challenge, Kind
from services.registry.access.challenges.repository import keep, take
from services.registry.access.keys.endpoints import Signing
from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.passkeys import service
from services.registry.access.passkeys.errors import (
    PasskeyNotFound,
    PasskeyRefused,
    PasskeysNeedName,
    TooManyPasskeys,
)
from services.registry.access.passkeys.model import MOST, Passkey, Site
from services.registry.access.passkeys.repository import find_presented, get_own, passkeys_of, remove_own
from services.registry.access.passkeys.schemas import (
    PasskeyBegin,
    PasskeyKeep,
    PasskeyOptions,
    PasskeyRead,
    PasskeyRename,
    Passkeys,
    PasskeyShow,
)
from services.registry.access.sign_in.endpoints import Own, how
from services.registry.access.sign_in.model import Choice
from services.registry.access.sign_in.schemas import SignedIn
from services.registry.access.sign_in.use_cases.begin_session import begin_session
from services.registry.access.warnings.endpoints import warn
from services.registry.places.centers.repository import centers_of
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["passkeys"])

_NOT_KEPT: dict[str, list[object]] = {"parameters": []}
"""Challenges and tokens are for one use, so these routes take no idempotency key."""


async def site_of(request: Request) -> Site:
    """The name that keys of this city are bound to; raises PasskeysNeedName."""
    site = Site.of(request.app.state.settings.public_url)
    if site is None:
        raise PasskeysNeedName
    return site


Here = Annotated[Site, Depends(site_of)]


@router.get("/sign-in/passkeys")
async def list_passkeys(work: Annotated[Work, may("registry.passkeys.list_passkeys")]) -> Passkeys:
    """The caller's passkeys, oldest first."""
    site = Site.of(work.request.app.state.settings.public_url)
    found = await passkeys_of(work.session, work.caller.id)
    return Passkeys(
        items=[PasskeyRead.model_validate(one) for one in found],
        site=site.name if site else None,
        origins=list(site.origins) if site else [],
    )


@router.post(
    "/sign-in/passkeys/new",
    responses=problems(PasskeysNeedName, TooManyPasskeys, PasskeyNotFound, SignInAgainNeeded),
    openapi_extra=_NOT_KEPT,
)
async def begin(
    body: PasskeyBegin,
    work: Annotated[Work, may("registry.passkeys.begin")],
    _recent: Annotated[None, recently_authenticated()],
    site: Here,
) -> PasskeyOptions:
    """By what the browser makes a new key."""
    account = await _own_account(work)
    known = await passkeys_of(work.session, account.id)
    if len(known) >= MOST:
        raise TooManyPasskeys
    challenge = Challenge.make("passkey-made", body.browser, account.id)
    await keep(work.session, challenge)
    options = service.options_to_make(site, account, known, challenge)
    return PasskeyOptions(challenge_id=challenge.id, options=dict(options))


@router.post(
    "/sign-in/passkeys",
    status_code=201,
    responses=problems(PasskeysNeedName, PasskeyRefused, PasskeyNotFound, SignInAgainNeeded),
    openapi_extra=_NOT_KEPT,
)
async def keep_passkey(
    body: PasskeyKeep,
    work: Annotated[Work, may("registry.passkeys.keep")],
    _recent: Annotated[None, recently_authenticated()],
    site: Here,
) -> PasskeyRead:
    """Keeps the key that the browser has made, and tells its owner by their contact."""
    challenge = await _taken(work.database, body.challenge_id, "passkey-made", body.browser, work.caller.id)
    made = service.verify_made(site, challenge, body.credential)
    account = await _own_account(work)
    if await find_presented(work.session, made.credential_id) is not None:
        raise PasskeyRefused
    passkey = Passkey(
        account_id=account.id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=service.transports(body.credential),
        synced=made.credential_backed_up,
        name=body.name,
        created_at=now(),
    )
    work.session.add(passkey)
    audit.note(work.session, "passkey.added", about=account.id)
    await work.session.flush()
    work.then(lambda: warn(work.request, "new_passkey", account.contact))
    return PasskeyRead.model_validate(passkey)


@router.patch("/sign-in/passkeys/{passkey_id}", responses=problems(PasskeyNotFound))
async def rename(
    passkey_id: UUID, body: PasskeyRename, work: Annotated[Work, may("registry.passkeys.rename")]
) -> PasskeyRead:
    """Another name for a key."""
    passkey = await get_own(work.session, work.caller.id, passkey_id)
    passkey.name = body.name
    await work.session.flush()
    return PasskeyRead.model_validate(passkey)


@router.delete(
    "/sign-in/passkeys/{passkey_id}", status_code=204, responses=problems(PasskeyNotFound, SignInAgainNeeded)
)
async def remove(
    passkey_id: UUID,
    work: Annotated[Work, may("registry.passkeys.remove")],
    _recent: Annotated[None, recently_authenticated()],
) -> None:
    """The key opens nothing from now on."""
    await remove_own(work.session, work.caller.id, passkey_id)
    audit.note(work.session, "passkey.removed", about=work.caller.id)


@router.post("/sign-in/passkeys/options", responses=problems(PasskeysNeedName), openapi_extra=_NOT_KEPT)
async def ask_for_key(body: PasskeyBegin, site: Here, database: Own) -> PasskeyOptions:
    """By what the browser asks for a key of this site; the same for everybody."""
    challenge = Challenge.make("passkey", body.browser)
    async with database.transaction(None) as session:
        await keep(session, challenge)
    options = service.options_to_show(site, challenge)
    return PasskeyOptions(challenge_id=challenge.id, options=dict(options))


@router.post(
    "/sign-in/passkeys/tokens",
    responses=problems(PasskeysNeedName, PasskeyRefused, SigningKeyMissing),
    openapi_extra=_NOT_KEPT,
)
async def show_key(body: PasskeyShow, request: Request, site: Here, keys: Signing, database: Own) -> SignedIn:
    """Tokens for the answer of a key."""
    challenge = await _taken(database, body.challenge_id, "passkey", body.browser)
    async with database.transaction(None) as session:
        passkey = await find_presented(session, service.credential_id(body.credential))
        if passkey is None:
            raise PasskeyRefused
        shown = service.verify_shown(site, challenge, body.credential, passkey)
        passkey.sign_count, passkey.synced = shown.new_sign_count, shown.credential_backed_up
        passkey.used_at = now()
        opened = await begin_session(
            session, await _choice(session, passkey.account_id), how(request, "passkey")
        )
    return SignedIn.by(opened, keys)


async def _taken(
    database: Database, id_: UUID, kind: Kind, browser: str | None, account: UUID | None = None
) -> Challenge:
    async with database.transaction(None) as session:
        challenge = await take(session, id_)
    if challenge is None or not challenge.is_good(kind, browser, account):
        raise PasskeyRefused
    return challenge


async def _own_account(work: Work) -> Account:
    account = await find_own_account(work.session, work.caller.id)
    if account is None or not account.active:
        raise PasskeyNotFound
    return account


async def _choice(session: AsyncSession, account_id: UUID) -> Choice:
    account = await find_own_account(session, account_id)
    if account is None or not account.active:
        raise PasskeyRefused
    return Choice(account.id, account.role, await centers_of(session, account.centers))
