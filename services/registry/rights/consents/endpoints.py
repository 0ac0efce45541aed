"""Consents over HTTP: texts for everybody, one's own consents, and those that a manager enters for somebody."""

from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.people.guardians.repository import guardians_of
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.repository import Card, get_card
from services.registry.people.residents.service import must_be_own
from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.centers.repository import get_center
from services.registry.rights.consents import service
from services.registry.rights.consents.errors import (
    AlreadyInForce,
    ByGuardian,
    ConsentNotFound,
    ConsentOver,
    OnlyByThemselves,
    SheetNumberTaken,
    TextNotFound,
    WithdrawnSince,
    WrittenOnly,
)
from services.registry.rights.consents.model import Consent, Wording
from services.registry.rights.consents.repository import consent_by_id, consents_of
from services.registry.rights.consents.schemas import (
    ConsentCreate,
    ConsentQuery,
    ConsentRead,
    ConsentTextRead,
    ConsentTexts,
    ConsentWithdraw,
    TextsQuery,
)
from services.registry.rights.consents.use_cases.give_consent import GiveConsent, give_consent
from services.registry.rights.consents.use_cases.make_paper import Signing, paper_for
from services.registry.rights.consents.use_cases.withdraw_consent import WithdrawConsent, withdraw_consent
from services.registry.rights.erasures.errors import ErasureAsked
from services.registry.rights.erasures.use_cases.ask_for_erasure import AskForErasure, ask_for_erasure
from shared.contracts.codes import Channel
from shared.kit import audit
from shared.kit.paging import Page, page_of
from shared.kit.problems import invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["consents"])
_PDF = "application/pdf"


@router.get("/centers/{center}/consent-texts", responses=problems(CenterNotFound))
async def read_texts(query: Annotated[TextsQuery, Query()], work: Annotated[Work, anyone()]) -> ConsentTexts:
    """What can be agreed to, in full: read it before agreeing."""
    center = await get_center(work.session, work.center)
    items = []
    for purpose in service.PURPOSES:
        wording = service.said_for(service.present(purpose), child=query.child)
        whole = service.read_by(wording, center)
        items.append(
            ConsentTextRead.model_validate({"label_en": wording.label_en, "short": wording.short, **whole})
        )
    return ConsentTexts(items=items)


@router.get("/centers/{center}/residents/{resident_id}/consents", responses=problems(ResidentNotFound))
async def list_consents(
    resident_id: UUID,
    query: Annotated[ConsentQuery, Query()],
    work: Annotated[Work, may("registry.consents.list_consents")],
) -> Page[ConsentRead]:
    """A resident's consents, newest first, those that have ended too."""
    await _must_be_there(work, resident_id)
    if work.caller.role == "manager":
        audit.note(work.session, "consents.read", about=resident_id)
    wanted = consents_of(work.center, resident_id, query.purpose, query.in_force)
    return await page_of(work.session, wanted, Consent.id, query, ConsentRead.of)


@router.post(
    "/centers/{center}/residents/{resident_id}/consents",
    status_code=201,
    responses=problems(
        ResidentNotFound,
        AlreadyInForce,
        WithdrawnSince,
        SheetNumberTaken,
        OnlyByThemselves,
        ByGuardian,
        WrittenOnly,
    ),
)
async def give(
    resident_id: UUID, body: ConsentCreate, work: Annotated[Work, may("registry.consents.give")]
) -> ConsentRead:
    """Agrees to one use of one's data; a manager enters a signed sheet, or words said before a witness."""
    card = await _must_be_there(work, resident_id)
    if (work.caller.role == "resident") is not (body.how == "web"):
        raise OnlyByThemselves
    if work.caller.id == resident_id and not card.resident.adult:
        raise ByGuardian
    service.must_be_proven(body)
    given = await give_consent(
        work.session,
        GiveConsent(work.center, resident_id, recorded_by=work.caller.id, **body.model_dump()),
    )
    return ConsentRead.of(given)


@router.get(
    "/centers/{center}/residents/{resident_id}/consents/paper/{purpose}",
    responses={**problems(ResidentNotFound, TextNotFound), 200: {"content": {_PDF: {}}}},
    response_class=Response,
)
async def print_paper(
    resident_id: UUID,
    purpose: str,
    work: Annotated[Work, may("registry.consents.print_paper")],
) -> Response:
    """The sheet to sign, with the number that is entered once it is signed."""
    card = await _must_be_there(work, resident_id)
    if work.caller.role == "manager":
        audit.note(work.session, "resident.read", about=resident_id, ground="consent-paper")
    wording, center = _wording(purpose), await get_center(work.session, work.center)
    signing = await _who_signs(work, card)
    return Response(await paper_for(wording, center, signing), media_type=_PDF)


@router.get(
    "/centers/{center}/consent-texts/{purpose}/paper",
    responses={**problems(TextNotFound, CenterNotFound), 200: {"content": {_PDF: {}}}},
    response_class=Response,
)
async def print_blank(purpose: str, work: Annotated[Work, may("registry.consents.print_blank")]) -> Response:
    """The same sheet with a line for the name: for people who are not on record yet."""
    wording, center = _wording(purpose), await get_center(work.session, work.center)
    return Response(await paper_for(wording, center, Signing()), media_type=_PDF)


@router.post(
    "/centers/{center}/consents/{consent_id}/withdraw",
    responses=problems(ConsentNotFound, ConsentOver),
)
async def withdraw(
    consent_id: UUID,
    work: Annotated[Work, may("registry.consents.withdraw")],
    body: ConsentWithdraw | None = None,
) -> ConsentRead:
    """Takes a consent back; every service stops this use of the data within seconds."""
    body = body or ConsentWithdraw()
    consent = await consent_by_id(work.session, work.center, consent_id)
    await _must_be_theirs(work, consent)
    by_resident = work.caller.role == "resident"
    if by_resident and body.channel not in (None, "web"):
        raise invalid("/channel", "consents.not-own", "Этот способ отмечает менеджер центра")
    if not by_resident and body.channel in (None, "web"):
        message = "Укажите, как человек отозвал согласие: на бумаге, по телефону, лично"
        raise invalid("/channel", "consents.channel", message)
    command = WithdrawConsent(work.caller.id, body.channel or "web", body.ground)
    ended = await withdraw_consent(work.session, consent, command)
    if ended.purpose == "keep_card":
        await _begin_erasure(work, ended.resident_id, command.channel)
    return ConsentRead.of(ended)


async def _begin_erasure(work: Work, resident: UUID, channel: Channel) -> None:
    """Without the consent to keep a card there is nothing to keep it on (152-ФЗ art. 21.5); it can be thought over.

    Children for whom nobody else answers go along: nobody else may agree for them.
    """
    asked = AskForErasure(work.center, resident, "withdrawal", channel, work.caller.role, with_wards=True)
    with suppress(ErasureAsked):
        await ask_for_erasure(work.session, asked)


async def _must_be_there(work: Work, resident: UUID) -> Card:
    await must_be_own(work.session, work.caller, work.center, resident)
    return await get_card(work.session, work.center, resident)


async def _must_be_theirs(work: Work, consent: Consent) -> None:
    try:
        await must_be_own(work.session, work.caller, work.center, consent.resident_id)
    except ResidentNotFound as error:
        raise ConsentNotFound from error


def _wording(purpose: str) -> Wording:
    for one in service.PURPOSES:
        if one == purpose:
            return service.present(one)
    raise TextNotFound


async def _who_signs(work: Work, card: Card) -> Signing:
    """The grown-up themselves; for a child whoever answers for it, by name where that is one person."""
    if card.resident.adult:
        return Signing(card.resident.name)
    answering = await guardians_of(work.session, work.center, card.resident.id)
    return Signing(answering[0][1].name if len(answering) == 1 else None, child=card.resident.name)
