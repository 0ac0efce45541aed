"""The calendar of the centers, who signs up and comes; and what residents appeal about or would have otherwise."""

from fastapi import FastAPI

from services.events.appeals import endpoints as appeals
from services.events.appeals import subscribers as on_appeals
from services.events.calendar import endpoints as calendar
from services.events.initiatives import endpoints as initiatives
from services.events.personal.model import PERSONAL, TERMS, WRITTEN
from services.events.registrations import endpoints as registrations
from services.events.residents import subscribers as residents
from services.events.terms.use_cases.learn_terms import LEARN_TERMS
from shared.contracts.requests import CopyOfEvents, MentionsInEvents
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.copying import copies
from shared.kit.mentions import mentions
from shared.kit.retention import known_centers, sweep
from shared.kit.settings import Settings

SERVICE = Service(
    name="events",
    title="Календарь соседских дел",
    routers=(registrations.router, calendar.router, appeals.router, initiatives.router),
    reactions=(
        known_centers,
        residents.reactions,
        on_appeals.reactions,
    ),
    replies=(copies(CopyOfEvents, PERSONAL), mentions(MentionsInEvents, WRITTEN)),
    tasks=(sweep(TERMS), LEARN_TERMS),
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The service as an ASGI application."""
    return build_app(SERVICE, settings, keys)
