"""The bank of neighbors' talents: who can help, who needs help, and how the two come together."""

from fastapi import FastAPI

from services.talents.matches import endpoints as matches
from services.talents.needs import endpoints as needs
from services.talents.needs import subscribers as on_needs
from services.talents.offers import endpoints as offers
from services.talents.offers import subscribers as on_offers
from services.talents.personal.model import PERSONAL, TERMS, WRITTEN
from services.talents.residents import subscribers as on_residents
from shared.contracts.requests import CopyOfTalents, MentionsInTalents
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.copying import copies
from shared.kit.mentions import mentions
from shared.kit.retention import sweep
from shared.kit.settings import Settings

SERVICE = Service(
    name="talents",
    title="Банк соседских талантов",
    routers=(offers.router, needs.router, matches.router),
    reactions=(on_residents.reactions, on_offers.reactions, on_needs.reactions),
    replies=(copies(CopyOfTalents, PERSONAL), mentions(MentionsInTalents, WRITTEN)),
    tasks=(
        sweep(TERMS, "select id from centers"),
        on_needs.tending,
    ),
)


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The service as an application."""
    return build_app(SERVICE, settings, keys)
