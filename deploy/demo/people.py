"""The residents of the demo city: households behind doors, with ages, kin and ways to be reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from deploy.demo.names import Gender, Kin, draw_father, draw_given, draw_kin, knows, latin, patronymic

THIS_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Person:
    """One resident; `key` is the same in every loading."""

    key: str
    family_name: str
    given_name: str
    patronymic: str
    gender: Gender
    born: int
    house: str
    flat: str
    phone: str | None = None
    mail: str | None = None

    @property
    def age(self) -> int:
        return THIS_YEAR - self.born

    @property
    def is_adult(self) -> bool:
        return self.age >= 18

    @property
    def has_web(self) -> bool:
        """Whoever gives a mail address uses the site; for the others a manager enters what they say."""
        return self.mail is not None

    @property
    def called(self) -> str:
        """«Мария Петровна»."""
        return f"{self.given_name} {self.patronymic}"


@dataclass(frozen=True, slots=True)
class _Member:
    gender: Gender
    born: int
    given: str
    father: str


class Census:
    """Draws households one after another; no two people share a mail address or a telephone."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._mails: set[str] = set()
        self._phones = 0

    def household(self, house: str, flat: str) -> Iterator[Person]:
        """Everybody behind one door."""
        kin = draw_kin(self._random)
        for number, member in enumerate(self._members(kin), 1):
            yield self._person(f"{house}/{flat}/{number}", kin, member, house, flat)

    def _members(self, kin: Kin) -> list[_Member]:
        lot = self._random.random()
        if lot < 0.34:
            return [self._single(kin, "f", 1938, 1958)]
        if lot < 0.42:
            return [self._single(kin, "m", 1942, 1962)]
        if lot < 0.60:
            return self._couple(kin, 1945, 1966)
        if lot < 0.86:
            return self._with_child(kin, self._couple(kin, 1970, 1986))
        return [self._single(kin, self._random.choice(("f", "m")), 1986, 2005)]

    def _single(self, kin: Kin, gender: Gender, first: int, last: int) -> _Member:
        born = self._random.randint(first, last)
        given = draw_given(self._random, kin, gender, born)
        return _Member(gender, born, given, draw_father(self._random, kin, born))

    def _couple(self, kin: Kin, first: int, last: int) -> list[_Member]:
        husband = self._single(kin, "m", first, last)
        wife = self._single(kin, "f", husband.born, husband.born + 4)
        return [wife, husband]

    def _with_child(self, kin: Kin, couple: list[_Member]) -> list[_Member]:
        wife, husband = couple
        gender: Gender = self._random.choice(("f", "m"))
        born = wife.born + self._random.randint(22, 30)
        if born > THIS_YEAR - 14 or not knows(husband.given):
            return couple
        return [*couple, _Member(gender, born, draw_given(self._random, kin, gender, born), husband.given)]

    def _person(self, key: str, kin: Kin, member: _Member, house: str, flat: str) -> Person:
        age = THIS_YEAR - member.born
        family = kin.family(member.gender)
        online = self._random.random() < (0.22 if age > 75 else 0.5 if age > 60 else 0.85)
        phoned = self._random.random() < (0.72 if age > 75 else 0.85)
        return Person(
            key=key,
            family_name=family,
            given_name=member.given,
            patronymic=patronymic(member.father, member.gender),
            gender=member.gender,
            born=member.born,
            house=house,
            flat=flat,
            phone=self._phone() if phoned else None,
            mail=self._mail(member.given, family) if online else None,
        )

    def _phone(self) -> str:
        """Of a code that no operator was given, so that nobody is ever called."""
        self._phones += 1
        return f"+7976{5550000 + self._phones * 7:07d}"

    def _mail(self, given: str, family: str) -> str:
        address = f"{latin(given)}.{latin(family)}"
        number = next(n for n in range(1, 1000) if f"{address}{n if n > 1 else ''}" not in self._mails)
        self._mails.add(f"{address}{number if number > 1 else ''}")
        return f"{address}{number if number > 1 else ''}@example.org"
