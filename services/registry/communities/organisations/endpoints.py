"""Organisations over HTTP: managers write them; everybody who has signed in reads what is shown to them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.communities.organisations.errors import (
    AlreadyDissolved,
    HasHistory,
    OrganisationNotFound,
)
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.repository import Wanted, get_organisation, organisations_of
from services.registry.communities.organisations.schemas import (
    NextStepsRead,
    OrganisationCreate,
    OrganisationListed,
    OrganisationQuery,
    OrganisationRead,
    OrganisationUpdate,
    StepRead,
)
from services.registry.communities.organisations.use_cases.change_organisation import (
    ChangeOrganisation,
    TakeAway,
    change_organisation,
    take_away,
)
from services.registry.communities.organisations.use_cases.enter_organisation import (
    EnterOrganisation,
    enter_organisation,
)
from services.registry.communities.organisations.use_cases.name_next_steps import name_next_steps
from services.registry.communities.organisations.use_cases.read_organisations import read_list, read_one
from services.registry.places.centers.errors import CenterNotFound
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["organisations"])


@router.post("/centers/{center}/organisations", status_code=201, responses=problems(CenterNotFound))
async def enter(
    body: OrganisationCreate, work: Annotated[Work, may("registry.organisations.write")], response: Response
) -> OrganisationRead:
    """Enters a community, a group or an organisation."""
    command = EnterOrganisation(work.center, **body.model_dump())
    return await _answer(work, response, await enter_organisation(work.session, command))


@router.get("/centers/{center}/organisations")
async def list_organisations(
    query: Annotated[OrganisationQuery, Query()], work: Annotated[Work, may("registry.organisations.read")]
) -> Page[OrganisationListed]:
    """The organisations of a center, newest first."""
    asked = Wanted(query.form, query.kind, query.state, query.house_id, query.parent_id, query.q)
    wanted = organisations_of(work.center, asked)
    found: Page[Organisation] = await page_of(work.session, wanted, Organisation.id, query, lambda one: one)
    items = await read_list(work.session, work.center, work.caller, found.items)
    return Page(items=items, next=found.next)


@router.get("/centers/{center}/organisations/{organisation_id}", responses=problems(OrganisationNotFound))
async def read(
    organisation_id: UUID, work: Annotated[Work, may("registry.organisations.read")], response: Response
) -> OrganisationRead:
    """One organisation: members see what is shown to members, others what is public."""
    found = await get_organisation(work.session, work.center, organisation_id)
    return await _answer(work, response, found)


@router.patch(
    "/centers/{center}/organisations/{organisation_id}",
    responses=problems(OrganisationNotFound, AlreadyDissolved, Outdated, VersionMissing),
)
async def change(
    organisation_id: UUID,
    body: OrganisationUpdate,
    work: Annotated[Work, may("registry.organisations.write")],
    expected: Expected,
    response: Response,
) -> OrganisationRead:
    """Changes what is known; `dissolved` ends every membership."""
    changes = body.model_dump(exclude_unset=True)
    command = ChangeOrganisation(work.center, organisation_id, expected, changes)
    return await _answer(work, response, await change_organisation(work.session, command))


@router.delete(
    "/centers/{center}/organisations/{organisation_id}",
    status_code=204,
    responses=problems(OrganisationNotFound, HasHistory, Outdated, VersionMissing),
)
async def remove(
    organisation_id: UUID,
    work: Annotated[Work, may("registry.organisations.write")],
    expected: Expected,
) -> None:
    """Takes away what was entered by mistake; with members or parts it can only be dissolved."""
    await take_away(work.session, TakeAway(work.center, organisation_id, expected))


@router.get(
    "/centers/{center}/organisations/{organisation_id}/next-steps", responses=problems(OrganisationNotFound)
)
async def next_steps(
    organisation_id: UUID, work: Annotated[Work, may("registry.organisations.write")]
) -> NextStepsRead:
    """What is missing and what to do next, each with the law behind it."""
    organisation = await get_organisation(work.session, work.center, organisation_id)
    steps = await name_next_steps(work.session, organisation)
    return NextStepsRead(items=[StepRead.model_validate(step) for step in steps])


async def _answer(work: Work, response: Response, organisation: Organisation) -> OrganisationRead:
    set_etag(response, organisation.version)
    return await read_one(work.session, organisation, work.caller)
