"""What a resident is besides: the guardian of wards, the holder of posts in organisations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Standing:
    """As a token says it: the wards, and each organisation with the end of the term (seconds since 1970) or None."""

    wards: frozenset[UUID] = frozenset()
    organisations: Mapping[UUID, float | None] = field(default_factory=dict)
