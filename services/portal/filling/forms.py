"""What somebody typed into a form, kept until it is right, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from services.portal.wording.language import phrase
from shared.kit.clock import CITY_TIME

REQUIRED = phrase("Заполните это поле")
NOT_A_DATE = phrase("Укажите дату целиком: день, месяц и год")
NOT_A_TIME = phrase("Укажите время, например 18:00")
NOT_A_NUMBER = phrase("Напишите число цифрами, например 12")


@dataclass
class Form:
    """Typed values by field, and errors by field in the order of the page.

    An error under "" belongs to the form as a whole. `once` makes a form that is sent twice count once.
    """

    values: Mapping[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    once: str = field(default_factory=lambda: str(uuid4()))
    present: Mapping[str, list[str]] | None = None
    """What stands there now, where somebody else has changed it since the form was opened."""

    def value(self, name: str) -> str:
        """What stands in the field, without spaces around it and with plain ends of lines; empty where nothing does."""
        return next(iter(self.values.get(name, ())), "").strip().replace("\r\n", "\n")

    def chosen(self, name: str) -> list[str]:
        """Every ticked value of the field."""
        return [value for value in self.values.get(name, ()) if value]

    def put(self, name: str, *values: str) -> None:
        """Replaces what was typed into the field."""
        self.values = {**self.values, name: list(values)}

    def meet(self, present: Mapping[str, object], version: str | None) -> None:
        """Shows what somebody else has written meanwhile beside what was typed here.

        The form then edits that newer `version`: whoever sends it again replaces what they have seen.
        """
        self.present = filled(present).values
        self.put("version", version or "")

    def other(self, name: str) -> list[str] | None:
        """What stands in this field now, where it is not what was typed."""
        if self.present is None:
            return None
        there = [value for value in self.present.get(name, ()) if value]
        return (
            None
            if sorted(there) == sorted(filter(None, map(str.strip, self.values.get(name, ()))))
            else there
        )

    def wrong(self, name: str, message: str) -> None:
        """Notes an error; the first one of a field stays."""
        self.errors.setdefault(name, message)

    def need(self, name: str, message: str = REQUIRED) -> str:
        """The value, noting an error where it is empty."""
        found = self.value(name)
        if not found:
            self.wrong(name, message)
        return found

    def one_of(self, name: str, allowed: Iterable[str], message: str) -> str:
        """The value, noting an error where it is none of the allowed ones."""
        found = self.value(name)
        if found not in set(allowed):
            self.wrong(name, message)
        return found

    def number(self, name: str, *, least: int = 0, most: int = 100_000) -> int | None:
        """The number in the field, None where it is empty; an error where it is no number in bounds."""
        found = self.value(name)
        if not found:
            return None
        if not found.isdecimal() or not least <= int(found) <= most:
            self.wrong(name, NOT_A_NUMBER)
            return None
        return int(found)

    def day(self, name: str) -> date | None:
        """The date in the field, None where it is empty."""
        found = self.value(name)
        if not found:
            return None
        for shape in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                return datetime.strptime(found, shape).replace(tzinfo=CITY_TIME).date()
            except ValueError:
                continue
        self.wrong(name, NOT_A_DATE)
        return None

    def moment(self, day: str, time: str) -> datetime | None:
        """The moment in a field for the day and one for the time, on the city's clocks."""
        on, at = self.day(day), self.need(time, NOT_A_TIME)
        if on is None:
            self.wrong(day, NOT_A_DATE)
        if on is None or not at:
            return None
        try:
            clock = datetime.strptime(at.replace(".", ":"), "%H:%M").replace(tzinfo=CITY_TIME).time()
        except ValueError:
            self.wrong(time, NOT_A_TIME)
            return None
        return datetime.combine(on, clock, CITY_TIME)

    def id(self, name: str) -> UUID | None:
        """The id in the field, None where there is none."""
        try:
            return UUID(self.value(name))
        except ValueError:
            return None


def filled(values: Mapping[str, object]) -> Form:
    """A form that starts with what is known already."""
    return Form({name: _as_typed(value) for name, value in values.items() if value is not None})


def _as_typed(value: object) -> list[str]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return [str(one) for one in value]
    if isinstance(value, Decimal):
        return [f"{value:f}".replace(".", ",")]
    return [str(value)]
