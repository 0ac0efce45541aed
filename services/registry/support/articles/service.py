"""Writing articles, publishing and sharing them, and telling what came of trying one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.model import CITY
from services.registry.places.centers.repository import get_center
from services.registry.storage.repository import enter_center
from services.registry.support.articles.errors import NotPublished, NotShared, NotTheAuthor
from services.registry.support.articles.model import Article, ArticleConsent, ArticleVersion, Outcome, Trial
from services.registry.support.articles.repository import get_article, standing_consent, tell_trials
from services.registry.support.readers.model import Reader
from services.registry.support.readers.service import reader_of
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.etags import check_version
from shared.kit.problems import invalid

_CENTER_UNCLEAR = "У вас несколько центров: назовите, о каком речь"

Known = Mapping[str, Any]  # Any: columns of an article


async def look(session: AsyncSession, caller: Caller, named: UUID | None) -> Reader:
    """Who reads, in the tenant context of their center; an operator's articles are the city's."""
    reader = reader_of(caller, named)
    if caller.role == "operator":
        reader = replace(reader, center=CITY)
    if reader.center is not None:
        await enter_center(session, reader.center)
    return reader


async def write_article(session: AsyncSession, caller: Caller, known: Known, named: UUID | None) -> Article:
    """A draft of the caller's center; an operator's is the city's. Raises Invalid where it is unclear whose."""
    reader = await look(session, caller, named)
    if reader.center is None:
        raise invalid("/center_id", "articles.owner-unclear", _CENTER_UNCLEAR)
    if reader.center != CITY:
        await get_center(session, reader.center)
    article = Article(shared=reader.center == CITY, **known)
    session.add(article)
    await session.flush()
    _keep_version(session, article, caller.id)
    audit.note(session, "article.written", about=article.id)
    return article


async def change_article(
    session: AsyncSession, caller: Caller, article: Article, version: int, known: Known
) -> Article:
    """Raises NotTheAuthor, and Outdated where somebody else has changed it since."""
    _must_be_author(session, article)
    check_version(article, version)
    before = article.text
    for name, value in known.items():
        if getattr(article, name) != value:
            setattr(article, name, value)
    if article.text != before:
        await session.flush()
        _keep_version(session, article, caller.id)
        audit.note(session, "article.changed", about=article.id)
    return article


async def publish_article(session: AsyncSession, article: Article, *, published: bool) -> Article:
    """Shows an article to residents, or hides it again. Raises NotTheAuthor."""
    _must_be_author(session, article)
    if article.published != published:
        article.published = published
        await session.flush()
        audit.note(session, "article.published" if published else "article.hidden", about=article.id)
    return article


async def share_article(session: AsyncSession, caller: Caller, article: Article) -> Article:
    """Records the author center's consent that all centers read it. Raises NotTheAuthor and NotPublished."""
    _must_be_author(session, article)
    if not article.published:
        raise NotPublished
    if await standing_consent(session, article) is None:
        session.add(ArticleConsent(article_id=article.id, given_by=caller.id))
        audit.note(session, "article.shared", about=article.id)
    article.shared = True
    await tell_trials(session, article, told=True)
    await session.flush()
    return article


async def withdraw_consent(session: AsyncSession, caller: Caller, article: Article) -> Article:
    """Other centers read it no longer. Raises NotTheAuthor and NotShared."""
    _must_be_author(session, article)
    consent = await standing_consent(session, article)
    if consent is None:
        raise NotShared
    consent.withdrawn_at, consent.withdrawn_by = now(), caller.id
    article.shared = False
    await tell_trials(session, article, told=False)
    audit.note(session, "article.consent-withdrawn", about=article.id)
    await session.flush()
    return article


async def remove_article(session: AsyncSession, article: Article, version: int) -> None:
    """Removes an article with its versions. Raises NotTheAuthor and Outdated."""
    _must_be_author(session, article)
    check_version(article, version)
    await session.delete(article)
    await session.flush()
    audit.note(session, "article.removed", about=article.id)


async def tell_trial(
    session: AsyncSession, caller: Caller, article_id: UUID, named: UUID | None,
    outcome: Outcome, result: str, tried_on: date,
) -> tuple[Article, Trial]:  # fmt: skip
    """«Применили у себя»: once a center, told anew as often as there is something new to tell."""
    reader = await look(session, caller, named)
    if reader.center is None:
        raise invalid("/center_id", "articles.owner-unclear", _CENTER_UNCLEAR)
    article = await get_article(session, reader, article_id)
    trial = await session.get(Trial, {"center_id": reader.center, "article_id": article.id})
    if trial is None:
        trial = Trial(article_id=article.id)
        session.add(trial)
    trial.outcome, trial.result, trial.tried_on, trial.told = outcome, result, tried_on, article.shared
    await session.flush()
    audit.note(session, "article.tried", about=article.id)
    return article, trial


def _must_be_author(session: AsyncSession, article: Article) -> None:
    if article.center_id != session.info["center"]:
        raise NotTheAuthor


def _keep_version(session: AsyncSession, article: Article, by: UUID) -> None:
    topic, title, body, sources, true_on = (
        article.topic, article.title, article.body, list(article.sources), article.true_on,
    )  # fmt: skip
    session.add(
        ArticleVersion(
            article_id=article.id, version=article.version, topic=topic, title=title, body=body,
            sources=sources, true_on=true_on, saved_by=by,
        )
    )  # fmt: skip
