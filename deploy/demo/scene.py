"""One center of the demo city while it is being loaded: who is who there, and in whose name things are said."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from deploy.demo.api import Api, As, Json
from deploy.demo.people import Person


@dataclass(frozen=True, slots=True)
class Scene:
    """`ids` are the residents' by their keys; `today` is the day of the first loading."""

    api: Api
    slug: str
    center: UUID
    manager: As
    today: date
    ids: dict[str, UUID] = field(default_factory=dict)

    def resident(self, person: Person) -> As:
        return As("resident", self.ids[person.key], (self.center,))

    def speaks(self, person: Person, body: Json, *, on_paper: bool = False) -> tuple[As, Json]:
        """Whoever uses the site speaks for themselves; for the others the manager writes down what was said."""
        if person.has_web:
            return self.resident(person), body
        channel = "paper" if on_paper else "phone" if person.phone else "visit"
        return self.manager, {**body, "resident_id": str(self.ids[person.key]), "channel": channel}

    async def post(
        self, service: str, path: str, who: As, key: str, body: Json | None = None, etag: str | None = None
    ) -> Json:
        named = f"{self.slug} {key}"
        return await self.api.post(service, f"/centers/{self.center}{path}", who, named, body, etag)

    async def get(self, service: str, path: str) -> Json:
        found: Json = (await self.api.get(service, f"/centers/{self.center}{path}", self.manager)).json()
        return found

    async def write(self, service: str, path: str, body: Json) -> None:
        """A thing under a name of its own: writing it twice is writing it once."""
        await self.api.put(service, f"/centers/{self.center}{path}", self.manager, "*", body)
