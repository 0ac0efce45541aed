"""The portal: pages for residents, managers and the city; it owns no data of the domain."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from services.portal import errors, health, pages, proxy
from services.portal.again import endpoints as again
from services.portal.answers import endpoints as answers
from services.portal.appeals import endpoints as appeals
from services.portal.appeals import own as own_appeals
from services.portal.articles import endpoints as articles
from services.portal.articles import reading
from services.portal.calendar import changing as calendar_changing
from services.portal.calendar import endpoints as calendar
from services.portal.center import editing as center_editing
from services.portal.center import endpoints as center
from services.portal.center import rooms as center_rooms
from services.portal.city import endpoints as city
from services.portal.consents import bases as consents_bases
from services.portal.consents import endpoints as consents
from services.portal.consents import entering as consents_entering
from services.portal.copies import endpoints as copies
from services.portal.desk import endpoints as desk
from services.portal.directory import asking, exchange, words
from services.portal.directory import endpoints as directory
from services.portal.duplicates import endpoints as duplicates
from services.portal.duplicates import merging
from services.portal.erasures import desk as erasures_desk
from services.portal.erasures import endpoints as erasures
from services.portal.events import endpoints as events
from services.portal.guarding import endpoints as guarding
from services.portal.help import endpoints as help_
from services.portal.home import endpoints as home
from services.portal.ideas import endpoints as ideas
from services.portal.ideas import own as own_ideas
from services.portal.imports import endpoints as imports
from services.portal.imports import exporting
from services.portal.kiosk import endpoints as kiosk
from services.portal.kit import endpoints as kit
from services.portal.lists import endpoints as lists
from services.portal.lists import keeping
from services.portal.mailbox import endpoints as mailbox
from services.portal.matters import endpoints as matters
from services.portal.me import contacts as own_contacts
from services.portal.me import endpoints as me
from services.portal.me import family as own_family
from services.portal.me import needs as own_needs
from services.portal.operating import centers as operating_centers
from services.portal.operating import endpoints as operating
from services.portal.organisations import councils, maps, members, neighbors, writing
from services.portal.organisations import endpoints as organisations
from services.portal.partners import endpoints as partners
from services.portal.partners import own as own_partner
from services.portal.people import contacts, entering, family, papers, speaking
from services.portal.people import endpoints as people
from services.portal.places import contracts, houses, premises, territories
from services.portal.places import endpoints as places
from services.portal.rules import endpoints as rules
from services.portal.search import endpoints as search
from services.portal.security import Protection
from services.portal.seen import endpoints as seen
from services.portal.sign_in import endpoints as sign_in
from services.portal.sign_in import joining, session, ways
from services.portal.surveys import endpoints as surveys
from services.portal.surveys import results, sheets
from services.portal.talents import endpoints as talents
from services.portal.talks import endpoints as talks
from services.portal.visits.patience import Client
from services.portal.visits.seal import Seal
from services.portal.visits.tokens import Renewals
from services.portal.visits.visit import Portal
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.settings import Settings


@asynccontextmanager
async def _portal(app: FastAPI) -> AsyncIterator[None]:
    """Opens what the pages need for as long as the application lives."""
    settings: Settings = app.state.settings
    if settings.secret_file is None:
        raise RuntimeError("portal needs SOSEDI_SECRET_FILE")
    async with Client() as client:
        renewals = Renewals(client, settings.services)
        app.state.portal = Portal(settings, client, Seal.from_file(settings.secret_file), renewals)
        yield


SERVICE = Service(
    name="portal",
    title="Страницы жителей, менеджеров и города",
    routers=(
        home.router,
        sign_in.router,
        ways.router,
        again.router,
        guarding.router,
        operating_centers.router,
        operating.router,
        rules.router,
        kiosk.router,
        seen.router,
        joining.router,
        session.router,
        help_.router,
        matters.router,
        consents.router,
        consents_entering.router,
        consents_bases.router,
        copies.router,
        erasures.router,
        erasures_desk.router,
        me.router,
        own_contacts.router,
        own_family.router,
        own_needs.router,
        lists.router,
        keeping.router,
        results.router,
        answers.router,
        events.router,
        city.router,
        desk.router,
        search.router,
        entering.router,
        papers.router,
        contacts.router,
        family.router,
        duplicates.router,
        merging.router,
        people.router,
        speaking.router,
        writing.router,
        councils.router,
        maps.router,
        members.router,
        organisations.router,
        neighbors.router,
        talents.router,
        talks.router,
        appeals.router,
        own_appeals.router,
        ideas.router,
        own_ideas.router,
        imports.router,
        exporting.router,
        sheets.router,
        surveys.router,
        calendar_changing.router,
        calendar.router,
        center_rooms.router,
        center_editing.router,
        center.router,
        houses.router,
        premises.router,
        contracts.router,
        territories.router,
        places.router,
        articles.router,
        reading.router,
        asking.router,
        exchange.router,
        words.router,
        directory.router,
        partners.router,
        own_partner.router,
        kit.router,
        mailbox.router,
        proxy.router,
    ),
    database=False,
    prefix="",
    own_part=_portal,
    health=health.router,
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The portal's application."""
    app = build_app(SERVICE, settings, keys)
    app.mount("/static", StaticFiles(directory=pages.STATIC))
    app.add_middleware(Protection)
    errors.install(app)
    return app
