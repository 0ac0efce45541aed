"""The calendar of the centers: what is planned, who signs up, who comes."""

from fastapi import FastAPI

from services.events.calendar import endpoints as calendar
from services.events.registrations import endpoints as registrations
from services.events.residents import subscribers as residents
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.settings import Settings

SERVICE = Service(
    name="events",
    title="Календарь соседских дел",
    routers=(registrations.router, calendar.router),
    reactions=(residents.reactions,),
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The service as an ASGI application."""
    return build_app(SERVICE, settings, keys)
