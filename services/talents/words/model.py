"""What an offer and a need have in common: somebody says what about, in their own words, and when they are free."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.talents.residents.errors import ConsentWithdrawn, ResidentNotFound
from services.talents.residents.model import Voice
from shared.contracts.codes import Skill, TimeOfDay
from shared.kit.problems import DomainError

REFUSALS: Mapping[str, type[DomainError]] = {
    "resident-erased": ResidentNotFound,
    "consent-withdrawn": ConsentWithdrawn,
}
"""What the database's functions refuse that write new ones."""


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody of a center says «я могу помочь» or «мне нужна помощь»."""

    center: UUID
    voice: Voice
    skill: Skill
    details: str
    free: list[TimeOfDay]


@dataclass(frozen=True, slots=True)
class SaidAnew:
    """What is absent stays as it is."""

    skill: Skill | None = None
    details: str | None = None
    free: list[TimeOfDay] | None = None
