"""The words of a list of owners; the first of each goes out again."""

from collections.abc import Mapping, Sequence

from services.registry.places.houses.model import PremisesKind
from services.registry.places.owners.model import OwnerKind

KINDS: Mapping[OwnerKind, Sequence[str]] = {
    "resident": ("житель", "жительница"),
    "person": ("человек", "физическое лицо", "физлицо", "гражданин"),
    "organisation": ("организация", "юридическое лицо", "юрлицо", "ооо"),
    "city": ("город", "муниципалитет", "муниципальная", "город москва"),
}
PREMISES: Mapping[PremisesKind, Sequence[str]] = {
    "flat": ("квартира", "жилое", "кв"),
    "non_residential": ("нежилое", "нежилое помещение", "магазин", "офис"),
}
