"""Lists, newest first or in an order of their own, by pages whose cursor is the id of the last thing seen."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, literal, tuple_
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
    return await _page(session, select.order_by(id_column.desc()), id_column, query, read)


async def page_in_order(
    session: AsyncSession,
    select: Select[Row],
    id_column: InstrumentedAttribute[UUID],
    order: Sequence[ColumnElement[Any]],  # Any: columns of any types
    query: PageQuery,
    read: Callable[[Row], Read],
) -> Page[Read]:
    """As `page_of`, by `order`, the lowest first; nothing follows what is not in the list any more."""
    places = tuple_(*order, id_column)
    if query.cursor is not None:
        last = await session.execute(
            select.with_only_columns(*order, id_column).where(id_column == query.cursor)
        )
        seen = last.one_or_none()
        if seen is None:
            return Page(items=[], next=None)
        select = select.where(places > tuple_(*(literal(value) for value in seen)))
    return await _page(session, select.order_by(*order, id_column), id_column, query, read)


async def _page(
    session: AsyncSession,
    select: Select[Row],
    id_column: InstrumentedAttribute[UUID],
    query: PageQuery,
    read: Callable[[Row], Read],
) -> Page[Read]:
    found = list((await session.scalars(select.limit(query.limit + 1))).all())
    shown = found[: query.limit]
    last: Any = (
        getattr(shown[-1], id_column.key) if len(found) > query.limit else None
    )  # Any: a mapped attribute
    return Page(items=[read(row) for row in shown], next=last)
