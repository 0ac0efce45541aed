"""Lists, newest first or in an order of their own, by pages whose cursor is the id of the last thing seen."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sql
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, func, literal, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVar("Row")
Read = TypeVar("Read")


_COUNT = sql.select(func.count())
MOST_COUNTED = 10_000
"""Further nobody counts: a list of a hundred thousand stays as quick as one of ten."""


class PageQuery(BaseModel):
    """Which part of a list is wanted; use as `Annotated[PageQuery, Query()]`, also as a base for filters."""

    limit: int = Field(20, ge=1, le=100)
    cursor: UUID | None = Field(None, description="`next` of the page before")


class CountedQuery(PageQuery):
    """The same of a list that is counted for whoever asks."""

    total: bool = Field(False, description="whether to say how many there are on all pages")


class Page(BaseModel, Generic[Read]):
    """One page of a list."""

    items: list[Read]
    next: UUID | None
    total: int | None = Field(
        None,
        exclude_if=lambda total: total is None,
        description="how many there are on all pages, where `total=true` asks for it;"
        f" {MOST_COUNTED + 1} where there are more than {MOST_COUNTED}",
    )


async def page_of(
    session: AsyncSession,
    select: Select[Row],
    id_column: InstrumentedAttribute[UUID],
    query: PageQuery,
    read: Callable[[Row], Read],
) -> Page[Read]:
    """The page of `select` that `query` asks for, newest (highest UUIDv7) first."""
    total = await _counted(session, select, id_column, query)
    if query.cursor is not None:
        select = select.where(id_column < query.cursor)
    return await _page(session, select.order_by(id_column.desc()), id_column, query, read, total)


async def page_in_order(
    session: AsyncSession,
    select: Select[Row],
    id_column: InstrumentedAttribute[UUID],
    order: Sequence[ColumnElement[Any]],  # Any: columns of any types
    query: PageQuery,
    read: Callable[[Row], Read],
) -> Page[Read]:
    """As `page_of`, by `order`, the lowest first; nothing follows what is not in the list any more."""
    total = await _counted(session, select, id_column, query)
    places = tuple_(*order, id_column)
    if query.cursor is not None:
        last = await session.execute(
            select.with_only_columns(*order, id_column).where(id_column == query.cursor)
        )
        seen = last.one_or_none()
        if seen is None:
            return Page(items=[], next=None, total=total)
        select = select.where(places > tuple_(*(literal(value) for value in seen)))
    return await _page(session, select.order_by(*order, id_column), id_column, query, read, total)


async def _counted(
    session: AsyncSession, select: Select[Row], id_column: InstrumentedAttribute[UUID], query: PageQuery
) -> int | None:
    if not (isinstance(query, CountedQuery) and query.total):
        return None
    few = select.with_only_columns(id_column, maintain_column_froms=True).limit(MOST_COUNTED + 1)
    return await session.scalar(_COUNT.select_from(few.subquery()))


async def _page(
    session: AsyncSession,
    select: Select[Row],
    id_column: InstrumentedAttribute[UUID],
    query: PageQuery,
    read: Callable[[Row], Read],
    total: int | None,
) -> Page[Read]:
    found = list((await session.scalars(select.limit(query.limit + 1))).all())
    shown = found[: query.limit]
    last: Any = (
        getattr(shown[-1], id_column.key) if len(found) > query.limit else None
    )  # Any: a mapped attribute
    return Page(items=[read(row) for row in shown], next=last, total=total)
