"""Forgets an erased resident."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.gatherings.repository import forget_in_gatherings
from services.notifications.help.repository import delete_matches
from services.notifications.mailbox.repository import delete_mail
from services.notifications.messages.repository import delete_messages
from services.notifications.preferences.repository import delete_preferences
from services.notifications.surveys.repository import delete_answers
from shared.kit.consents import forget_consents
from shared.kit.merge_moves import forget_merges
from shared.kit.residents import mark_erased


async def forget_resident(session: AsyncSession, resident_id: UUID) -> None:
    """Deletes all that was told to a resident and all that is kept so as to tell them; a letter in hand too."""
    await mark_erased(session, resident_id)
    await delete_messages(session, resident_id)
    await delete_preferences(session, resident_id)
    await delete_matches(session, resident_id)
    await forget_in_gatherings(session, resident_id)
    await delete_answers(session, resident_id)
    await delete_mail(session, resident_id)
    await forget_consents(session, resident_id)
    await forget_merges(session, resident_id)
