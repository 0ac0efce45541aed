"""The registry: who and what is in the neighborhood, and how people sign in."""

from fastapi import FastAPI

from services.registry.accounts import endpoints as accounts
from services.registry.centers import endpoints as centers
from services.registry.consents import endpoints as consents
from services.registry.consents.use_cases.expire_consents import EXPIRE_CONSENTS
from services.registry.houses import endpoints as houses
from services.registry.keys import endpoints as keys_published
from services.registry.keys.model import SigningKeys
from services.registry.me import endpoints as me
from services.registry.residents import endpoints as residents
from services.registry.residents.subscribers import replies
from services.registry.sessions import endpoints as sessions
from services.registry.settings import CodeLimits
from services.registry.sign_in import endpoints as sign_in
from services.registry.sign_in.service import FORGET_EXPIRED
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.settings import Settings

SERVICE = Service(
    name="registry",
    title="Реестр: центры, дома, жители, вход",
    routers=(
        centers.router,
        houses.router,
        residents.router,
        consents.router,
        accounts.router,
        sign_in.router,
        sessions.router,
        me.router,
        keys_published.router,
    ),
    replies=(replies,),
    tasks=(FORGET_EXPIRED, EXPIRE_CONSENTS),
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The application; without a signing key it serves everything but sign-in."""
    signing = SigningKeys.read(settings.signing_key_file) if settings.signing_key_file else None
    if keys is None and signing is not None:
        keys = Keys.of(signing.published())
    app = build_app(SERVICE, settings, keys)
    app.state.signing_keys = signing
    app.state.code_limits = CodeLimits()
    app.include_router(keys_published.router)
    return app
