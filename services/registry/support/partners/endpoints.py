"""Partners over HTTP: a center's managers keep them; a partner sees their own card and agreements."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.places.centers.errors import CenterNotFound
from services.registry.support.partners import repository, service
from services.registry.support.partners.errors import (
    AgreementNotFound,
    AgreementNumberTaken,
    DoingNotFound,
    PartnerKnown,
    PartnerNotFound,
)
from services.registry.support.partners.model import Agreement, Doing, Partner
from services.registry.support.partners.schemas import (
    AgreementCreate,
    AgreementRead,
    AgreementUpdate,
    DoingCreate,
    DoingRead,
    PartnerCreate,
    PartnerQuery,
    PartnerRead,
    PartnerUpdate,
)
from shared.kit.access import Caller
from shared.kit.etags import Expected, Outdated, VersionMissing, answered, set_etag
from shared.kit.paging import Page, PageQuery, page_in_order, page_of
from shared.kit.problems import Invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["partners"])


_PATH = "/centers/{center}/partners"
_ONE = f"{_PATH}/{{partner_id}}"
_MAY_BE_EMPTY = {"account_id", "company_id", "next_contact_on", "until"}


@router.get(_PATH)
async def list_partners(
    query: Annotated[PartnerQuery, Query()], work: Annotated[Work, may("registry.partners.list_partners")]
) -> Page[PartnerRead]:
    """The center's partners, with `ends_by` by the day on which an agreement ends; a partner finds their own card."""
    wanted = repository.Wanted(query.kind, query.contact_by, query.ends_by)
    found = repository.partners_of(work.caller, work.center, wanted)
    if query.ends_by is not None or query.order == "name":
        order = repository.by_name() if query.ends_by is None else repository.next_last_day()
        return await page_in_order(
            work.session, found, Partner.id, [order], query, lambda one: _shown(one, work.caller)
        )
    return await page_of(work.session, found, Partner.id, query, lambda one: _shown(one, work.caller))


@router.post(_PATH, status_code=201, responses=problems(PartnerKnown, CenterNotFound, Invalid))
async def enter_partner(
    body: PartnerCreate, work: Annotated[Work, may("registry.partners.enter_partner")], response: Response
) -> PartnerRead:
    """Enters a partner."""
    partner = await service.enter_partner(work.session, work.center, body.model_dump())
    return _answer(partner, work.caller, response)


@router.get(_ONE, responses=problems(PartnerNotFound))
async def read_partner(
    partner_id: UUID, work: Annotated[Work, may("registry.partners.read_partner")], response: Response
) -> PartnerRead:
    """One partner."""
    return _answer(await _partner(work, partner_id), work.caller, response)


@router.patch(_ONE, responses=problems(PartnerNotFound, PartnerKnown, Outdated, VersionMissing))
async def change_partner(
    partner_id: UUID,
    body: PartnerUpdate,
    work: Annotated[Work, may("registry.partners.change_partner")],
    expected: Expected,
    response: Response,
) -> PartnerRead:
    """Changes what is sent."""
    partner = await service.change_partner(
        work.session, await _partner(work, partner_id), expected, _sent(body)
    )
    return _answer(partner, work.caller, response)


@router.delete(_ONE, status_code=204, responses=problems(PartnerNotFound, Outdated, VersionMissing))
async def remove_partner(
    partner_id: UUID, work: Annotated[Work, may("registry.partners.remove_partner")], expected: Expected
) -> None:
    """Removes a partner with everything that belongs to the card."""
    await service.remove_partner(work.session, await _partner(work, partner_id), expected)


@router.get(f"{_ONE}/agreements", responses=problems(PartnerNotFound))
async def list_agreements(
    partner_id: UUID,
    query: Annotated[PageQuery, Query()],
    work: Annotated[Work, may("registry.partners.list_agreements")],
) -> Page[AgreementRead]:
    """What was agreed, newest first."""
    found = repository.agreements_of(await _partner(work, partner_id))
    return await page_of(work.session, found, Agreement.id, query, AgreementRead.model_validate)


@router.post(f"{_ONE}/agreements", status_code=201, responses=problems(PartnerNotFound, AgreementNumberTaken))
async def enter_agreement(
    partner_id: UUID,
    body: AgreementCreate,
    work: Annotated[Work, may("registry.partners.enter_agreement")],
    response: Response,
) -> AgreementRead:
    """Enters an agreement."""
    partner = await _partner(work, partner_id)
    agreement = await service.enter_agreement(work.session, partner, body.model_dump())
    return answered(response, agreement, AgreementRead)


@router.patch(
    f"{_ONE}/agreements/{{agreement_id}}",
    responses=problems(PartnerNotFound, AgreementNotFound, AgreementNumberTaken, Outdated, VersionMissing),
)
async def change_agreement(
    partner_id: UUID,
    agreement_id: UUID,
    body: AgreementUpdate,
    work: Annotated[Work, may("registry.partners.change_agreement")],
    expected: Expected,
    response: Response,
) -> AgreementRead:
    """Changes what is sent."""
    partner = await _partner(work, partner_id)
    changed = await service.change_agreement(work.session, partner, agreement_id, expected, _sent(body))
    return answered(response, changed, AgreementRead)


@router.delete(
    f"{_ONE}/agreements/{{agreement_id}}",
    status_code=204,
    responses=problems(PartnerNotFound, AgreementNotFound, Outdated, VersionMissing),
)
async def remove_agreement(
    partner_id: UUID,
    agreement_id: UUID,
    work: Annotated[Work, may("registry.partners.remove_agreement")],
    expected: Expected,
) -> None:
    """Removes an agreement that was entered by mistake."""
    partner = await _partner(work, partner_id)
    await service.remove_agreement(work.session, partner, agreement_id, expected)


@router.get(f"{_ONE}/doings", responses=problems(PartnerNotFound))
async def list_doings(
    partner_id: UUID,
    query: Annotated[PageQuery, Query()],
    work: Annotated[Work, may("registry.partners.list_doings")],
) -> Page[DoingRead]:
    """What was done together, what was noted last first."""
    found = repository.doings_of(await _partner(work, partner_id))
    return await page_of(work.session, found, Doing.id, query, DoingRead.model_validate)


@router.post(f"{_ONE}/doings", status_code=201, responses=problems(PartnerNotFound))
async def note_doing(
    partner_id: UUID, body: DoingCreate, work: Annotated[Work, may("registry.partners.note_doing")]
) -> DoingRead:
    """Notes what was done together."""
    partner = await _partner(work, partner_id)
    return DoingRead.model_validate(await service.note_doing(work.session, partner, body.model_dump()))


@router.delete(
    f"{_ONE}/doings/{{doing_id}}", status_code=204, responses=problems(PartnerNotFound, DoingNotFound)
)
async def remove_doing(
    partner_id: UUID, doing_id: UUID, work: Annotated[Work, may("registry.partners.remove_doing")]
) -> None:
    """Takes back what was noted by mistake."""
    partner = await _partner(work, partner_id)
    doing = await repository.get_doing(work.session, partner, doing_id)
    await service.remove_doing(work.session, partner, doing)


async def _partner(work: Work, partner_id: UUID) -> Partner:
    return await repository.get_partner(work.session, work.caller, work.center, partner_id)


def _sent(body: PartnerUpdate | AgreementUpdate) -> dict[str, object]:
    sent = body.model_dump(exclude_unset=True)
    return {name: value for name, value in sent.items() if value is not None or name in _MAY_BE_EMPTY}


def _answer(partner: Partner, caller: Caller, response: Response) -> PartnerRead:
    set_etag(response, partner.version)
    return _shown(partner, caller)


def _shown(partner: Partner, caller: Caller) -> PartnerRead:
    read = PartnerRead.model_validate(partner)
    if caller.role in repository.ONE_CARD:
        return read.model_copy(update={"note": None, "next_contact_on": None})
    return read
