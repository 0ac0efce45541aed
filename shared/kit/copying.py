"""What a service answers to «что вы обо мне знаете»: its sections, in pages that the bus can carry."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.requests import CopyPage, CopySection, Request
from shared.kit.clock import CITY_TIME
from shared.kit.database import Database
from shared.kit.personal import Personal, Section
from shared.kit.replies import Replies
from shared.kit.words import ACTION, GROUND, ROLE

PAGE_BYTES = 300_000
"""The bus carries a megabyte; JSON of Russian letters and escapes stays far below it."""

_SEEN = Section(
    "Кто смотрел и менял",
    """
    select a.at as "Когда", a.actor_role as "Кто", a.action as "Что сделано",
      case when a.ground like 'words:%' then coalesce(w.ground, 'слова стёрты') else a.ground end as "Основание"
    from audit a left join audit_words w on w.center_id = a.center_id and w.line = a.id
    where a.center_id = :center and a.actor_id is distinct from cast(:resident as uuid)
      and (a.about_id = cast(:resident as uuid)
        or (a.about_id is null and position(cast(cast(:resident as uuid) as text) in a.evidence) > 0))
    order by a.id
    """,
    {"Кто": ROLE, "Что сделано": ACTION, "Основание": GROUND},
)

Row = Sequence[str]


def copies(request: type[Request[CopyPage]], personal: Personal) -> Replies:
    """The reply to `request` from what `personal` declares."""
    replies = Replies()

    async def tell_copy(database: Database, ask: Request[CopyPage]) -> CopyPage:
        center, resident, after = _asked(ask)
        async with database.transaction(center) as session:
            sections = await sections_of(session, personal, center, resident)
        return page_from(sections, after)

    replies.to(request)(tell_copy)
    return replies


async def sections_of(
    session: AsyncSession, personal: Personal, center: UUID, resident: UUID
) -> list[CopySection]:
    """Everything that the declared sections find, and who has looked at it; empty sections are left out."""
    found = []
    for section in (*personal.sections, _SEEN):
        result = await session.execute(text(section.rows), {"resident": resident, "center": center})
        columns = list(result.keys())
        rows = [
            [_said(section, column, value) for column, value in zip(columns, row, strict=True)]
            for row in result
        ]
        if rows:
            found.append(CopySection(title=section.title, columns=columns, rows=rows))
    return found


def page_from(sections: Sequence[CopySection], after: int) -> CopyPage:
    """The page that begins with row `after`, counted over all sections."""
    page: list[CopySection] = []
    size = 0
    for place, section, row in _rows(sections):
        if place < after:
            continue
        weight = sum(len(cell.encode()) for cell in row) + 8 * len(row)
        if size and size + weight > PAGE_BYTES:
            return CopyPage(sections=page, next=place)
        size += weight
        if not page or page[-1].title != section.title:
            page.append(CopySection(title=section.title, columns=section.columns, rows=[]))
        page[-1].rows.append(list(row))
    return CopyPage(sections=page)


def _rows(sections: Sequence[CopySection]) -> Iterator[tuple[int, CopySection, Row]]:
    place = 0
    for section in sections:
        for row in section.rows:
            yield place, section, row
            place += 1


def _asked(ask: Request[CopyPage]) -> tuple[UUID, UUID, int]:
    asked: Mapping[str, object] = dict(ask)
    center, resident, after = asked["center_id"], asked["resident_id"], asked["after"]
    assert isinstance(center, UUID)
    assert isinstance(resident, UUID)
    assert isinstance(after, int)
    return center, resident, after


def _said(section: Section, column: str, value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case datetime():
            return f"{value.astimezone(CITY_TIME):%d.%m.%Y, %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
        case time():
            return f"{value:%H:%M}"
        case list():
            return ", ".join(_said(section, column, one) for one in value)
        case dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return section.words.get(column, {}).get(str(value), str(value))
