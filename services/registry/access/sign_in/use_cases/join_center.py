"""Somebody whose contact is proven becomes a resident of a center and is signed in there."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.sessions.model import How
from services.registry.access.sign_in.model import Choice, SignInRequest
from services.registry.access.sign_in.use_cases.begin_session import Opened
from services.registry.access.sign_in.use_cases.open_session import open_session_as
from services.registry.people.residents.use_cases.register_resident import RegisterResident, register_resident
from services.registry.places.centers.repository import get_center
from services.registry.rights.consents.use_cases.give_consent import GiveConsent, give_consent
from shared.kit.access import Caller


async def join_center(
    session: AsyncSession, proven: SignInRequest, command: RegisterResident, how: How, agreed: int | None
) -> Opened:
    """Raises CenterNotFound, RequestOver, ContactTaken (then the card is theirs: sign in), and Invalid.

    `agreed` is the version of the text about keeping a card that they have read and agreed to.
    """
    center = await get_center(session, command.center_id)
    card = await register_resident(session, command)
    session.info["actor"] = Caller(card.resident.id, "resident", frozenset({center.id}))
    if agreed is not None:
        await give_consent(
            session,
            GiveConsent(
                center.id, card.resident.id, "keep_card", agreed, "web", recorded_by=card.resident.id
            ),
        )
    return await open_session_as(session, proven, Choice(card.resident.id, "resident", [center]), how)
