"""A sign-in begins: a code is made for whoever holds the contact, known or not."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.codes.model import LIFETIME, digest_code, make_code
from services.registry.access.sign_in.model import SignInRequest, browser_digest
from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.centers.repository import get_center
from services.registry.storage.repository import see_request
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.kit.problems import invalid


@dataclass(frozen=True, slots=True)
class AskForCode:
    """`center_id` is where the person wants to be signed in, or to join."""

    contact: str
    center_id: UUID | None
    pepper: bytes
    browser: str | None = None


async def ask_for_code(session: AsyncSession, command: AskForCode) -> tuple[SignInRequest, str]:
    """The request and the code to be sent. Whether anybody is known by the contact is not looked up here, so
    that neither the answer nor its time can tell. Raises Invalid for an unknown center."""
    if command.center_id is not None:
        try:
            await get_center(session, command.center_id)
        except CenterNotFound as error:
            raise invalid("/center", "sign-in.center-unknown", "Такого центра нет") from error
    code, request_id = make_code(), new_id()
    request = SignInRequest(
        id=request_id,
        contact=command.contact,
        center_id=command.center_id,
        code_digest=digest_code(command.pepper, request_id, code),
        browser_digest=browser_digest(command.browser),
        expires_at=now() + LIFETIME,
    )
    await see_request(session, request_id)
    session.add(request)
    await session.flush()
    return request, code
