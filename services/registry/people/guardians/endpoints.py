"""Guardians and their wards over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.people.guardians import service
from services.registry.people.guardians.errors import GuardianshipNotFound, LastGuardian
from services.registry.people.guardians.repository import families_of, guardians_of
from services.registry.people.guardians.schemas import GuardianCreate, Relative, Relatives, WardCreate
from services.registry.people.names.schemas import Line
from services.registry.people.residents.endpoints import answer_card, note_consent
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.repository import get_card, get_resident
from services.registry.people.residents.schemas import ResidentRead
from services.registry.people.residents.service import must_be_own
from services.registry.people.residents.use_cases.register_resident import RegisterResident, register_resident
from services.registry.rights.consents.errors import OnlyByThemselves, SheetNumberTaken
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["residents"])


@router.get("/centers/{center}/residents/{resident_id}/wards", responses=problems(ResidentNotFound))
async def list_wards(
    resident_id: UUID, work: Annotated[Work, may("registry.guardians.list_wards")]
) -> Relatives:
    """The children for whom a resident answers."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    found = await families_of(work.session, work.center, resident_id)
    return Relatives(items=[Relative.of(bond, child) for bond, child in found])


@router.post(
    "/centers/{center}/residents/{resident_id}/wards",
    status_code=201,
    responses=problems(ResidentNotFound, SheetNumberTaken, OnlyByThemselves),
)
async def enter_ward(
    resident_id: UUID,
    body: WardCreate,
    work: Annotated[Work, may("registry.guardians.enter_ward")],
    response: Response,
) -> ResidentRead:
    """Enters a child: by the guardian themselves, or by a manager in the guardian's words."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    guardian = await get_card(work.session, work.center, resident_id)
    themselves = work.caller.id == resident_id
    command = RegisterResident(
        work.center,
        **body.model_dump(exclude={"same_home", "channel", "consent"}),
        channel="web" if themselves else body.channel,
        house_id=guardian.resident.house_id if body.same_home else None,
        flat=guardian.flat if body.same_home else None,
        adult=False,
        language=guardian.resident.language,
        guardian_id=resident_id,
        by_guardian=themselves,
    )
    child = await register_resident(work.session, command)
    await note_consent(work, child, body.consent)
    return answer_card(response, child)


@router.get("/centers/{center}/residents/{resident_id}/guardians", responses=problems(ResidentNotFound))
async def list_guardians(
    resident_id: UUID, work: Annotated[Work, may("registry.guardians.list_guardians")]
) -> Relatives:
    """The grown-ups who answer for a child."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    found = await guardians_of(work.session, work.center, resident_id)
    return Relatives(items=[Relative.of(bond, grown_up) for bond, grown_up in found])


@router.put(
    "/centers/{center}/residents/{resident_id}/guardians/{guardian_id}",
    responses=problems(ResidentNotFound, SignInAgainNeeded),
)
async def enter_guardian(
    resident_id: UUID,
    guardian_id: UUID,
    body: GuardianCreate,
    work: Annotated[Work, may("registry.guardians.enter_guardian")],
    _recent: Annotated[None, recently_authenticated()],
) -> Relative:
    """One more grown-up answers for the child."""
    ward = await get_resident(work.session, work.center, resident_id, for_update=True)
    bond = await service.entrust(work.session, ward, guardian_id, body.bond, body.ground)
    return Relative.of(bond, await get_resident(work.session, work.center, guardian_id))


@router.delete(
    "/centers/{center}/residents/{resident_id}/guardians/{guardian_id}",
    status_code=204,
    responses=problems(ResidentNotFound, GuardianshipNotFound, LastGuardian, SignInAgainNeeded),
)
async def release_guardian(
    resident_id: UUID,
    guardian_id: UUID,
    work: Annotated[Work, may("registry.guardians.release_guardian")],
    _recent: Annotated[None, recently_authenticated()],
    ground: Annotated[Line | None, Query(description="why")] = None,
) -> None:
    """A grown-up answers no longer, where another still does."""
    await get_resident(work.session, work.center, resident_id, for_update=True)
    await service.release(work.session, work.center, resident_id, guardian_id, ground)
