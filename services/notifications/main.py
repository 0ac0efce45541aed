"""Notifications: who is told what, by which way, when."""

from dataclasses import replace
from datetime import timedelta

from fastapi import FastAPI

from services.notifications.acting import subscribers as acting
from services.notifications.calls import endpoints as calls
from services.notifications.consents import subscribers as consents
from services.notifications.deliveries.use_cases.deliver import deliver
from services.notifications.gatherings import subscribers as gatherings
from services.notifications.help import subscribers as help_
from services.notifications.joining import subscribers as joining
from services.notifications.mailbox import endpoints as mailbox
from services.notifications.messages import endpoints as messages
from services.notifications.personal.model import PERSONAL, TERMS
from services.notifications.post.service import AddressBook, PostOffice
from services.notifications.preferences import endpoints as preferences
from services.notifications.residents import subscribers as residents
from services.notifications.sign_in.subscribers import replies_of
from services.notifications.surveys import subscribers as surveys
from shared.contracts.requests import CopyOfNotifications
from shared.kit.access import Keys
from shared.kit.app import Service, build_app
from shared.kit.copying import copies
from shared.kit.database import Database
from shared.kit.retention import known_centers, sweep
from shared.kit.settings import Settings
from shared.kit.tasks import Ask, AskingTask


def service_with(office: PostOffice) -> Service:
    """The service whose letters leave by `office`."""

    async def delivery_round(database: Database, ask: Ask) -> None:
        await deliver(database, office, AddressBook(ask))

    return Service(
        name="notifications",
        title="Оповещения жителей",
        routers=(messages.router, preferences.router, calls.router),
        reactions=(
            known_centers,
            residents.reactions,
            help_.reactions,
            gatherings.reactions,
            surveys.reactions,
            acting.reactions,
            joining.reactions,
            consents.reactions,
        ),
        replies=(
            copies(CopyOfNotifications, PERSONAL),
            replies_of(office),
        ),
        tasks=(
            sweep(TERMS),
            AskingTask("deliver", timedelta(seconds=1), delivery_round),
        ),
    )


SERVICE = service_with(PostOffice())


def create_app(settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The service as an ASGI application; the local mailbox is there only where the settings ask for it."""
    service = service_with(PostOffice(settings.mail_url, settings.dev_mail))
    if settings.dev_mail:
        service = replace(service, routers=(*service.routers, mailbox.router))
    return build_app(service, settings, keys)
