"""The registry: who and what is in the neighborhood, and how people sign in."""

from fastapi import FastAPI

from services.registry.accessibility import endpoints as accessibility
from services.registry.accounts import endpoints as accounts
from services.registry.activity import endpoints as windows
from services.registry.activity.subscribers import reactions as light_windows
from services.registry.again import endpoints as again
from services.registry.articles import endpoints as articles
from services.registry.call_rounds import endpoints as call_rounds
from services.registry.card_entry import endpoints as card_entry
from services.registry.cards import endpoints as cards
from services.registry.centers import endpoints as centers
from services.registry.consents import endpoints as consents
from services.registry.consents.subscribers import reactions as consent_reactions
from services.registry.consents.use_cases.expire_consents import EXPIRE_CONSENTS
from services.registry.contacts import endpoints as contacts
from services.registry.contests import endpoints as contests
from services.registry.copies import endpoints as copies
from services.registry.copies.service import Collector
from services.registry.councils import endpoints as councils
from services.registry.devices import endpoints as devices
from services.registry.directory import endpoints as directory
from services.registry.erasures import endpoints as erasures
from services.registry.erasures.subscribers import reactions as erasure_reactions
from services.registry.erasures.use_cases.carry_out_due import CARRY_OUT_DUE
from services.registry.erasures.use_cases.export_marks import EXPORT_MARKS
from services.registry.exports import endpoints as exports
from services.registry.guardians import endpoints as guardians
from services.registry.guardians.use_cases.come_of_age import COME_OF_AGE
from services.registry.households import endpoints as households
from services.registry.houses import endpoints as houses
from services.registry.hsds import endpoints as hsds
from services.registry.imports import endpoints as imports
from services.registry.imports.service import FORGET_OLD_ROWS, WORK_ON_IMPORTS
from services.registry.infrastructure import endpoints as infrastructure
from services.registry.keys import endpoints as keys_published
from services.registry.keys.model import SigningKeys
from services.registry.lists import endpoints as lists
from services.registry.management import endpoints as management
from services.registry.marks import endpoints as marks
from services.registry.me import endpoints as me
from services.registry.memberships import endpoints as memberships
from services.registry.merges import endpoints as merges
from services.registry.merges.service import SETTLE_MERGES
from services.registry.oidc import endpoints as oidc
from services.registry.organisations import endpoints as organisations
from services.registry.owners import endpoints as owners
from services.registry.partners import endpoints as partners
from services.registry.passkeys import endpoints as passkeys
from services.registry.personal.model import TERMS
from services.registry.premises import endpoints as premises
from services.registry.residents import endpoints as residents
from services.registry.residents.subscribers import replies
from services.registry.rooms import endpoints as rooms
from services.registry.rules import endpoints as rules
from services.registry.search import endpoints as search
from services.registry.search.use_cases.keep_up import KEEP_UP
from services.registry.sessions import endpoints as sessions
from services.registry.settings import CodeLimits, Provider
from services.registry.sign_in import endpoints as sign_in
from services.registry.sign_in.service import FORGET_EXPIRED
from services.registry.staff import endpoints as staff
from services.registry.talks import endpoints as talks
from services.registry.territories import endpoints as territories
from services.registry.trials import endpoints as trials
from services.registry.twins import endpoints as twins
from services.registry.twins.service import LOOK_FOR_TWINS
from services.registry.wordings import endpoints as wordings
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.retention import sweep
from shared.kit.settings import Settings

COLLECTOR = Collector()

SERVICE = Service(
    name="registry",
    title="Реестр: центры, дома, жители, вход",
    routers=(
        centers.router,
        houses.router,
        windows.router,
        premises.router,
        owners.router,
        territories.router,
        management.router,
        rooms.router,
        staff.router,
        search.router,
        twins.router,
        merges.router,
        residents.router,
        contacts.router,
        guardians.router,
        households.router,
        accessibility.router,
        marks.router,
        cards.router,
        lists.router,
        call_rounds.router,
        consents.router,
        erasures.router,
        copies.router,
        imports.router,
        exports.router,
        talks.router,
        organisations.router,
        memberships.router,
        councils.router,
        infrastructure.router,
        rules.router,
        accounts.router,
        sign_in.router,
        sessions.router,
        again.router,
        devices.router,
        card_entry.router,
        passkeys.router,
        oidc.router,
        contests.router,
        me.router,
        wordings.router,
        hsds.router,
        directory.router,
        partners.router,
        trials.router,
        articles.router,
        keys_published.router,
    ),
    reactions=(
        light_windows,
        consent_reactions,
        erasure_reactions,
    ),
    replies=(replies,),
    own_part=COLLECTOR.with_bus,
    tasks=(
        FORGET_EXPIRED,
        EXPIRE_CONSENTS,
        CARRY_OUT_DUE,
        EXPORT_MARKS,
        sweep(TERMS, "select id from centers"),
        COLLECTOR.task,
        KEEP_UP,
        LOOK_FOR_TWINS,
        SETTLE_MERGES,
        WORK_ON_IMPORTS,
        FORGET_OLD_ROWS,
        COME_OF_AGE,
    ),
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The application; without a signing key it serves everything but sign-in."""
    signing = SigningKeys.read(settings.signing_key_file) if settings.signing_key_file else None
    if keys is None and signing is not None:
        keys = Keys.of(signing.published())
    app = build_app(SERVICE, settings, keys)
    app.state.signing_keys = signing
    app.state.code_limits = CodeLimits()
    app.state.provider = Provider()
    app.include_router(keys_published.router)
    return app
