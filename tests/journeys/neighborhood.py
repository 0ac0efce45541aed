"""One center's walk from asking its residents to telling them what came of it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from tests.journeys.running_city import Json, Person, RunningCity


@dataclass(frozen=True)
class Resident:
    """Somebody who lives here, as the journey knows them."""

    id: UUID
    mail: str
    person: Person


@dataclass
class Neighborhood:
    """A center with its manager; `mark` is in every name and text, so that nothing of it can hide."""

    city: RunningCity
    mark: str
    center: UUID
    manager: Person
    residents: list[Resident] = field(default_factory=list)

    @classmethod
    async def open(cls, city: RunningCity, host: str, mark: str) -> "Neighborhood":
        """A new center, with a manager who signs in by a code."""
        operator = city.as_(city.token("operator"))
        center = await operator.post(
            "/registry/v1/centers",
            {
                "slug": f"walk-{new_id().hex[-12:]}",
                "name": f"Центр {mark}",
                "host": host,
                "address": "Садовая, 1",
            },
        )
        mail = f"manager-{mark}@example.org"
        account = {
            "role": "manager", "family_name": "Ведущая", "given_name": "Анна", "contact": mail,
            "centers": [center["id"]],
        }  # fmt: skip
        await operator.post("/registry/v1/staff", account)
        signed_in = await sign_in(city, mail)
        return cls(city, mark, UUID(center["id"]), city.as_(signed_in["access_token"]))

    def path(self, service: str, rest: str) -> str:
        """A path of this center."""
        return f"/{service}/v1/centers/{self.center}/{rest}"

    async def enter_resident(
        self, name: str, house_id: str, flat: str, mail: str | None, phone: str | None
    ) -> UUID:
        """The manager enters somebody; without contacts a ground is needed."""
        body: Json = {
            "family_name": f"Канарейкина{self.mark}", "given_name": name, "house_id": house_id, "flat": flat,
            "mail": mail, "phone": phone, "birth_year": 1960, "channel": "visit",
            "ground": None if mail or phone else "Пришла сама, телефона нет",
        }  # fmt: skip
        entered = await self.manager.post(self.path("registry", "residents"), body)
        return UUID(entered["id"])

    async def settle(self) -> tuple[Resident, UUID]:
        """A house, a helper who uses the web, and somebody with neither phone nor mail; both are known everywhere."""
        house = await self.manager.post(
            self.path("registry", "houses"), {"address": f"Садовая, 12{self.mark}", "flats": 40}
        )
        mail = f"helper-{self.mark}@example.org"
        helper_id = await self.enter_resident("Пётр", house["id"], "7", mail, f"+7912{self.mark:0>7}")
        asking_id = await self.enter_resident("Мария", house["id"], "9", None, None)
        signed_in = await sign_in(self.city, mail)
        helper = Resident(helper_id, mail, self.city.as_(signed_in["access_token"]))
        return helper, asking_id

    async def ask(self) -> str:
        """The manager opens the help survey."""
        survey = await self.manager.post(self.path("surveys", "surveys"), {"questionnaire": "help"})
        await self.manager.post(self.path("surveys", f"surveys/{survey['id']}/open"))
        return str(survey["id"])

    async def until_known(self, survey: str, body: Json) -> None:
        """Enters a sheet for a resident; right after entering them it may take a moment until surveys know of them."""

        async def entered() -> bool:
            answer = await self.manager.post(
                self.path("surveys", f"surveys/{survey}/answers"), body, expect=(201, 422)
            )
            assert "survey_id" in answer, answer
            return True

        await eventually(entered)

    async def only(self, path: str, **wanted: Any) -> Json:
        """The one item of a list with these values, once it is there."""

        async def found() -> Json | None:
            items = (await self.manager.get(path))["items"]
            fitting = [one for one in items if all(one[key] == value for key, value in wanted.items())]
            assert len(fitting) <= 1, fitting
            return fitting[0] if fitting else None

        item = await eventually(found)
        assert item is not None
        return item

    async def plan_event(self, match_id: str) -> str:
        """An event at which the help is given."""
        starts_at = (now() - timedelta(minutes=30)).isoformat()
        event = await self.manager.post(
            self.path("events", "events"),
            {
                "kind": "help",
                "title": f"Чиним кран {self.mark}",
                "starts_at": starts_at,
                "match_id": match_id,
            },
        )
        return str(event["id"])


async def sign_in(city: RunningCity, contact: str) -> Json:
    """Asks for a code, reads it from the local mailbox, and signs in with it."""
    anyone = city.as_()
    asked = await anyone.post("/registry/v1/sign-in/codes", {"contact": contact})

    async def code() -> str | None:
        letters = (await anyone.get(f"/notifications/v1/dev/mail?address={contact}"))["items"]
        digits = "".join(one for one in letters[0]["text"] if one.isdigit()) if letters else ""
        return digits[:6] or None

    typed = await eventually(code)
    signed_in = await anyone.post(
        "/registry/v1/sign-in/tokens", {"request_id": asked["request_id"], "code": typed}
    )
    assert signed_in["access_token"], signed_in
    return signed_in
