"""How long each kind of data is kept: a table with its legal basis, and the sweep that keeps it.

A term is one statement with `:before`, the moment before which a thing is too old. It runs center by center, in that
center's context, so a service says where its centers are listed: `swept_centers`, kept by two facts, where it has no
such list of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.registry import CenterOpenedV1, ResidentJoinedV1
from shared.kit.clock import now
from shared.kit.database import Database
from shared.kit.reactions import Reactions, Told
from shared.kit.schema import Operations
from shared.kit.tasks import Task

_log = structlog.get_logger()

YEAR = timedelta(days=365)
_SWEPT = "select id from swept_centers"


@dataclass(frozen=True, slots=True)
class Term:
    """How long one kind of data is kept, since when, and what becomes of it then."""

    kind: str
    what: str
    since: str
    keeps: timedelta
    then: str
    basis: str
    statements: tuple[str, ...] = ()
    """None where another task of the service already does it."""
    of_center: bool = True

    @property
    def said(self) -> str:
        """The length as people say it."""
        days = self.keeps.days
        if days and days % 365 == 0:
            years = days // 365
            return f"{years} {'год' if years == 1 else 'года' if years < 5 else 'лет'}"
        if days:
            return f"{days} {'день' if days % 10 == 1 and days != 11 else 'дня' if 1 < days % 10 < 5 else 'дней'}"
        return f"{int(self.keeps.total_seconds() // 60)} минут"


KIT_TERMS: tuple[Term, ...] = (
    Term("kept_answers", "ответы, сохранённые на случай повтора запроса", "ответа", timedelta(days=2), "удаляются",
         "статья 5, часть 7 № 152-ФЗ: не дольше, чем нужно для цели"),
    Term("audit_words", "слова в журнале: почему и по какой бумаге сделали за человека", "записи", 3 * YEAR,
         "удаляются, строка журнала остаётся без слов", "статья 196 ГК РФ: срок исковой давности",
         ("delete from audit_words where at < :before",)),
    Term("audit", "журнал: кто что смотрел и менял (номера и коды)", "записи", timedelta(days=365 * 5), "хранится",
         "статьи 18.1 и 22.1 № 152-ФЗ: доказательство законной обработки"),
)  # fmt: skip
"""The same in every service."""


def sweep(terms: Sequence[Term], centers: str = _SWEPT) -> Task:
    """The service's nightly sweep; it looks every six hours and finds nothing to do most of the time."""

    async def run(database: Database) -> None:
        await sweep_once(database, terms, centers)

    return Task("sweep_by_terms", timedelta(hours=6), run)


async def sweep_once(database: Database, terms: Sequence[Term], centers: str = _SWEPT) -> Mapping[str, int]:
    """Applies every term now, the kit's too; says how many rows each has touched."""
    terms = (*terms, *KIT_TERMS)
    async with database.transaction(None) as session:
        known: list[UUID] = list(await session.scalars(text(centers)))
    done = {term.kind: 0 for term in terms}
    for center in (None, *known):
        for term in terms:
            if term.of_center is (center is not None) and term.statements:
                async with database.transaction(center) as session:
                    done[term.kind] += await _apply(session, term)
    for kind, rows in done.items():
        if rows:
            _log.info("retention.swept", kind=kind, rows=rows)
    return done


async def _apply(session: AsyncSession, term: Term) -> int:
    before, rows = now() - term.keeps, 0
    for statement in term.statements:
        done = await session.execute(text(f"with swept as ({statement} returning 1) select count(*) from swept"),
                                     {"before": before})  # fmt: skip
        rows += done.scalar_one()
    return rows


def create_centers(op: Operations) -> None:
    """Creates the list of centers, with those whose residents the service knows already."""
    op.execute("create table swept_centers (id uuid primary key)")
    op.execute("alter table residents no force row level security")
    op.execute("insert into swept_centers select distinct center_id from residents")
    op.execute("alter table residents force row level security")


known_centers = Reactions()


@known_centers.on(CenterOpenedV1)
async def know_center(session: AsyncSession, told: Sequence[Told[CenterOpenedV1]]) -> None:
    """So that the sweep knows where to look."""
    await _know(session, told[0].center)


@known_centers.on(ResidentJoinedV1)
async def know_center_of_resident(session: AsyncSession, told: Sequence[Told[ResidentJoinedV1]]) -> None:
    """The same, where the center was opened before this service began to listen."""
    await _know(session, told[0].center)


async def swept_centers(session: AsyncSession) -> Sequence[UUID]:
    """The centers that a service knows by these facts."""
    return (await session.scalars(text(_SWEPT))).all()


async def _know(session: AsyncSession, center: UUID) -> None:
    await session.execute(
        text("insert into swept_centers (id) values (:id) on conflict do nothing"), {"id": center}
    )
