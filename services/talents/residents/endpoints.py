"""What every endpoint does with a word that a manager has written down."""

from services.talents.residents.model import Voice
from services.talents.residents.service import must_be_known
from shared.kit.one_trip import OneTrip


async def check_voice(work: OneTrip, voice: Voice, action: str) -> None:
    """Whoever a manager speaks for is a resident of the center, and the audit log keeps the ground.

    Raises Invalid where the center has no such resident.
    """
    if voice.by_manager:
        await must_be_known(work.session, voice.resident_id)
        work.note(action, about=voice.resident_id, ground=voice.ground or voice.channel)
