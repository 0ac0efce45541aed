"""Articles of the knowledge base as the pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from markupsafe import Markup

from services.portal.visits.api import Read


class ArticleLine(Read):
    """An article in a list."""

    id: UUID
    topic: str = ""
    title: str = ""
    true_on: date
    published: bool = False
    shared: bool = False
    own: bool = False
    starting: bool = False
    changed_at: datetime
    version: int = 1


class Article(ArticleLine):
    """An article."""

    body: str = ""
    html: str = ""
    sources: list[str] = []

    @property
    def shown(self) -> Markup:
        """Its text as HTML, which the registry has built and cleaned."""
        return Markup(self.html)  # noqa: S704 cleaned by the registry, see its `html`


class Trial(Read):
    """What came of it in one center."""

    center: str | None = None
    own: bool = False
    outcome: str = "worked"
    result: str = ""
    tried_on: date


class Trials(Read):
    """What came of it everywhere."""

    items: list[Trial] = []


class Version(Read):
    """That somebody saved it."""

    version: int
    title: str = ""
    true_on: date
    saved_at: datetime
    html: str = ""

    @property
    def shown(self) -> Markup:
        """As `Article.shown`."""
        return Markup(self.html)  # noqa: S704 cleaned by the registry, see its `html`


class Versions(Read):
    """Every version, newest first."""

    items: list[Version] = []


@dataclass(frozen=True)
class Told:
    """An article with what came of it."""

    article: Article
    version: str | None
    trials: list[Trial]

    @property
    def own_trial(self) -> Trial | None:
        """What the visitor's center has told."""
        return next((one for one in self.trials if one.own), None)
