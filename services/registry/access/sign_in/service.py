"""What sign-in does by the clock: forgetting."""

from datetime import timedelta

from services.registry.access.challenges import repository as challenges
from services.registry.access.limits.repository import forget_ended
from services.registry.access.sessions import repository as sessions
from services.registry.access.sign_in import repository as requests
from shared.kit.database import Database
from shared.kit.tasks import Task


async def forget_expired(database: Database) -> None:
    """Deletes requests, sessions and counts whose time is over."""
    async with database.transaction(None) as session:
        await requests.forget_expired(session)
        await sessions.forget_expired(session)
        await challenges.forget_expired(session)
        await forget_ended(session)


FORGET_EXPIRED = Task("forget_expired_sign_ins", every=timedelta(minutes=10), run=forget_expired)
