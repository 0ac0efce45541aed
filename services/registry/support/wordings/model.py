"""How everyday words find what the directory calls otherwise: synonyms that can be edited, and slips of the pen."""

import re
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.registry.finding.spelling.model import SHORTEST, slips
from shared.kit.database import Table
from shared.kit.ids import new_id

_NO_LETTERS = re.compile(r"[\W_]+")


class Synonym(Table):
    """Whoever asks in the words of `said` means those of `means`; it belongs to everybody."""

    __tablename__ = "directory_synonyms"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    said: Mapped[str]
    means: Mapped[str]
    said_words: Mapped[list[str]]
    means_words: Mapped[list[str]]


def one_slip(word: str, *typed: str) -> bool:
    """Whether one of these is the word with a letter wrong, missing or spare, or two that changed places."""
    return len(word) >= SHORTEST and any(len(one) >= SHORTEST and slips(word, one, 1) <= 1 for one in typed)


def plain(text: str) -> str:
    """The text as words are taken from it: «ё» is «е», and whatever is no letter or digit parts words.

    PostgreSQL's parser would take «» for letters in some locales, and make addresses and paths of what has a slash.
    """
    return _NO_LETTERS.sub(" ", text).replace("ё", "е").replace("Ё", "Е")
