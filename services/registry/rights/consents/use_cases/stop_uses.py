"""What rests on a consent here in the registry goes in the moment in which the consent ends."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.memberships.repository import hide_name
from services.registry.people.accessibility.repository import forget_needs
from services.registry.people.lists.repository import leave_all_lists
from shared.contracts.codes import ConsentPurpose


async def stop_uses(session: AsyncSession, center: UUID, resident: UUID, purpose: ConsentPurpose) -> None:
    """Accessibility needs are forgotten, a telephone leaves every list, a name is shown to members alone."""
    match purpose:
        case "accessibility_needs":
            await forget_needs(session, center, resident)
        case "own_lists":
            await leave_all_lists(session, center, resident)
        case "publication":
            await hide_name(session, center, resident)
