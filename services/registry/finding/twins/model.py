"""Likely duplicates: two cards that may be one person, and what speaks for it in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2s
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import ARRAY, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.finding.given_names.model import is_given_name
from services.registry.finding.spelling.model import allowed_slips, slips, sound
from services.registry.people.names.model import words, words_in_order
from shared.kit.database import Table, TenantRow

TwinReason = Literal[
    "same_contact", "same_full_name", "same_name", "name_sounds_alike", "name_differs_by_a_letter",
    "same_birth_year", "same_house", "same_flat",
]  # fmt: skip
REASONS: tuple[TwinReason, ...] = get_args(TwinReason)

WEIGHTS: dict[TwinReason, int] = {
    "same_contact": 60,
    "same_full_name": 45,
    "same_name": 35,
    "name_sounds_alike": 30,
    "name_differs_by_a_letter": 25,
    "same_birth_year": 25,
    "same_house": 15,
    "same_flat": 15,
}
"""Only orders the list; what people read are the reasons."""

_END = 2
"""So many letters at either end of a name: one slip leaves the one end or the other as it was."""

_MOST_SLIPS = 2

LIKELY = 50
"""From here on two cards are shown to a manager: a common name alone, or a common house alone, is not enough."""


class Twins(TenantRow, Table):
    """Two cards that may be one person; what a manager has told apart stays so."""

    __tablename__ = "twins"

    one_id: Mapped[UUID] = mapped_column(primary_key=True)
    other_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[Literal["likely", "different"]] = mapped_column(Text, default="likely")
    weight: Mapped[int] = mapped_column(SmallInteger)
    reasons: Mapped[list[TwinReason]] = mapped_column(ARRAY(Text))
    noticed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts, as it is compared."""

    family: str
    given: str
    patronymic: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a person is compared."""

    id: UUID | None
    family: str
    given: str
    patronymic: str | None = None
    house_id: UUID | None = None
    premises_id: UUID | None = None
    birth_year: int | None = None
    contacts: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """What a person has in common with whoever may be the same: a handful of people have one key, however many
        live in the center, so that looking for duplicates never compares everybody with everybody.

        Two that are likely one (`LIKELY`) have a contact in common, or the flat, or how the whole name sounds and the
        house, or the year and one name as it sounds and the beginning or the end of the other: a slip leaves one.
        """
        family, given = _sound(self.family), _sound(self.given)
        keys = {f"c|{contact}" for contact in self.contacts}
        if self.premises_id is not None:
            keys.add(f"f|{self.premises_id}")
        if self.house_id is not None:
            keys.add(_key("h", self.house_id, *sorted((family, given))))
        if self.birth_year is not None:
            keys.add(_key("y", self.birth_year, family, ""))
            keys.add(_key("y", self.birth_year, given, family[:_END] + "…"))
            keys.add(_key("y", self.birth_year, given, "…" + family[-_END:]))
        return frozenset(keys)


def _key(*parts: object) -> str:
    """A key of one length, whatever it is about."""
    said = "|".join(map(str, parts)).encode()
    return f"{parts[0]}|{blake2s(said, digest_size=9).hexdigest()}"


def may_be_one(one: Name, other: Name) -> bool:
    """Whether two names may be one person's, initials too: «Петрова А. И.» is «Петрова Анна Ильинична»."""
    if _fathers_differ(one.patronymic, other.patronymic):
        return False
    return _name_reason(one, other) is not None or _initials_agree(one, other)


def _initials_agree(one: Name, other: Name) -> bool:
    """Whether one of the two is only an initial of the other, beside the same family name."""
    return _is_initial(one.given, other.given) and _sound(one.family) == _sound(other.family)


def _is_initial(one: str, other: str) -> bool:
    mine, theirs = "".join(words_in_order(one)), "".join(words_in_order(other))
    return min(len(mine), len(theirs)) in (1, 2) and mine[:1] == theirs[:1]


def alike(one: Likeness, other: Likeness) -> list[TwinReason]:
    """What speaks for one person, the weightiest first; empty where it is not enough to bother anybody with."""
    if _told_apart(one, other) or _share_a_home(one, other):
        return []
    found = list(_reasons(one, other))
    return sorted(found, key=lambda reason: -WEIGHTS[reason]) if weigh(found) >= LIKELY else []


def weigh(reasons: Iterable[TwinReason]) -> int:
    """The weight of reasons together."""
    return sum(WEIGHTS[reason] for reason in reasons)


def pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two ids in the order in which a pair is kept."""
    return (one, other) if one < other else (other, one)


def _reasons(one: Likeness, other: Likeness) -> Iterable[TwinReason]:
    name = _name_reason(one, other)
    if name is not None:
        yield name
    if one.contacts & other.contacts:
        yield "same_contact"
    if name is None:
        return
    if one.birth_year is not None and one.birth_year == other.birth_year:
        yield "same_birth_year"
    if one.premises_id is not None and one.premises_id == other.premises_id:
        yield "same_flat"
    if one.house_id is not None and one.house_id == other.house_id:
        yield "same_house"


def _told_apart(one: Likeness, other: Likeness) -> bool:
    """Father and son of one name in one flat are two: years or patronymics that are known and differ say so."""
    years = one.birth_year, other.birth_year
    if None not in years and abs((years[0] or 0) - (years[1] or 0)) > 1:
        return True
    return _fathers_differ(one.patronymic, other.patronymic)


def _share_a_home(one: Likeness, other: Likeness) -> bool:
    """Two given names in one home are a household, with one telephone as well: that alone makes nobody a duplicate."""
    if one.house_id is None or one.house_id != other.house_id:
        return False
    if None not in (one.premises_id, other.premises_id) and one.premises_id != other.premises_id:
        return False
    return _are_two_names(one.given, other.given) and _name_reason(one, other) is None


@lru_cache(maxsize=50_000)
def _fathers_differ(one: str | None, other: str | None) -> bool:
    if not one or not other or one == other:
        return False
    fathers = _words(one), _words(other)
    return not any(_same_father(mine, theirs) for mine in fathers[0] for theirs in fathers[1])


def _same_father(one: str, other: str) -> bool:
    initial = min(len(one), len(other)) == 1
    return one[0] == other[0] if initial else _nearly(one, other)


def _name_reason(one: Name | Likeness, other: Name | Likeness) -> TwinReason | None:
    mine, theirs = _words(one.family) | _words(one.given), _words(other.family) | _words(other.given)
    if mine == theirs:
        fathers = _words(one.patronymic or ""), _words(other.patronymic or "")
        return "same_full_name" if fathers[0] and fathers[0] == fathers[1] else "same_name"
    if _sound(f"{one.family} {one.given}") == _sound(f"{other.family} {other.given}"):
        return "name_sounds_alike"
    if _by_a_letter(one.family, other.family) and _by_a_letter(one.given, other.given):
        return None if _are_two_names(one.given, other.given) else "name_differs_by_a_letter"
    return None


def _are_two_names(one: str, other: str) -> bool:
    """«Валерий» and «Валерия» are no slip, but a couple; what is nobody's name is a slip unless little is the same."""
    heard = _sound(one), _sound(other)
    if heard[0] == heard[1] or _is_initial(one, other):
        return False
    return all(map(is_given_name, _words(one) | _words(other))) or slips(*heard) > _MOST_SLIPS


def _by_a_letter(one: str, other: str) -> bool:
    mine, theirs = sorted(_words(one)), sorted(_words(other))
    return len(mine) == len(theirs) and all(map(_nearly, mine, theirs))


@lru_cache(maxsize=50_000)
def _nearly(one: str, other: str) -> bool:
    return sound(one) == sound(other) or slips(one, other, 1) <= min(
        1, allowed_slips(min(one, other, key=len))
    )


@lru_cache(maxsize=20_000)
def _sound(text: str) -> str:
    return " ".join(sorted(sound(word) for word in _words(text)))


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    """As `words`; the same few names are compared over and over."""
    return words(text)


def in_words(reasons: Sequence[TwinReason]) -> list[TwinReason]:
    """The reasons as they are shown: one flat says one house."""
    return [one for one in reasons if not (one == "same_house" and "same_flat" in reasons)]
