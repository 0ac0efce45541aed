"""Somebody without a telephone signs in at the center's own device by their card and their year of birth."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.card_entry.errors import CardUnfit
from services.registry.access.codes.model import clean_code
from services.registry.access.devices.repository import enter_by_device
from services.registry.access.sessions.model import How
from services.registry.access.sign_in.model import Choice
from services.registry.access.sign_in.use_cases.begin_session import Opened, begin_session
from services.registry.people.cards.repository import find_by_token
from services.registry.people.residents.model import Resident
from services.registry.places.centers.repository import get_center


@dataclass(frozen=True, slots=True)
class ShowCard:
    """What was shown, where."""

    device_key: str
    card: str
    birth_year: str
    how: How


async def open_session_by_card(session: AsyncSession, command: ShowCard) -> Opened:
    """Raises DeviceUnknown, and CardUnfit, which tells nobody whether the card or the year was wrong."""
    device = await enter_by_device(session, command.device_key)
    card = await find_by_token(session, command.card)
    if card is None or card.center_id != device.center_id:
        raise CardUnfit
    resident = await session.get(Resident, {"center_id": card.center_id, "id": card.resident_id})
    if resident is None or resident.birth_year is None:
        raise CardUnfit
    if clean_code(command.birth_year) != str(resident.birth_year):
        raise CardUnfit
    center = await get_center(session, card.center_id)
    return await begin_session(session, Choice(resident.id, "resident", [center]), command.how)
