"""Tells a person that something new can sign in as them; where the message cannot be sent, signing in goes on."""

from contextlib import suppress

from fastapi import Request

from services.registry.access.sign_in.use_cases.begin_session import Opened
from services.registry.people.contacts.model import read_contact
from shared.contracts.requests import SendWarning, Warned
from shared.kit.trouble import NoAnswer


async def warn_of_device(request: Request, opened: Opened, contact: str) -> None:
    """Where the person has never signed in with such a device before."""
    if opened.new_device is not None:
        await warn(request, "new_device", contact)


async def warn(request: Request, what: Warned, contact: str) -> None:
    """Sends the warning to a contact of the person."""
    bus = request.app.state.bus
    way = read_contact(contact).kind
    if bus is None or way not in ("phone", "mail"):
        return
    with suppress(NoAnswer):
        await bus.ask(SendWarning(way=way, address=contact, what=what), 3.0)
