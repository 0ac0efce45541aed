"""The whole demo city before a single request: who lives where, who offers, asks, comes and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from deploy.demo.asking import ASKINGS, Asking
from deploy.demo.gatherings import GATHERINGS, Gathering
from deploy.demo.help import NEEDS, OFFERS
from deploy.demo.people import Census, Person
from deploy.demo.places import PLACES, Place
from shared.contracts.codes import Skill, TimeOfDay, UnmetReason

SEED = 1928
"""Any number would do; changing it makes another city."""

Goal = Literal["found", "proposed", "helper_agreed", "agreed", "completed", "declined", "unmet"]

_GOALS: tuple[Goal, ...] = (
    "completed", "found", "agreed", "completed", "helper_agreed", "completed", "declined", "found", "unmet",
    "completed", "proposed", "completed", "agreed", "found", "unmet", "completed",
)  # fmt: skip
_REASONS: tuple[UnmetReason, ...] = ("nobody_can", "no_common_time", "too_far", "withdrawn")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody offers or asks for."""

    key: str
    person: Person
    skill: Skill
    details: str
    free: list[TimeOfDay]


@dataclass(frozen=True, slots=True)
class Wish(Said):
    """A need, and how far it gets."""

    goal: Goal
    reason: UnmetReason | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event with those who sign up and come."""

    key: str
    gathering: Gathering
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Poll:
    """A survey with those who answer it."""

    asking: Asking
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """One center with everything that has happened there."""

    place: Place
    people: Sequence[Person]
    offers: Sequence[Said]
    wishes: Sequence[Wish]
    meetings: Sequence[Meeting]
    polls: Sequence[Poll]


MARIA = Person(
    "maria", "Соколова", "Мария", "Петровна", "f", 1948, "ул. Садовая, 14", "23", "+79765559901",
    "maria@example.org",
)  # fmt: skip
VIKTOR = Person(
    "viktor", "Орлов", "Виктор", "Павлович", "m", 1957, "ул. Садовая, 14", "31", "+79765559902",
    "viktor@example.org",
)  # fmt: skip


def neighborhoods() -> list[Neighborhood]:
    """Every center of the demo city, the same at each call."""
    random = Random(SEED)  # noqa: S311 no secret
    census = Census(random)
    return [_neighborhood(random, census, place) for place in PLACES]


def _neighborhood(random: Random, census: Census, place: Place) -> Neighborhood:
    people = [
        person
        for house in place.houses
        for flat in _flats(random, house.flats, house.homes)
        for person in census.household(house.address, flat)
    ]
    offers = _offers(random, people)
    wishes = _wishes(random, people, offers)
    if place is PLACES[0]:
        people += [MARIA, VIKTOR]
        offers.insert(0, Said("viktor", VIKTOR, "plumbing", OFFERS["plumbing"][1], ["weekday_day"]))
        wishes.insert(
            0, Wish("maria", MARIA, "plumbing", NEEDS["plumbing"][0], ["weekday_day"], "helper_agreed")
        )
    return Neighborhood(
        place, people, offers, wishes, _meetings(random, place, people), _polls(random, place, people)
    )


def _flats(random: Random, flats: int, homes: int) -> list[str]:
    return [str(number) for number in sorted(random.sample(range(1, flats + 1), homes))]


def _offers(random: Random, people: Sequence[Person]) -> list[Said]:
    ready = random.sample([person for person in people if 16 <= person.age <= 82], 32)
    skills = _shuffled_skills(random, OFFERS, len(ready))
    return [
        Said(f"offer {place}", person, skill, random.choice(OFFERS[skill]), _free(random, person))
        for place, (person, skill) in enumerate(zip(ready, skills, strict=True))
    ]


def _wishes(random: Random, people: Sequence[Person], offers: Sequence[Said]) -> list[Wish]:
    """Most ask for what somebody offers; what nobody offers stays unmet."""
    offered = {offer.skill for offer in offers}
    asking = random.sample([person for person in people if person.age >= 30], 18)
    skills = [skill for skill in _shuffled_skills(random, NEEDS, 60) if skill in offered]
    rare = [skill for skill in NEEDS if skill not in offered]
    wishes = [
        Wish(
            f"need {number}", person, skill, random.choice(NEEDS[skill]), _agreeable(random, offers, skill),
            _GOALS[number % len(_GOALS)], _REASONS[1 + number % (len(_REASONS) - 1)],
        )
        for number, (person, skill) in enumerate(zip(asking, skills, strict=False))
    ]  # fmt: skip
    for number, (wish, skill) in enumerate(zip(reversed(wishes), rare[:2], strict=False)):
        hopeless = Wish(wish.key, wish.person, skill, NEEDS[skill][0], wish.free, "unmet", "nobody_can")
        wishes[-1 - number] = hopeless
    return wishes


def _shuffled_skills(random: Random, texts: dict[Skill, tuple[str, ...]], count: int) -> list[Skill]:
    """What people know best comes most often; nothing comes twice before the common things came once."""
    common = [skill for skill in texts for _ in texts[skill]]
    random.shuffle(common)
    return [common[place % len(common)] for place in range(count)]


def _agreeable(random: Random, offers: Sequence[Said], skill: Skill) -> list[TimeOfDay]:
    """Whoever needs help mostly finds a time that suits one of those who offer it."""
    theirs = [time for offer in offers if offer.skill == skill for time in offer.free]
    return [random.choice(theirs)] if theirs and random.random() < 0.85 else []


def _free(random: Random, person: Person) -> list[TimeOfDay]:
    if random.random() < 0.12:
        return []
    if person.age >= 62:
        return [*random.choice(([_MORNING], [_DAY], [_MORNING, _DAY], [_DAY, _WEEKEND]))]
    return [*random.choice(([_EVENING], [_WEEKEND], [_EVENING, _WEEKEND], [_DAY, _WEEKEND]))]


_MORNING: TimeOfDay = "weekday_morning"
_DAY: TimeOfDay = "weekday_day"
_EVENING: TimeOfDay = "weekday_evening"
_WEEKEND: TimeOfDay = "weekend"


def _meetings(random: Random, place: Place, people: Sequence[Person]) -> list[Meeting]:
    """Some people come to many events, most to one or none."""
    lively = random.sample(list(people), len(people) // 3)
    return [
        Meeting(f"event {number}", gathering, _guests(random, lively, people, gathering.people))
        for number, gathering in enumerate(GATHERINGS[place.slug])
    ]


def _guests(random: Random, lively: Sequence[Person], people: Sequence[Person], count: int) -> list[Person]:
    regulars = random.sample(list(lively), count * 2 // 3)
    others = random.sample([person for person in people if person not in regulars], count - len(regulars))
    return [*regulars, *others]


def _polls(random: Random, place: Place, people: Sequence[Person]) -> list[Poll]:
    adults = [person for person in people if person.is_adult]
    return [
        Poll(asking, random.sample(adults, round(len(adults) * asking.share)))
        for asking in ASKINGS[place.slug]
    ]
