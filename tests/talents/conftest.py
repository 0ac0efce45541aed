"""A neighborhood to try the bank of talents in: people, what they offer and need, and what was said about it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest

from shared.contracts.registry import ResidentJoinedV1
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import Api, Running, Tell
from shared.testing.tokens import Tokens

Json = dict[str, Any]  # Any: JSON


@dataclass
class Neighborhood:
    """One center, seen by its manager and its residents."""

    api: Api
    center: UUID
    tokens: Tokens
    dsn: str
    tell: Tell

    @property
    def manager(self) -> Api:
        return self.api.as_(self.tokens.manager(self.center))

    def resident(self, resident_id: str | UUID) -> Api:
        return self.api.as_(self.tokens.resident(self.center, UUID(str(resident_id))))

    def path(self, tail: str) -> str:
        return f"/centers/{self.center}/{tail}"

    async def offer(self, resident_id: UUID | None = None, **said: object) -> Json:
        return await self._say("offers", resident_id or new_id(), said)

    async def need(self, resident_id: UUID | None = None, **said: object) -> Json:
        return await self._say("needs", resident_id or new_id(), said)

    async def candidates(self, need: Json) -> list[Json]:
        """The matches of a need as the manager sees them."""
        answer = await self.manager.get(self.path(f"needs/{need['id']}/matches"))
        assert answer.status_code == 200, answer.text
        items: list[Json] = answer.json()["items"]
        return items

    async def match(self) -> Json:
        """A match just found between two new neighbors."""
        await self.offer()
        (match,) = await self.candidates(await self.need())
        return match

    async def do(self, match: Json, verb: str, side: str | None = None, expected: int = 200) -> Json:
        """`verb` by the resident of `side`, or by the manager where no side is named."""
        by = self.manager if side is None else self.resident(match[side]["resident_id"])
        answer = await by.post(self.path(f"matches/{match['id']}/{verb}"))
        assert answer.status_code == expected, answer.text
        found: Json = answer.json()
        return found

    async def agreed(self) -> Json:
        """A match that both sides have accepted."""
        match = await self.match()
        await self.do(match, "accept", "asking")
        return await self.do(match, "accept", "helping")

    async def facts(self, *kinds: str) -> list[tuple[str, Json]]:
        """What was said in this center, in order: (`match.agreed`, body); only `kinds` where any are named."""
        connection = await asyncpg.connect(self.dsn)
        try:
            rows = await connection.fetch(
                "select type, data from outbox where center_id = $1 order by id", self.center
            )
        finally:
            await connection.close()
        said = [
            (row["type"].removeprefix("talents.").removesuffix(".v1"), orjson.loads(row["data"]))
            for row in rows
        ]
        return [one for one in said if not kinds or one[0] in kinds]

    async def sql(self, statement: str, *values: object) -> list[asyncpg.Record]:
        """What the service's own role sees of this center."""
        connection = await asyncpg.connect(self.dsn)
        try:
            async with connection.transaction():
                await connection.execute("select set_config('app.center', $1, true)", str(self.center))
                return list(await connection.fetch(statement, *values))
        finally:
            await connection.close()

    async def lives(self, resident_id: UUID, house_id: UUID) -> None:
        """The registry tells where somebody lives, and the bank has heard it."""
        fact = ResidentJoinedV1(
            resident_id=resident_id, house_id=house_id, premises_id=None, adult=True, channel="web"
        )
        await self.tell(fact, self.center)

        async def heard() -> bool:
            return bool(
                await self.sql(
                    "select 1 from residents where id = $1 and house_id = $2", resident_id, house_id
                )
            )

        await eventually(heard)

    async def _say(self, what: str, resident_id: UUID, said: dict[str, object]) -> Json:
        answer = await self.resident(resident_id).post(self.path(what), json={"skill": "plumbing", **said})
        assert answer.status_code == 201, answer.text
        found: Json = answer.json()
        return found


@pytest.fixture
async def neighborhood(
    running: Running,
    center: UUID,
    tokens: Tokens,
    database_of: Callable[[str], Awaitable[str]],
    told: Tell,
) -> AsyncIterator[Neighborhood]:
    async with running("talents") as api:
        yield Neighborhood(api, center, tokens, await database_of("talents"), told)
