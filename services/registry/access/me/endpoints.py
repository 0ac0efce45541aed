"""Who am I."""

from typing import Annotated

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.repository import find_own_account
from services.registry.access.me.schemas import Me
from services.registry.access.sign_in.schemas import CenterNamed
from services.registry.people.residents.model import Resident
from services.registry.places.centers.repository import centers_of
from services.registry.storage.repository import enter_center
from shared.contracts.requests import Language
from shared.kit.access import Caller
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["sign-in"])


@router.get("/me")
async def who_am_i(work: Annotated[Work, may("registry.me.who_am_i")]) -> Me:
    """The caller's name, role and centers."""
    caller = work.caller
    name, language = await _known(work.session, caller)
    centers = await centers_of(work.session, caller.centers)
    named = [CenterNamed.model_validate(center) for center in centers]
    return Me(id=caller.id, role=caller.role, name=name, language=language, centers=named)


async def _known(session: AsyncSession, caller: Caller) -> tuple[str | None, Language | None]:
    if caller.role != "resident":
        account = await find_own_account(session, caller.id)
        return (account.name if account else None), None
    for center in caller.centers:
        await enter_center(session, center)
        resident = await session.get(Resident, {"center_id": center, "id": caller.id})
        if resident is not None:
            return resident.name, resident.language
    return None, None
