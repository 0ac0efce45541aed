"""What the pages of articles read."""

import asyncio
from itertools import groupby
from typing import Any
from uuid import UUID

from services.portal.articles.labels import TOPIC
from services.portal.articles.model import Article, ArticleLine, Told, Trials
from services.portal.filling.forms import Form
from services.portal.visits.api import Listed, Query, every
from services.portal.visits.visit import Visit
from services.portal.wording.language import phrase

Json = dict[str, Any]  # Any: JSON

PATH = "/articles"
TITLE_MISSING = phrase("Напишите заголовок")
BODY_MISSING = phrase("Напишите текст")
TOPIC_MISSING = phrase("Выберите тему")
DAY_MISSING = phrase("Укажите, на какой день это верно")
_MANY = 300


def one(visit: Visit, article: UUID, then: str = "") -> str:
    """The address of one article for the center in sight."""
    center = visit.session.center if visit.session else None
    return f"{PATH}/{article}{then}" + (f"?center={center}" if center else "")


async def articles_of(visit: Visit, q: str, topic: str) -> list[ArticleLine]:
    """The articles of a topic, or the best answers to a question."""
    query: Query = {
        "q": q or None,
        "topic": topic or None,
        "center": visit.session.center if visit.session else None,
    }
    if q:
        found = await visit.api.get(Listed[ArticleLine], "registry", PATH, {**query, "limit": 30})
        return found.items
    return await every(ArticleLine, visit.api, "registry", PATH, query, most=_MANY)


def by_topic(articles: list[ArticleLine]) -> list[tuple[str, list[ArticleLine]]]:
    """The articles under their topics, in the order of the topics."""
    order = {topic: place for place, topic in enumerate(TOPIC)}
    ordered = sorted(articles, key=lambda one: (order.get(one.topic, 99), one.title))
    return [(topic, list(found)) for topic, found in groupby(ordered, key=lambda one: one.topic)]


async def told_of(visit: Visit, article: UUID) -> Told:
    """One article with what came of it."""
    (found, version), trials = await asyncio.gather(
        visit.api.get_versioned(Article, "registry", one(visit, article)),
        visit.api.get(Trials, "registry", one(visit, article, "/trials")),
    )
    return Told(found, version, trials.items)


def typed_of(article: Article) -> Json:
    """The form of a known article."""
    return {
        **article.model_dump(include={"topic", "title", "body", "true_on"}),
        "sources": "\n".join(article.sources),
    }


def body_of(form: Form) -> Json:
    """The article that was typed."""
    form.need("true_on", DAY_MISSING)
    return {
        "topic": form.one_of("topic", TOPIC, TOPIC_MISSING),
        "title": form.need("title", TITLE_MISSING),
        "body": form.need("body", BODY_MISSING),
        "sources": [line for line in map(str.strip, form.value("sources").splitlines()) if line],
        "true_on": form.day("true_on"),
    }
