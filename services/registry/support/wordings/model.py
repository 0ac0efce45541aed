"""How everyday words find what the directory calls otherwise: synonyms that can be edited, and slips of the pen."""

import re
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table
from shared.kit.ids import new_id

_NO_LETTERS = re.compile(r"[\W_]+")

SHORTEST_MISSPELT = 4
"""Shorter words are looked for as they stand: one letter less, and they could be any word."""


class Synonym(Table):
    """Whoever asks in the words of `said` means those of `means`; it belongs to everybody."""

    __tablename__ = "directory_synonyms"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    said: Mapped[str]
    means: Mapped[str]
    said_words: Mapped[list[str]]
    means_words: Mapped[list[str]]


def spellings(word: str) -> list[str]:
    """The word and what it becomes with one letter left out.

    Two words that share one of these differ by one letter put in, left out or mistaken, or by two that changed
    places. Equality is all that row-level security leaves fast, and this is a search for like words by equality.
    """
    if len(word) < SHORTEST_MISSPELT:
        return [word]
    return [word, *dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))]


def plain(text: str) -> str:
    """The text as words are taken from it: «ё» is «е», and whatever is no letter or digit parts words.

    PostgreSQL's parser would take «» for letters in some locales, and make addresses and paths of what has a slash.
    """
    return _NO_LETTERS.sub(" ", text).replace("ё", "е").replace("Ё", "Е")
