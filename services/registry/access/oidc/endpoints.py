"""Staff sign in at a provider of the city's choice; it opens accounts that exist, and makes none."""

import hmac
from datetime import UTC, datetime
from typing import Annotated

import httpx
from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.model import Account
from services.registry.access.accounts.repository import find_own_account
from services.registry.access.challenges.model import Challenge
from services.registry.access.challenges.repository import keep, take
from services.registry.access.keys.endpoints import Signing
from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.oidc.errors import (
    NoAccount,
    NoProvider,
    ProviderRefused,
    ProviderSilent,
    SeveralAccounts,
)
from services.registry.access.oidc.repository import accounts_by_mail, find_identity, link
from services.registry.access.oidc.schemas import ElsewhereBegin, ElsewhereBegun, ElsewhereDone, Ways
from services.registry.access.oidc.service import Elsewhere, Person
from services.registry.access.passkeys.model import Site
from services.registry.access.sign_in.endpoints import Own, how, reaches_telephones
from services.registry.access.sign_in.model import Choice
from services.registry.access.sign_in.schemas import SignedIn
from services.registry.access.sign_in.use_cases.begin_session import begin_session
from services.registry.access.warnings.endpoints import warn
from services.registry.places.centers.repository import centers_of
from services.registry.settings import Provider
from shared.kit import audit
from shared.kit.problems import problems
from shared.kit.routing import Router

router = Router(tags=["sign-in"])

_NOT_KEPT: dict[str, list[object]] = {"parameters": []}
_BACK = "/sign-in/elsewhere/back"
_LONG_AGO = datetime.fromtimestamp(0, UTC)
"""A provider that does not say when somebody showed who they are opens a session, and nothing grave."""


async def provider_of(request: Request) -> Provider:
    """The provider that the settings name."""
    found: Provider = request.app.state.provider
    return found


There = Annotated[Provider, Depends(provider_of)]


@router.get("/sign-in/ways")
async def ways(request: Request, provider: There) -> Ways:
    """Where codes go, and how staff can sign in here besides by a code."""
    site = Site.of(request.app.state.settings.public_url)
    return Ways(
        telephones=reaches_telephones(request),
        passkeys=site is not None,
        passkey_origins=list(site.origins) if site else [],
        provider=provider.name if provider.is_there else None,
    )


@router.post(
    "/sign-in/elsewhere",
    responses=problems(NoProvider, ProviderSilent, ProviderRefused),
    openapi_extra=_NOT_KEPT,
)
async def begin_elsewhere(
    body: ElsewhereBegin, request: Request, provider: There, database: Own
) -> ElsewhereBegun:
    """Where the browser goes to sign in; what it brings back is good once, for five minutes, in this browser."""
    _must_be_ours(request, body.redirect_uri)
    challenge = Challenge.make("oidc", body.browser, secrets_=3)
    state, nonce, verifier = challenge.secret.split()
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        url = await Elsewhere(provider, client).address(
            state, nonce, verifier, body.redirect_uri, anew=body.anew
        )
    async with database.transaction(None) as session:
        await keep(session, challenge)
    return ElsewhereBegun(challenge_id=challenge.id, url=url)


@router.post(
    "/sign-in/elsewhere/tokens",
    responses=problems(
        NoProvider, ProviderSilent, ProviderRefused, NoAccount, SeveralAccounts, SigningKeyMissing
    ),
    openapi_extra=_NOT_KEPT,
)
async def come_back(
    body: ElsewhereDone, request: Request, provider: There, keys: Signing, database: Own
) -> SignedIn:
    """Tokens for whoever has signed in there and has an account here."""
    _must_be_ours(request, body.redirect_uri)
    async with database.transaction(None) as session:
        challenge = await take(session, body.challenge_id)
    if challenge is None or not challenge.is_good("oidc", body.browser):
        raise ProviderRefused
    state, nonce, verifier = challenge.secret.split()
    if not hmac.compare_digest(state.encode(), body.state.encode()):
        raise ProviderRefused
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        person = await Elsewhere(provider, client).person(body.code, nonce, verifier, body.redirect_uri)
    async with database.transaction(None) as session:
        account, is_new = await _account(session, person)
        choice = Choice(account.id, account.role, await centers_of(session, account.centers))
        opened = await begin_session(session, choice, how(request, "oidc"), person.at or _LONG_AGO)
    if is_new:
        await warn(request, "new_identity", account.contact)
    return SignedIn.by(opened, keys)


async def _account(session: AsyncSession, person: Person) -> tuple[Account, bool]:
    """The person's account, and whether they are linked to it just now. Raises NoAccount and SeveralAccounts."""
    known = await find_identity(session, person.issuer, person.subject)
    if known is not None:
        account = await find_own_account(session, known.account_id)
        if account is None or not account.active:
            raise NoAccount
        return account, False
    found = await accounts_by_mail(session, person.mail) if person.mail else []
    if len(found) > 1:
        raise SeveralAccounts
    if not found:
        raise NoAccount
    await link(session, person.issuer, person.subject, found[0].id)
    audit.note(session, "identity.linked", about=found[0].id)
    return found[0], True


def _must_be_ours(request: Request, redirect_uri: str) -> None:
    """The provider sends people back to this city only."""
    base = request.app.state.settings.public_url.rstrip("/")
    if redirect_uri not in {f"{base}{_BACK}", *(f"{one}{_BACK}" for one in _others(base))}:
        raise ProviderRefused


def _others(base: str) -> tuple[str, ...]:
    site = Site.of(base)
    return site.origins if site else ()
