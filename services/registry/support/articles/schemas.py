"""Articles, their versions and trials as they are sent and answered."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.registry.people.names.schemas import Line
from services.registry.rights.texts.schemas import Body, Text, has_come
from services.registry.support.articles.model import Outcome, Topic
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

PastDay = Annotated[date, AfterValidator(has_come)]
Source = Annotated[Line, Field(max_length=300)]


class ArticleCreate(StrictModel):
    """An article to be written; it is a draft until it is published."""

    topic: Topic
    title: Line
    body: Body = Field(description="Markdown; HTML in it stays text, pictures are left out")
    sources: list[Source] = Field(
        default_factory=list, max_length=20, description="laws by article, official names, people"
    )
    true_on: PastDay = Field(description="the day on which somebody checked it")
    center_id: UUID | None = Field(None, description="whose it is, where the caller has several centers")


class ArticleUpdate(StrictModel):
    """What is to be changed; what is left out stays."""

    topic: Topic | None = None
    title: Line | None = None
    body: Body | None = None
    sources: list[Source] | None = Field(None, max_length=20)
    true_on: PastDay | None = None


class ArticleLine(BaseModel):
    """An article in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    topic: Topic
    title: str
    true_on: date
    published: bool
    shared: bool
    own: bool
    """Whether the caller's center wrote it."""
    starting: bool
    """Whether it came with the knowledge base and belongs to no center."""
    changed_at: datetime
    version: int


class ArticleRead(ArticleLine):
    """An article; `html` is clean and may be shown as it is."""

    body: str
    html: str
    sources: list[str]


class ArticleQuery(PageQuery):
    """Which articles are wanted. With `q` the best come first and there is one page."""

    q: str | None = Field(None, max_length=200)
    topic: Topic | None = None
    own: bool | None = Field(None, description="true: only those that the center wrote; false: only others'")
    center: UUID | None = Field(None, description="for which center, where the caller has several")


class VersionLine(BaseModel):
    """That somebody saved the article."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    title: str
    true_on: date
    saved_at: datetime
    saved_by: UUID | None


class VersionRead(VersionLine):
    """The article as it stood then."""

    topic: Topic
    body: str
    html: str
    sources: list[str]


class Versions(BaseModel):
    """Every version, newest first."""

    items: list[VersionLine]


class TrialWrite(StrictModel):
    """What came of it."""

    outcome: Outcome
    result: Text = Field(min_length=1)
    tried_on: PastDay
    center_id: UUID | None = None


class TrialRead(BaseModel):
    """What came of it in one center."""

    model_config = ConfigDict(from_attributes=True)

    center_id: UUID
    center: str | None
    own: bool
    outcome: Outcome
    result: str
    tried_on: date
    version: int


class Trials(BaseModel):
    """Every center that tried it and tells, newest first."""

    items: list[TrialRead]
