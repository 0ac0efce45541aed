"""A city to try: facts are applied to its real database as the bus would, at moments of the test's choice."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.city.digest import digest
from services.city.indicators.model import BY_CODE
from services.city.indicators.schemas import CenterRowRead, IndicatorRead
from services.city.indicators.service import read_indicators
from services.city.periods.model import Period
from services.city.projections.subscribers import reactions
from services.city.publications.use_cases.publish_series import publish_closed_at, publish_open_at
from services.city.rebuild import EMPTIED
from shared.contracts.fact import Fact
from shared.contracts.registry import CenterOpenedV1, ResidentJoinedV1
from shared.contracts.talents import NeedMetV1, NeedStatedV1
from shared.kit.database import Database
from shared.kit.ids import new_id
from shared.kit.reactions import Told, by_type

SPRING = datetime(2023, 5, 10, 12, tzinfo=UTC)
"""A moment of the past that the service's own clock does not look back to."""


@dataclass
class City:
    """The city service's database, without its bus and its clock."""

    database: Database
    moment: datetime = SPRING
    told: list[Told[Fact]] = field(default_factory=list)

    def later(self, **by: float) -> datetime:
        """Lets time pass."""
        self.moment += timedelta(**by)
        return self.moment

    async def hear(self, center: UUID, *facts: Fact) -> None:
        """Each fact happened a little after the one before, and is applied."""
        told = [Told(fact, new_id(), center, self.later(seconds=1)) for fact in facts]
        self.told += told
        await self.apply(told)

    async def apply(self, told: Iterable[Told[Fact]]) -> None:
        """Applies facts as they come, in runs of one type."""
        async with self.database.transaction(None) as session:
            for of_type, same in groupby(told, key=lambda one: one.fact.type):
                run = list(same)
                for reaction in by_type([reactions])[of_type]:
                    await reaction.run(session, run)

    async def opened(self, host: str = "library") -> UUID:
        """A new center."""
        center = new_id()
        await self.hear(center, CenterOpenedV1.model_validate({"center_id": center, "host": host}))
        return center

    async def joined(self, center: UUID, number: int) -> list[UUID]:
        """New adult residents, each in a house of their own."""
        people = [new_id() for _ in range(number)]
        await self.hear(
            center,
            *(
                ResidentJoinedV1(
                    resident_id=one, house_id=new_id(), premises_id=None, adult=True, channel="paper"
                )
                for one in people
            ),
        )
        return people

    async def asked(self, center: UUID, people: Iterable[UUID], met: int = 0) -> list[UUID]:
        """Each asks for help; the first `met` are helped."""
        stated = [
            NeedStatedV1(need_id=new_id(), resident_id=one, skill="pets", channel="web") for one in people
        ]
        await self.hear(center, *stated)
        await self.hear(
            center,
            *(
                NeedMetV1(need_id=need.need_id, resident_id=need.resident_id, match_id=new_id())
                for need in stated[:met]
            ),
        )
        return [need.need_id for need in stated]

    async def publish(self) -> None:
        """What the clock does, at the city's moment."""
        await publish_open_at(self.database, self.later(seconds=1))

    async def publish_closed(self) -> None:
        """What the clock does for periods that are over."""
        await publish_closed_at(self.database, self.later(seconds=1))

    async def indicator(self, code: str, period: str | None = None) -> IndicatorRead:
        """As it is answered."""
        asked = Period.parse(period) if period else Period.around(self.moment)[0]
        async with self.database.session(None) as session:
            found = await read_indicators(session, asked, self.moment)
        return found.indicators[list(BY_CODE).index(code)]

    async def row(self, code: str, center: UUID, period: str | None = None) -> CenterRowRead:
        """One center's row."""
        found = await self.indicator(code, period)
        return next(row for row in found.centers if row.center_id == center)

    async def digest(self) -> str:
        async with self.database.session(None) as session:
            return await digest(session)

    async def rows(self, statement: str) -> Sequence[Any]:  # Any: whatever is asked for
        async with self.database.session(None) as session:
            return (await session.execute(text(statement))).all()

    async def forget_everything(self) -> None:
        """Empties every table of the service."""
        async with self.database.transaction(None) as session:
            for table in (*EMPTIED, "held", "publications", "looks"):
                await session.execute(text(f"delete from {table}"))


@pytest.fixture
async def city(database_of: Callable[[str], Awaitable[str]]) -> AsyncIterator[City]:
    """An empty city."""
    made = City(Database(await database_of("city"), pool=2))
    await made.forget_everything()
    yield made
    await made.forget_everything()
    await made.database.close()
