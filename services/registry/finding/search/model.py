"""What can be found, what was asked for, and why something was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.finding.spelling.model import is_latin, other_layout, sound
from services.registry.people.addresses.model import address_words, apart, as_street, is_about_address
from services.registry.people.names.model import words_in_order
from shared.kit.database import Table, TenantRow

Kind = Literal["person", "house", "organisation"]
KINDS: tuple[Kind, ...] = get_args(Kind)

How = Literal["exact", "contact", "prefix", "stem", "sound", "typo"]
"""How a word was found, the surest first: itself, a telephone or mail, its beginning, another form of it, the way it
sounds (in Latin letters, or written differently), with a slip."""

SURENESS: dict[How, int] = {"exact": 0, "contact": 0, "prefix": 1, "stem": 2, "sound": 3, "typo": 6}
IN_OTHER_LAYOUT = 4

RULES = 2
"""The version of the rules by which words, and keys of likely duplicates, are made; what was kept by older rules is
made anew by the clock."""

LAST_DIGITS = 4
"""So many last digits of a telephone number are enough to ask for."""

_MOST_TERMS = 8
_MOST_WORDS = 40
_BY_END = "~"
_BY_MAIL = "@"


class SearchWord(TenantRow, Table):
    """One word by which one thing is found."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(Text, primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing as it is found: `title` is shown, `words` lead to it."""

    kind: Kind
    id: UUID
    title: str
    note: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was asked for; what it begins with in other forms, and whether everything must have it."""

    typed: str
    word: str
    sound: str
    """Empty where so little is heard that everybody would be meant."""
    contact: str | None = None
    """The beginning of a kept telephone or mail, where it may be one."""

    @property
    def leads(self) -> bool:
        """Whether things are looked up by it; one or two letters only narrow what others have found."""
        return len(self.word) > 2 or self.word[:1].isdigit() or self.contact is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: terms that everything found must have."""

    terms: Sequence[Term]
    in_other_layout: bool = False

    @property
    def leading(self) -> list[Term]:
        """The terms by which things are looked up: where all are short, the longest one."""
        leading = [term for term in self.terms if term.leads]
        return leading or sorted(self.terms, key=lambda term: -len(term.word))[:1]

    @property
    def narrowing(self) -> list[Term]:
        """The others."""
        leading = self.leading
        return [term for term in self.terms if term not in leading]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was found: the word that was asked for, the one that it has, and how they are alike."""

    typed: str
    word: str
    how: How


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found."""

    kind: Kind
    id: UUID
    title: str
    note: str
    reasons: Sequence[Reason] = field(default_factory=list)


def plain_words(*texts: str | None) -> frozenset[str]:
    """The words by which a thing is found, out of its texts; addresses in their one form."""
    found = (word for text in texts if text for word in (*address_words(text), *words_in_order(text)))
    return frozenset(list(dict.fromkeys(found))[:_MOST_WORDS])


def name_words(*parts: str | None) -> frozenset[str]:
    """The same words of a name, out of its parts; in a list the same few names come over and over."""
    return frozenset().union(*(_part_words(part) for part in parts if part))


@lru_cache(maxsize=20_000)
def _part_words(part: str) -> frozenset[str]:
    return plain_words(part)


def contact_words(contacts: Iterable[str]) -> frozenset[str]:
    """Words of telephones (from their end: the last digits are what people remember) and of mail addresses."""
    return frozenset(
        _BY_MAIL + value if "@" in value else _BY_END + _digits(value)[::-1] for value in contacts if value
    )


def asked(text: str) -> Asked:
    """What somebody typed, as terms."""
    whole = _whole_contact(text)
    if whole is not None:
        return Asked([whole])
    words = [as_street(word) for word in words_in_order(apart(text))][: 2 * _MOST_TERMS]
    telling = [word for word in words if not is_about_address(word)] or words
    return Asked([_term(word) for word in dict.fromkeys(telling)][:_MOST_TERMS])


def asked_in_other_layout(text: str) -> Asked | None:
    """The same keys in the other layout; None where that makes no other words."""
    switched = other_layout(text)
    found = asked(switched)
    if not found.terms or switched == text.lower() or "@" in text:
        return None
    return Asked(found.terms, in_other_layout=True)


def _term(word: str) -> Term:
    contact = _by_end(word) if word.isdecimal() and len(word) >= LAST_DIGITS else None
    heard = sound(word) if word.isalpha() else ""
    return Term(word, word, heard if len(heard) > 2 else "", contact)


def _whole_contact(text: str) -> Term | None:
    """A telephone number, whole or its end, or a mail address; None for anything else."""
    tight = "".join(text.split()).casefold()
    if "@" in tight and not tight.startswith("@") and tight.isprintable():
        return Term(text.strip(), tight, "", _BY_MAIL + tight)
    digits = _digits(tight)
    if len(digits) >= LAST_DIGITS and all(c in "+()-–.0123456789" for c in tight):
        return Term(text.strip(), digits, "", _by_end(digits))
    return None


def _by_end(digits: str) -> str:
    whole = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits
    return _BY_END + whole[::-1]


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def in_latin(term: Term) -> bool:
    """Whether the term is in Latin letters, and so may stand for a Russian word."""
    return is_latin(term.word)
