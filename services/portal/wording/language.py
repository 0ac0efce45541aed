"""The two languages of the pages: Russian as written in the source, English from its .po file."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup

LANGUAGES = {"ru": "Русский", "en": "English"}
NBSP = "\N{NO-BREAK SPACE}"

_LOCALE = Path(__file__).parents[1] / "locale"
# A short word stays with the word after it, a number with what it counts.
_SHORT_WORD = re.compile(r"(?<![^\s(«\u00a0])([А-Яа-яЁё]{1,2}|\d+|№|\{n\}) (?=[^\s])")


def phrase(text: str) -> str:
    """Marks a text for translation where it is kept as data and said later."""
    return text


class Language:
    """Says texts, counts and numbers in one language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = Locale.parse(code)
        self._texts = _texts(code)

    def say(self, text: str, **values: object) -> str:
        """The text in this language, with `{name}` places filled."""
        said = _bound(str(self._texts.get(text, text)), self.code)
        return said.format(**values) if values else said

    def rich(self, text: str, **values: object) -> Markup:
        """As `say`, for a text that holds markup of its own; values are escaped."""
        return Markup(self.say(text)).format(**values)  # noqa: S704 the text is ours, the values are escaped

    def many(self, number: int, one: str, few: str, many: str, **values: object) -> str:
        """A count with its noun: 1 дело, 2 дела, 5 дел. The texts hold `{n}`."""
        shown = self.number(number)
        if self.code == "ru":
            form = {"one": one, "few": few}.get(self.locale.plural_form(abs(number)), many)
            return _bound(form, "ru").format(n=shown, **values)
        forms = self._texts.get(one, (one, many))
        chosen = forms[0] if self.locale.plural_form(abs(number)) == "one" else forms[-1]
        return chosen.format(n=shown, **values)

    def number(self, value: int | float | Decimal, digits: int = 0) -> str:
        """A number as it is written in this language, thousands apart: 18 402."""
        rounded = Decimal(str(round(value, digits)))
        return format_decimal(rounded, locale=self.locale).replace(" ", NBSP)

    def percent(self, share: float | Decimal, digits: int = 0) -> str:
        """A share between 0 and 1 in per cent: 14,2 %."""
        return self.number(share * 100, digits) + (f"{NBSP}%" if self.code == "ru" else "%")


@cache
def language(code: str) -> Language:
    """The language of this code; Russian where the code is unknown."""
    return Language(code if code in LANGUAGES else "ru")


@cache
def _bound(text: str, code: str) -> str:
    return _SHORT_WORD.sub(rf"\1{NBSP}", text) if code == "ru" else text


def _texts(code: str) -> Mapping[str, str | tuple[str, ...]]:
    path = _LOCALE / f"{code}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=code)
    return {_key(message.id): _value(message.string) for message in catalog if message.id and message.string}


def _key(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _value(msgstr: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return msgstr if isinstance(msgstr, str) else tuple(msgstr)


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
