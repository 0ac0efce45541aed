"""The registry: who and what is in the neighborhood, and how people sign in."""

from fastapi import FastAPI

from services.registry.access.accounts import endpoints as accounts
from services.registry.access.again import endpoints as again
from services.registry.access.card_entry import endpoints as card_entry
from services.registry.access.devices import endpoints as devices
from services.registry.access.keys import endpoints as keys_published
from services.registry.access.keys.model import SigningKeys
from services.registry.access.me import endpoints as me
from services.registry.access.oidc import endpoints as oidc
from services.registry.access.passkeys import endpoints as passkeys
from services.registry.access.sessions import endpoints as sessions
from services.registry.access.sign_in import endpoints as sign_in
from services.registry.access.sign_in.service import FORGET_EXPIRED
from services.registry.communities.councils import endpoints as councils
from services.registry.communities.infrastructure import endpoints as infrastructure
from services.registry.communities.joining import endpoints as joining
from services.registry.communities.memberships import endpoints as memberships
from services.registry.communities.organisations import endpoints as organisations
from services.registry.communities.rules import endpoints as rules
from services.registry.communities.rules.subscribers import replies as rule_replies
from services.registry.exchange.exports import endpoints as exports
from services.registry.exchange.imports import endpoints as imports
from services.registry.exchange.imports.service import FORGET_OLD_ROWS, WORK_ON_IMPORTS
from services.registry.finding.merges import endpoints as merges
from services.registry.finding.merges.service import SETTLE_MERGES
from services.registry.finding.search import endpoints as search
from services.registry.finding.search.use_cases.keep_up import KEEP_UP
from services.registry.finding.twins import endpoints as twins
from services.registry.finding.twins.service import LOOK_FOR_TWINS
from services.registry.people.accessibility import endpoints as accessibility
from services.registry.people.call_rounds import endpoints as call_rounds
from services.registry.people.cards import endpoints as cards
from services.registry.people.contacts import endpoints as contacts
from services.registry.people.guardians import endpoints as guardians
from services.registry.people.guardians.subscribers import replies as guardian_replies
from services.registry.people.guardians.use_cases.come_of_age import COME_OF_AGE
from services.registry.people.households import endpoints as households
from services.registry.people.lists import endpoints as lists
from services.registry.people.marks import endpoints as marks
from services.registry.people.residents import endpoints as residents
from services.registry.people.residents.subscribers import replies
from services.registry.people.talks import endpoints as talks
from services.registry.personal.model import TERMS
from services.registry.places.activity import endpoints as windows
from services.registry.places.activity.subscribers import reactions as light_windows
from services.registry.places.centers import endpoints as centers
from services.registry.places.houses import endpoints as houses
from services.registry.places.management import endpoints as management
from services.registry.places.owners import endpoints as owners
from services.registry.places.premises import endpoints as premises
from services.registry.places.rooms import endpoints as rooms
from services.registry.places.staff import endpoints as staff
from services.registry.places.territories import endpoints as territories
from services.registry.rights.bases import endpoints as bases
from services.registry.rights.consents import endpoints as consents
from services.registry.rights.consents.subscribers import reactions as consent_reactions
from services.registry.rights.consents.use_cases.expire_consents import EXPIRE_CONSENTS
from services.registry.rights.contests import endpoints as contests
from services.registry.rights.copies import endpoints as copies
from services.registry.rights.copies.use_cases.collect_copy import COLLECT_COPIES
from services.registry.rights.erasures import endpoints as erasures
from services.registry.rights.erasures.subscribers import reactions as erasure_reactions
from services.registry.rights.erasures.use_cases.carry_out_due import CARRY_OUT_DUE
from services.registry.rights.erasures.use_cases.export_marks import EXPORT_MARKS
from services.registry.settings import CodeLimits, Provider
from services.registry.support.articles import endpoints as articles
from services.registry.support.companies import endpoints as companies
from services.registry.support.directory import endpoints as directory
from services.registry.support.hsds import endpoints as hsds
from services.registry.support.partners import endpoints as partners
from services.registry.support.trials import endpoints as trials
from services.registry.support.wordings import endpoints as wordings
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.ended import Ended
from shared.kit.retention import sweep
from shared.kit.settings import Settings

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
        bases.router,
        erasures.router,
        copies.router,
        imports.router,
        exports.router,
        talks.router,
        organisations.router,
        memberships.router,
        joining.router,
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
        companies.router,
        trials.router,
        articles.router,
        keys_published.router,
    ),
    reactions=(
        light_windows,
        consent_reactions,
        erasure_reactions,
    ),
    replies=(replies, guardian_replies, rule_replies),
    tasks=(
        FORGET_EXPIRED,
        EXPIRE_CONSENTS,
        CARRY_OUT_DUE,
        EXPORT_MARKS,
        sweep(TERMS, "select id from centers"),
        COLLECT_COPIES,
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
    app.state.keys.ended = Ended(lambda: keys_published.names_of_ended(app.state.database))
    app.state.signing_keys = signing
    app.state.code_limits = CodeLimits()
    app.state.provider = Provider()
    app.include_router(keys_published.router)
    return app
