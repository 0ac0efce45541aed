"""Lists: newest first, by pages whose cursor is the id of the last thing seen."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVar("Row")
Read = TypeVar("Read")


class PageQuery(BaseModel):
    """Which part of a list is wanted; use as `Annotated[PageQuery, Query()]`, also as a base for filters."""

    limit: int = Field(20, ge=1, le=100)
    cursor: UUID | None = Field(None, description="`next` of the page before")


class Page(BaseModel, Generic[Read]):
    """One page of a list."""

    items: list[Read]
    next: UUID | None


async def page_of(
    session: AsyncSession,
    select: Select[Row],
    id_column: InstrumentedAttribute[UUID],
    query: PageQuery,
    read: Callable[[Row], Read],
) -> Page[Read]:
    """The page of `select` that `query` asks for, newest (highest UUIDv7) first."""
    if query.cursor is not None:
        select = select.where(id_column < query.cursor)
    found = list((await session.scalars(select.order_by(id_column.desc()).limit(query.limit + 1))).all())
    shown = found[: query.limit]
    last: Any = (
        getattr(shown[-1], id_column.key) if len(found) > query.limit else None
    )  # Any: a mapped attribute
    return Page(items=[read(row) for row in shown], next=last)
