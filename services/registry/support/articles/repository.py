"""How articles are found: by id, by topic, by words; and their versions, consents and trials."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, and_, cast, func, literal_column, or_, select, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.support.articles.errors import ArticleNotFound, VersionNotFound
from services.registry.support.articles.model import Article, ArticleConsent, ArticleVersion, Topic, Trial
from services.registry.support.readers.model import Reader
from services.registry.support.wordings.model import one_slip
from services.registry.support.wordings.repository import NOISE, meant_by, read

_WORDS = literal_column("articles.words", TSVECTOR)
_STRANGE = text("""
select w.word from unnest(cast(:words as text[])) as w (word)
where not exists (select 1 from articles a where a.words @@ cast(quote_literal(w.word) as tsquery))
""")
_KNOWN = text("select distinct u.lexeme from articles a cross join unnest(a.words) as u")
"""Of what the reader's center sees; so much is gone through only where a word is in no article."""


def articles_of(reader: Reader, topic: Topic | None = None, own: bool | None = None) -> Select[Article]:
    """What a reader sees, of which everything given is true."""
    mine = Article.center_id == reader.center
    shared = and_(Article.shared, Article.published)
    found = select(Article).where(or_(mine if reader.staff else and_(mine, Article.published), shared))
    if own is not None:
        found = found.where(mine if own else ~mine)
    return found if topic is None else found.where(Article.topic == topic)


async def matching(
    session: AsyncSession, found: Select[Article], question: str, limit: int
) -> Sequence[Article]:
    """Those in which a word of the question stands, or one like it, or what is meant by it; the best first."""
    typed = await read(session, question)
    words = [word for word, _ in typed]
    strange = set(await session.scalars(_STRANGE, {"words": words}))
    known = (await session.scalars(_KNOWN)).all() if strange else []
    like = [one for one in known for word, raw in typed if word in strange and one_slip(one, word, raw)]
    meant = [word for synonym in await meant_by(session, [*words, *like]) for word in synonym.words]
    said, means = cast(_any_of(*words, *like), TSQUERY), cast(_any_of(*meant), TSQUERY)
    rank = func.ts_rank(_WORDS, said) * 2 + func.ts_rank(_WORDS, means)
    asked = or_(_WORDS.op("@@")(said), _WORDS.op("@@")(means))
    wanted = found.add_columns(rank.label("rank")).where(asked)
    rows = (await session.execute(wanted.order_by(rank.desc(), Article.id.desc()).limit(limit))).all()
    return [row[0] for row in rows if row.rank * NOISE >= rows[0].rank]


def _any_of(*words: str) -> str:
    """Stems are letters and digits alone, so nothing in them can be an operator."""
    return " | ".join(f"'{word}'" for word in dict.fromkeys(words))


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
