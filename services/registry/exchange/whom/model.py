"""The person whom a row of a list means, and the people of the center who may be meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.registry.exchange.staging.model import comparable_name
from services.registry.finding.twins.model import Name, may_be_one
from services.registry.people.names.model import full_name


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the center, and where they live."""

    id: UUID
    name: Name
    house_id: UUID | None
    flat: str | None

    @property
    def comparable(self) -> str:
        """The whole name as rows are compared by it."""
        return comparable_name(full_name(self.name.family, self.name.given, self.name.patronymic))


@dataclass(frozen=True, slots=True)
class Whom:
    """What a row says of a person: a telephone, a name, a home, or some of it."""

    name: str = ""
    phone: str | None = None
    house_id: UUID | None = None
    flat: str = ""

    @property
    def parts(self) -> Name:
        """The name in its parts: «Мамедов Ариф Гасан оглы»."""
        family, _, rest = self.name.partition(" ")
        given, _, patronymic = rest.partition(" ")
        return Name(family, given, patronymic or None)

    def lives_where(self, one: Candidate) -> bool:
        """Whether the home fits, as far as the row names one."""
        house = self.house_id is None or one.house_id == self.house_id
        return house and (not self.flat or (one.flat or "").casefold() == self.flat.casefold())


@dataclass(frozen=True, slots=True)
class People:
    """Who may be meant by the rows of a list."""

    holding: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    called: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)

    def meant(self, whom: Whom) -> Sequence[Candidate]:
        """By the telephone, where the name does not contradict it; without one by the name and the home."""
        if whom.phone is not None:
            held = self.holding.get(whom.phone, ())
            return [one for one in held if not whom.name or may_be_one(whom.parts, one.name)]
        return [one for one in self.called.get(comparable_name(whom.name), ()) if whom.lives_where(one)]
