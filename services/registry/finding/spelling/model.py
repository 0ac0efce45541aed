"""How words are compared when somebody is looked for: other alphabets, slips of the keyboard, one wrong letter."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_ASCII = re.compile(r"[a-z']+")
_MARKS = str.maketrans("", "", "'’ʼ`ьъ")
_LATIN = (
    ("shch", "щ"), ("sch", "щ"), ("tch", "ч"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ph", "ф"),
    ("th", "т"), ("ck", "к"), ("ts", "ц"), ("tz", "ц"), ("ya", "я"), ("ja", "я"), ("ia", "я"), ("yu", "ю"),
    ("ju", "ю"), ("iu", "ю"), ("yo", "е"), ("jo", "е"), ("ye", "е"), ("je", "е"), ("x", "кс"), ("w", "в"),
    ("q", "к"), ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"),
    ("i", "и"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("y", "и"), ("z", "з"),
)  # fmt: skip
"""Longest first: the usual ways of writing Russian in Latin letters, in passports, letters and on keyboards."""

_SOUND = (("щ", "ш"), ("й", "и"), ("ы", "и"), ("э", "е"), ("ия", "я"), ("иа", "я"))
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)

SHORTEST = 4
"""A word of fewer letters is not guessed at: one letter more or less makes another word of it."""

LONGEST = 24
LONG = 8
"""From this length on a word may differ by two letters, where its beginning is right."""


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """How a word sounds, whichever alphabet it is in: «Наталия», «Наталья» and «Natalia» are one."""
    said = in_russian(word).translate(_MARKS)
    for written, heard in _SOUND:
        said = said.replace(written, heard)
    return said[:1] + "".join(after for before, after in pairwise(said) if before != after)


def in_russian(word: str) -> str:
    """A word in Latin letters as it is read in Russian; any other stays as it is."""
    if is_latin(word):
        for latin, russian in _LATIN:
            word = word.replace(latin, russian)
    return word


def is_latin(word: str) -> bool:
    """Whether the word is in plain Latin letters."""
    return _ASCII.fullmatch(word) is not None


def other_layout(text: str) -> str:
    """What the same keys write in the other layout: «bdfyjd» is «иванов»."""
    lower = text.lower()
    return lower.translate(_TO_RUSSIAN if re.search("[a-z]", lower) else _TO_LATIN)


def spellings(word: str) -> frozenset[str]:
    """The word, and what is left of it without any one letter.

    Two words that differ by one letter (wrong, missing, spare, or two neighbors exchanged) have a spelling in
    common, so that a typing slip is found by equality, which an index answers also under row-level security.
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return frozenset({word})
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def slips(one: str, other: str, most: int = 2) -> int:
    """How many letters are wrong, missing, spare or exchanged with a neighbor; `most` + 1 where it is more.

    The optimal string alignment distance.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def allowed_slips(word: str) -> int:
    """How many slips still leave the word to be recognised."""
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def closest(typed: str, known: Iterable[str]) -> list[str]:
    """Those of the known words that may have been meant, the likeliest first."""
    allowed = allowed_slips(typed)
    judged = ((slips(typed, word, allowed), word[:1] != typed[:1], word) for word in set(known))
    return [word for count, _, word in sorted(judged) if 0 < count <= allowed]
