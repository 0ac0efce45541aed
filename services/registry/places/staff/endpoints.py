"""The staff of a center over HTTP: everybody may see who works there, its managers say what each is."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.access.accounts.model import Account
from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.centers.repository import get_center
from services.registry.places.staff import service
from services.registry.places.staff.errors import ColleagueNotFound
from services.registry.places.staff.model import USUAL_POST, Post
from services.registry.places.staff.repository import colleagues, get_colleague, posts_of
from services.registry.places.staff.schemas import ColleagueRead, PostWrite
from services.registry.places.staff.service import SayPost
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, PageQuery, page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, anyone, may

router = Router(tags=["staff"])


@router.get("/centers/{center}/staff", responses=problems(CenterNotFound))
async def list_staff(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, anyone()]
) -> Page[ColleagueRead]:
    """The managers of a center with their posts and declared interests, newest first."""
    await get_center(work.session, work.center)
    wanted = await colleagues(work.session, work.center)
    page = await page_of(work.session, wanted, Account.id, query, lambda one: one)
    posts = await posts_of(work.session, work.center, [one.id for one in page.items])
    return Page(items=[_read(one, posts.get(one.id)) for one in page.items], next=page.next)


@router.get("/centers/{center}/staff/{account_id}", responses=problems(ColleagueNotFound))
async def read_colleague(
    account_id: UUID, work: Annotated[Work, anyone()], response: Response
) -> ColleagueRead:
    """One manager of a center."""
    account = await get_colleague(work.session, work.center, account_id)
    post = (await posts_of(work.session, work.center, [account.id])).get(account.id)
    set_etag(response, post.version if post else 0)
    return _read(account, post)


@router.put(
    "/centers/{center}/staff/{account_id}",
    responses=problems(ColleagueNotFound, Outdated, VersionMissing),
)
async def say_post(
    account_id: UUID,
    body: PostWrite,
    work: Annotated[Work, may("registry.staff.say_post")],
    expected: Expected,
    response: Response,
) -> ColleagueRead:
    """Says what a manager is at this center."""
    command = SayPost(work.center, account_id, expected, body.post, list(body.backgrounds))
    post = await service.say_post(work.session, command)
    set_etag(response, post.version)
    return _read(await get_colleague(work.session, work.center, account_id), post)


def _read(account: Account, post: Post | None) -> ColleagueRead:
    return ColleagueRead.model_validate(
        {
            "account_id": account.id,
            "name": account.name,
            "post": post.post if post else USUAL_POST,
            "backgrounds": post.backgrounds if post else [],
            "interest": account.interest,
            "version": post.version if post else 0,
        }
    )
