"""How articles are found: by id, by topic, by words; and their versions, consents and trials."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.support.articles.errors import ArticleNotFound, VersionNotFound
from services.registry.support.articles.model import Article, ArticleConsent, ArticleVersion, Topic, Trial

_NO_LETTERS = re.compile(r"[\W_]+")
_ANY_WORD = "cast(replace(cast(plainto_tsquery('russian', :q) as text), ' & ', ' | ') as tsquery)"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: what all share, and what one center has; drafts are for those who write."""

    center: UUID | None
    staff: bool


def articles_of(reader: Reader, topic: Topic | None = None, own: bool | None = None) -> Select[Article]:
    """What a reader sees, of which everything given is true."""
    mine = Article.center_id == reader.center
    shared = and_(Article.shared, Article.published)
    found = select(Article).where(or_(mine if reader.staff else and_(mine, Article.published), shared))
    if own is not None:
        found = found.where(mine if own else ~mine)
    return found if topic is None else found.where(Article.topic == topic)


def matching(found: Select[Article], question: str, limit: int) -> Select[Article]:
    """Those in which a word of the question stands, the best first."""
    plain = _NO_LETTERS.sub(" ", question).replace("ё", "е").replace("Ё", "Е")
    asked = text(f"words @@ {_ANY_WORD}").bindparams(q=plain)
    rank = text(f"ts_rank(words, {_ANY_WORD}) desc").bindparams(q=plain)
    return found.where(asked).order_by(rank, Article.id.desc()).limit(limit)


async def get_article(session: AsyncSession, reader: Reader, article: UUID) -> Article:
    """Raises ArticleNotFound."""
    found = await session.scalar(articles_of(reader).where(Article.id == article))
    if found is None:
        raise ArticleNotFound
    return found


async def versions_of(session: AsyncSession, article: Article) -> Sequence[ArticleVersion]:
    """Every version, newest first."""
    found = await session.scalars(_versions(article).order_by(ArticleVersion.version.desc()))
    return found.all()


async def get_version(session: AsyncSession, article: Article, version: int) -> ArticleVersion:
    """Raises VersionNotFound."""
    found = await session.scalar(_versions(article).where(ArticleVersion.version == version))
    if found is None:
        raise VersionNotFound
    return found


async def standing_consent(session: AsyncSession, article: Article) -> ArticleConsent | None:
    """The consent in force, if there is one."""
    return await session.scalar(
        select(ArticleConsent).where(
            ArticleConsent.center_id == article.center_id,
            ArticleConsent.article_id == article.id,
            ArticleConsent.withdrawn_at.is_(None),
        )
    )


async def trials_of(session: AsyncSession, article: Article, center: UUID | None) -> Sequence[Trial]:
    """What centers tell about trying it, and what this one wrote, newest first."""
    found = await session.scalars(
        select(Trial)
        .where(Trial.article_id == article.id, or_(Trial.told, Trial.center_id == center))
        .order_by(Trial.changed_at.desc())
        .limit(200)
    )
    return found.all()


async def tell_trials(session: AsyncSession, article: Article, *, told: bool) -> None:
    """The author center's own trial is told with the article."""
    trial = await session.get(Trial, {"center_id": article.center_id, "article_id": article.id})
    if trial is not None:
        trial.told = told


def _versions(article: Article) -> Select[ArticleVersion]:
    return select(ArticleVersion).where(
        ArticleVersion.center_id == article.center_id, ArticleVersion.article_id == article.id
    )
