"""The words of a list of houses."""

from collections.abc import Mapping, Sequence

KINDS: Mapping[str, Sequence[str]] = {
    "apartment": ("многоквартирный", "мкд", "многоквартирный дом", "apartments"),
    "private": ("частный", "частный дом", "ижс"),
}
LONGEST_ADDRESS = 200
MOST_FLATS = 5000
