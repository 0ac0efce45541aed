"""Accessibility needs over HTTP."""

from typing import Annotated
from uuid import UUID

from starlette.responses import Response

from services.registry.people.accessibility import service
from services.registry.people.accessibility.errors import ConsentMissing
from services.registry.people.accessibility.repository import find_needs, must_consent
from services.registry.people.accessibility.schemas import NeedsRead, NeedsWrite
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.repository import get_resident
from services.registry.people.residents.service import must_be_own
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, answered, set_etag
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["residents"])

_PATH = "/centers/{center}/residents/{resident_id}/accessibility"


@router.get(_PATH, responses=problems(ResidentNotFound, ConsentMissing))
async def read_needs(
    resident_id: UUID, work: Annotated[Work, may("registry.accessibility.read_needs")], response: Response
) -> NeedsRead:
    """What to arrange for a resident; the log keeps who else has read it."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    await must_consent(work.session, work.center, resident_id)
    found = await find_needs(work.session, work.center, resident_id)
    if work.caller.id != resident_id and found is not None:
        audit.note(work.session, "accessibility.read", about=resident_id)
    set_etag(response, found.version if found else 0)
    return NeedsRead.model_validate(found) if found else NeedsRead(version=0)


@router.put(_PATH, responses=problems(ResidentNotFound, ConsentMissing, Outdated, VersionMissing))
async def change_needs(
    resident_id: UUID,
    body: NeedsWrite,
    work: Annotated[Work, may("registry.accessibility.change_needs")],
    expected: Expected,
    response: Response,
) -> NeedsRead:
    """Keeps what to arrange for a resident, by themselves or in their words."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id, for_update=True)
    kept = await service.change_needs(work.session, work.center, resident_id, expected, body.needs, body.note)
    return answered(response, kept, NeedsRead)
