"""The knowledge base over HTTP: everybody signed in reads, managers and operators write."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.places.centers.model import CITY
from services.registry.storage.repository import enter_center
from services.registry.support.articles import repository, service
from services.registry.support.articles.errors import (
    ArticleNotFound,
    NotPublished,
    NotShared,
    NotTheAuthor,
    VersionNotFound,
)
from services.registry.support.articles.model import Article
from services.registry.support.articles.schemas import (
    ArticleCreate,
    ArticleLine,
    ArticleQuery,
    ArticleRead,
    ArticleUpdate,
    VersionLine,
    VersionRead,
    Versions,
)
from services.registry.support.articles.service import look
from services.registry.support.markdown.model import as_html
from services.registry.support.readers.endpoints import Center
from services.registry.support.readers.model import Reader
from shared.kit.etags import Expected, Outdated, VersionMissing, set_etag
from shared.kit.paging import Page, page_of
from shared.kit.problems import Invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["articles"])

Writer = Annotated[Work, may("registry.articles.publish_article")]
Sharer = Annotated[Work, may("registry.articles.share_article")]


@router.get("/articles")
async def list_articles(
    query: Annotated[ArticleQuery, Query()], work: Annotated[Work, may("registry.articles.list_articles")]
) -> Page[ArticleLine]:
    """What there is to read, newest first, or the best answers to a question."""
    reader = await look(work.session, work.caller, query.center)
    found = repository.articles_of(reader, query.topic, query.own)
    if query.q and query.q.strip():
        best = await repository.matching(work.session, found, query.q, query.limit)
        return Page(items=[ArticleLine(**_line(one, reader)) for one in best], next=None)
    return await page_of(
        work.session, found, Article.id, query, lambda one: ArticleLine(**_line(one, reader))
    )


@router.post("/articles", status_code=201, responses=problems(Invalid))
async def write_article(
    body: ArticleCreate, work: Annotated[Work, may("registry.articles.write_article")], response: Response
) -> ArticleRead:
    """Writes a draft."""
    known = body.model_dump(exclude={"center_id"})
    article = await service.write_article(work.session, work.caller, known, body.center_id)
    return _answer(article, Reader(article.center_id, staff=True), response)


@router.get("/articles/{article_id}", responses=problems(ArticleNotFound))
async def read_article(
    article_id: UUID,
    work: Annotated[Work, may("registry.articles.read_article")],
    response: Response,
    center: Center = None,
) -> ArticleRead:
    """One article, with its ETag."""
    article, reader = await _article(work, article_id, center)
    return _answer(article, reader, response)


@router.patch(
    "/articles/{article_id}", responses=problems(ArticleNotFound, NotTheAuthor, Outdated, VersionMissing)
)
async def change_article(
    article_id: UUID,
    body: ArticleUpdate,
    work: Annotated[Work, may("registry.articles.change_article")],
    expected: Expected,
    response: Response,
    center: Center = None,
) -> ArticleRead:
    """Changes what is sent; the version before stays readable."""
    article, reader = await _article(work, article_id, center)
    known = body.model_dump(exclude_none=True)
    changed = await service.change_article(work.session, work.caller, article, expected, known)
    return _answer(changed, reader, response)


@router.delete(
    "/articles/{article_id}",
    status_code=204,
    responses=problems(ArticleNotFound, NotTheAuthor, Outdated, VersionMissing),
)
async def remove_article(
    article_id: UUID,
    work: Annotated[Work, may("registry.articles.remove_article")],
    expected: Expected,
    center: Center = None,
) -> None:
    """Removes an article with its versions."""
    article, _ = await _article(work, article_id, center)
    await service.remove_article(work.session, article, expected)


@router.get("/articles/{article_id}/versions", responses=problems(ArticleNotFound, NotTheAuthor))
async def list_versions(
    article_id: UUID, work: Annotated[Work, may("registry.articles.read_versions")], center: Center = None
) -> Versions:
    """Who saved it when; the city's and one's own, others' history is theirs."""
    article = await _with_history(work, article_id, center)
    found = await repository.versions_of(work.session, article)
    return Versions(items=[VersionLine.model_validate(one) for one in found])


@router.get(
    "/articles/{article_id}/versions/{version}",
    responses=problems(ArticleNotFound, VersionNotFound, NotTheAuthor),
)
async def read_version(
    article_id: UUID,
    version: int,
    work: Annotated[Work, may("registry.articles.read_versions")],
    center: Center = None,
) -> VersionRead:
    """The article as it stood after it was saved that time."""
    found = await repository.get_version(work.session, await _with_history(work, article_id, center), version)
    line = VersionLine.model_validate(found).model_dump()
    more = {"topic": found.topic, "body": found.body, "html": as_html(found.body), "sources": found.sources}
    return VersionRead(**line, **more)


@router.post("/articles/{article_id}/publish", responses=problems(ArticleNotFound, NotTheAuthor, Outdated))
async def publish_article(
    article_id: UUID, work: Writer, response: Response, center: Center = None
) -> ArticleRead:
    """Shows it to the center's residents."""
    article, reader = await _article(work, article_id, center)
    return _answer(await service.publish_article(work.session, article, published=True), reader, response)


@router.post("/articles/{article_id}/hide", responses=problems(ArticleNotFound, NotTheAuthor, Outdated))
async def hide_article(
    article_id: UUID, work: Writer, response: Response, center: Center = None
) -> ArticleRead:
    """Makes it a draft again."""
    article, reader = await _article(work, article_id, center)
    return _answer(await service.publish_article(work.session, article, published=False), reader, response)


@router.post(
    "/articles/{article_id}/share",
    responses=problems(ArticleNotFound, NotTheAuthor, NotPublished, Outdated),
)
async def share_article(
    article_id: UUID, work: Sharer, response: Response, center: Center = None
) -> ArticleRead:
    """Gives the author center's consent that all centers read it."""
    article, reader = await _article(work, article_id, center)
    return _answer(await service.share_article(work.session, work.caller, article), reader, response)


@router.post(
    "/articles/{article_id}/unshare", responses=problems(ArticleNotFound, NotTheAuthor, NotShared, Outdated)
)
async def withdraw_consent(
    article_id: UUID, work: Sharer, response: Response, center: Center = None
) -> ArticleRead:
    """Takes the consent back; from now on only the author center reads it."""
    article, reader = await _article(work, article_id, center)
    return _answer(await service.withdraw_consent(work.session, work.caller, article), reader, response)


async def _article(work: Work, article_id: UUID, center: UUID | None) -> tuple[Article, Reader]:
    reader = await look(work.session, work.caller, center)
    return await repository.get_article(work.session, reader, article_id), reader


async def _with_history(work: Work, article_id: UUID, center: UUID | None) -> Article:
    article, reader = await _article(work, article_id, center)
    if article.center_id == CITY:
        await enter_center(work.session, CITY)
    elif article.center_id != reader.center:
        raise NotTheAuthor
    return article


def _answer(article: Article, reader: Reader, response: Response) -> ArticleRead:
    set_etag(response, article.version)
    more = {"body": article.body, "html": as_html(article.body), "sources": list(article.sources)}
    return ArticleRead(**_line(article, reader), **more)


def _line(article: Article, reader: Reader) -> dict[str, object]:
    names = ("id", "topic", "title", "true_on", "published", "shared", "changed_at", "version")
    whose = {"own": article.center_id == reader.center, "starting": article.center_id == CITY}
    return {**{name: getattr(article, name) for name in names}, **whose}
