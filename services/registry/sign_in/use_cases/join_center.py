"""Somebody whose contact is proven becomes a resident of a center and is signed in there."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.centers.repository import get_center
from services.registry.residents.use_cases.register_resident import RegisterResident, register_resident
from services.registry.sessions.model import How
from services.registry.sign_in.model import Choice, SignInRequest
from services.registry.sign_in.use_cases.begin_session import Opened
from services.registry.sign_in.use_cases.open_session import open_session_as
from shared.kit.access import Caller


async def join_center(
    session: AsyncSession, proven: SignInRequest, command: RegisterResident, how: How
) -> Opened:
    """Raises CenterNotFound, RequestOver, ContactTaken (then the card is theirs: sign in), and Invalid."""
    center = await get_center(session, command.center_id)
    card = await register_resident(session, command)
    session.info["actor"] = Caller(card.resident.id, "resident", frozenset({center.id}))
    return await open_session_as(session, proven, Choice(card.resident.id, "resident", [center]), how)
