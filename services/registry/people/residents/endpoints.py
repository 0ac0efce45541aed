"""Residents over HTTP: a manager enters and finds them, everybody sees and changes their own card."""

from typing import Annotated, Literal, cast
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.finding.merges.errors import CardMerged
from services.registry.finding.merges.use_cases.read_card import read_card
from services.registry.people.residents.errors import (
    ContactsByManager,
    ContactTaken,
    ResidentNotFound,
    WardsLeft,
)
from services.registry.people.residents.model import Resident
from services.registry.people.residents.repository import Card, flats, residents_of
from services.registry.people.residents.schemas import (
    ResidentCreate,
    ResidentListed,
    ResidentQuery,
    ResidentRead,
    ResidentUpdate,
)
from services.registry.people.residents.service import must_be_own
from services.registry.people.residents.use_cases.change_resident import (
    ChangeResident,
    Changes,
    Told,
    change_resident,
)
from services.registry.people.residents.use_cases.erase_resident import EraseResident, erase_resident
from services.registry.people.residents.use_cases.register_resident import RegisterResident, register_resident
from services.registry.rights.bases.schemas import EntryBasis
from services.registry.rights.bases.service import Entry, note_entry
from services.registry.rights.consents.errors import OnlyByThemselves, SheetNumberTaken
from services.registry.rights.mentions.repository import named_in
from services.registry.rights.mentions.use_cases.look_elsewhere import look_elsewhere
from shared.kit import audit
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["residents"])

_MANAGERS_OWN = {"phone", "mail", "source", "ground"}


@router.post(
    "/centers/{center}/residents",
    status_code=201,
    responses=problems(ContactTaken, SheetNumberTaken, OnlyByThemselves),
)
async def register(
    body: ResidentCreate, work: Annotated[Work, may("registry.residents.register")], response: Response
) -> ResidentRead:
    """Enters a resident, also one without any contact."""
    command = RegisterResident(work.center, **body.model_dump(exclude={"consent"}))
    card = await register_resident(work.session, command)
    await note_consent(work, card, body.consent)
    return answer_card(response, card)


@router.get("/centers/{center}/residents")
async def list_residents(
    query: Annotated[ResidentQuery, Query()], work: Annotated[Work, may("registry.residents.list_residents")]
) -> Page[ResidentListed]:
    """The center's residents, newest first; the log keeps who was listed to whom."""
    wanted = residents_of(work.center, query.q, query.house_id, query.premises_id, query.ids)
    page = await page_of(work.session, wanted, Resident.id, query, ResidentListed.model_validate)
    numbers = await flats(
        work.session, work.center, {one.premises_id for one in page.items if one.premises_id}
    )
    for one in page.items:
        one.flat = numbers.get(one.premises_id) if one.premises_id else None
    if page.items:
        audit.note(work.session, "residents.listed", evidence=" ".join(str(one.id) for one in page.items))
    return page


@router.get("/centers/{center}/residents/{resident_id}", responses=problems(ResidentNotFound, CardMerged))
async def read(
    resident_id: UUID, work: Annotated[Work, may("registry.residents.read")], response: Response
) -> ResidentRead:
    """One card; the log keeps who else has read it."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    card = await read_card(work.session, work.caller, work.center, resident_id)
    if not work.caller.is_resident(resident_id):
        audit.note(work.session, "resident.read", about=resident_id)
    return answer_card(response, card)


@router.patch(
    "/centers/{center}/residents/{resident_id}",
    responses=problems(ResidentNotFound, ContactsByManager, ContactTaken, Outdated, VersionMissing),
)
async def change(
    resident_id: UUID,
    body: ResidentUpdate,
    work: Annotated[Work, may("registry.residents.change")],
    expected: Expected,
    response: Response,
) -> ResidentRead:
    """Changes a card; contacts only by a manager, who says on whose word they correct anything."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    changes = cast(Changes, body.model_dump(exclude_unset=True, exclude={"channel", "evidence"}))
    by_manager = work.caller.role == "manager"
    if not by_manager and _MANAGERS_OWN & changes.keys():
        raise ContactsByManager
    told = Told(body.channel, body.evidence) if by_manager else None
    command = ChangeResident(work.center, resident_id, expected, changes, told)
    return answer_card(response, await change_resident(work.session, command))


@router.delete(
    "/centers/{center}/residents/{resident_id}",
    status_code=204,
    responses=problems(ResidentNotFound, Outdated, VersionMissing, WardsLeft, SignInAgainNeeded),
)
async def erase(
    resident_id: UUID,
    work: Annotated[Work, may("registry.residents.erase")],
    _recent: Annotated[None, recently_authenticated()],
    expected: Expected,
    wards: Annotated[
        Literal["erase"] | None, Query(description="what becomes of children nobody else answers for")
    ] = None,
) -> None:
    """Erases a resident here and, by a fact, in every service."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await erase_resident(work.session, EraseResident(work.center, resident_id, expected, wards))
    named = named_in(work.session)
    work.then(lambda: look_elsewhere(work.database, work.ask, named))


async def note_consent(work: Work, card: Card, said: EntryBasis | None) -> None:
    """On what the card that was just written is kept. Raises OnlyByThemselves, SheetNumberTaken, and Invalid."""
    if said is None or said.how == "awaited":
        return
    if (work.caller.role == "resident") is not (said.how == "web"):
        raise OnlyByThemselves
    entry = Entry(**said.model_dump())
    await note_entry(work.session, work.center, card.resident.id, entry, work.caller.id)


def answer_card(response: Response, card: Card) -> ResidentRead:
    """The card as it is answered, with its version."""
    set_etag(response, card.resident.version)
    read = {
        name: getattr(card.resident, name)
        for name in ResidentRead.model_fields
        if hasattr(card.resident, name)
    }
    return ResidentRead(**read, phone=card.phone, mail=card.mail, flat=card.flat)
