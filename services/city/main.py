"""The city: aggregates of what the centers say, published under disclosure control; never a person."""

from datetime import timedelta

from fastapi import FastAPI

from services.city.centers import endpoints as centers
from services.city.freshness import endpoints as freshness
from services.city.indicators import endpoints as indicators
from services.city.personal.model import PERSONAL
from services.city.projections import subscribers as projections
from services.city.publications import endpoints as publications
from services.city.publications.use_cases.publish_series import publish_closed, publish_open
from shared.contracts.requests import CopyOfCity
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.copying import copies
from shared.kit.settings import Settings
from shared.kit.tasks import Task

SERVICE = Service(
    name="city",
    title="Город: показатели соседских центров",
    routers=(indicators.router, centers.router, freshness.router, publications.router),
    reactions=(projections.reactions,),
    replies=(copies(CopyOfCity, PERSONAL),),
    tasks=(
        Task("publish_open", timedelta(seconds=0.5), publish_open),
        Task("publish_closed", timedelta(seconds=5), publish_closed),
    ),
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The service as an application."""
    return build_app(SERVICE, settings, keys)
