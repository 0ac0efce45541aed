"""What an operator sees: how every part of the city is, and who works in it."""

from dataclasses import dataclass
from uuid import UUID

from services.portal.health import parts_of
from services.portal.sign_in.view import CenterNamed
from services.portal.visits.api import Read, every
from services.portal.visits.visit import Visit

ROLES = ("manager", "partner", "company", "city", "operator")
OF_CENTERS = ("manager", "partner", "company")
INTERESTS = ("none", "management_company", "city", "business", "other")


class Account(Read):
    """Somebody who works."""

    id: UUID
    role: str
    name: str
    family_name: str
    given_name: str
    patronymic: str | None = None
    contact: str
    centers: list[UUID] = []
    interest: str = "none"
    active: bool = True
    version: int


@dataclass(frozen=True)
class Operating:
    """The whole page."""

    parts: list[tuple[str, bool]]
    accounts: list[Account]
    closed: list[Account]
    centers: dict[UUID, str]

    @property
    def is_good(self) -> bool:
        """Whether every part answers."""
        return all(ready for _, ready in self.parts)

    def where(self, account: Account) -> str:
        """The centers of an account by name."""
        return ", ".join(self.centers.get(one, "") for one in account.centers)


async def operating_of(visit: Visit) -> Operating:
    """Health and accounts; no resident stands here."""
    parts = await parts_of(visit.portal)
    accounts = await visit.or_else(every(Account, visit.api, "registry", "/staff"), [])
    centers = {one.id: one.name for one in await visit.or_else(centers_of(visit), [])}
    return Operating(
        parts=[(name, bool(part["ready"])) for name, part in parts.items()],
        accounts=sorted((one for one in accounts if one.active), key=lambda one: one.name),
        closed=sorted((one for one in accounts if not one.active), key=lambda one: one.name),
        centers=centers,
    )


async def centers_of(visit: Visit) -> list[CenterNamed]:
    """Every center."""
    return await every(CenterNamed, visit.api, "registry", "/centers")
