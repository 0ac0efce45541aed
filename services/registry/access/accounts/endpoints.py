"""Staff accounts over HTTP: the operator's desk."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from starlette.responses import Response

from services.registry.access.accounts import service
from services.registry.access.accounts.errors import AccountNotFound, ContactHasRole, LastManager
from services.registry.access.accounts.model import Account
from services.registry.access.accounts.repository import all_accounts, get_account
from services.registry.access.accounts.schemas import AccountCreate, AccountRead, AccountUpdate
from services.registry.access.accounts.service import ChangeAccount, OpenAccount
from services.registry.access.sign_in.endpoints import must_reach
from services.registry.access.warnings.endpoints import warn
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["staff"])


@router.get("/staff")
async def list_accounts(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("registry.accounts.list_accounts")]
) -> Page[AccountRead]:
    """Every staff account, newest first."""
    wanted = await all_accounts(work.session)
    return await page_of(work.session, wanted, Account.id, query, AccountRead.model_validate)


@router.post("/staff", status_code=201, responses=problems(ContactHasRole, SignInAgainNeeded))
async def open_account(
    body: AccountCreate,
    request: Request,
    work: Annotated[Work, may("registry.accounts.open_account")],
    _recent: Annotated[None, recently_authenticated()],
    response: Response,
) -> AccountRead:
    """Opens an account; its holder signs in by the contact."""
    must_reach(request, body.contact)
    account = await service.open_account(work.session, OpenAccount(**body.model_dump()))
    return answered(response, account, AccountRead)


@router.get("/staff/{account_id}", responses=problems(AccountNotFound))
async def read_account(
    account_id: UUID, work: Annotated[Work, may("registry.accounts.read_account")], response: Response
) -> AccountRead:
    """One account."""
    account = await get_account(work.session, account_id)
    return answered(response, account, AccountRead)


@router.patch(
    "/staff/{account_id}",
    responses=problems(
        AccountNotFound, ContactHasRole, LastManager, Outdated, VersionMissing, SignInAgainNeeded
    ),
)
async def change_account(
    account_id: UUID,
    body: AccountUpdate,
    request: Request,
    work: Annotated[Work, may("registry.accounts.change_account")],
    _recent: Annotated[None, recently_authenticated()],
    expected: Expected,
    response: Response,
) -> AccountRead:
    """Changes an account; a change of contact, centers or activity ends its sessions, forgetting its keys too."""
    if body.contact is not None:
        must_reach(request, body.contact)
    command = ChangeAccount(account_id, expected, **body.model_dump())
    account = await service.change_account(work.session, command)
    if command.forget_keys:
        work.then(lambda: warn(request, "keys_forgotten", account.contact))
    return answered(response, account, AccountRead)
