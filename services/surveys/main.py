"""Surveys of the centers: what is asked, who answers which way, and one total."""

from datetime import timedelta

from fastapi import FastAPI

from services.surveys.consents import subscribers as consents
from services.surveys.personal.model import PERSONAL, TERMS, WRITTEN
from services.surveys.questionnaires import endpoints as questionnaires
from services.surveys.residents import subscribers as residents
from services.surveys.results import endpoints as results
from services.surveys.sheets import endpoints as sheets
from services.surveys.surveys import endpoints as surveys
from services.surveys.surveys.service import close_due_surveys
from shared.contracts.requests import CopyOfSurveys, MentionsInSurveys
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.copying import copies
from shared.kit.mentions import mentions
from shared.kit.retention import known_centers, sweep
from shared.kit.settings import Settings
from shared.kit.tasks import Task

SERVICE = Service(
    name="surveys",
    title="Опросы соседских центров",
    routers=(questionnaires.router, surveys.router, sheets.router, results.router),
    reactions=(known_centers, residents.reactions, consents.reactions),
    replies=(copies(CopyOfSurveys, PERSONAL), mentions(MentionsInSurveys, WRITTEN)),
    tasks=(
        sweep(TERMS),
        Task("close_due_surveys", timedelta(seconds=30), close_due_surveys),
    ),
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The service as an ASGI application."""
    return build_app(SERVICE, settings, keys)
