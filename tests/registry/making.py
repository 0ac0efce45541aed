"""What the registry's tests make: bodies of requests, centers, people, and a look behind the service."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import Api
from shared.testing.tokens import Tokens

Json = dict[str, Any]  # Any: JSON
DatabaseOf = Callable[[str], Awaitable[str]]


def make_center(**overrides: object) -> Json:
    slug = f"center-{uuid4().hex[:12]}"
    return {
        "slug": slug,
        "name": "Соседи у библиотеки",
        "host": "library",
        "address": "Садовая, 5",
        **overrides,
    }


def make_house(**overrides: object) -> Json:
    return {"address": "Садовая, 7", "kind": "apartment", "flats": 40, **overrides}


def make_resident(**overrides: object) -> Json:
    return {"family_name": "Петрова", "given_name": "Анна", "mail": a_mail(), **overrides}


def a_mail() -> str:
    return f"anna.{uuid4().hex[:16]}@example.org"


def a_phone() -> str:
    """A telephone of a range that is given out as a whole: +7 930 0… is no number at all."""
    return f"+791{uuid4().int % 10**8:08}"


@dataclass(frozen=True)
class Center:
    """A center that was opened for one test, and its manager."""

    id: UUID
    api: Api
    tokens: Tokens
    manager_id: UUID = field(default_factory=new_id)

    @property
    def path(self) -> str:
        return f"/centers/{self.id}"

    @property
    def manager(self) -> Api:
        return self.api.as_(self.tokens.manager(self.id, subject=self.manager_id))

    def resident(self, resident_id: UUID | str) -> Api:
        return self.api.as_(self.tokens.resident(self.id, UUID(str(resident_id))))

    async def enter(self, **overrides: object) -> Json:
        """A resident, entered by the manager."""
        answer = await self.manager.post(f"{self.path}/residents", json=make_resident(**overrides))
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        return made

    async def house(self, **overrides: object) -> Json:
        """A house, entered by the manager."""
        answer = await self.manager.post(f"{self.path}/houses", json=make_house(**overrides))
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        return made


def if_match(thing: Mapping[str, Any]) -> dict[str, str]:
    """The header that says which version was seen."""
    return {"if-match": f'"{thing["version"]}"'}


async def rows(dsn: str, query: str, *values: object, center: UUID | None = None) -> list[Json]:
    """What the service's own role reads, in the tenant context of `center`."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            await connection.execute("select set_config('app.center', $1, true)", str(center or ""))
            return [dict(row) for row in await connection.fetch(query, *values)]
    finally:
        await connection.close()


async def connected(api: Api) -> None:
    """Waits until the service can ask others over the bus."""
    await eventually(lambda: api.app.state.bus.state()["connected"])
