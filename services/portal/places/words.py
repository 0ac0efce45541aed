"""What the pages of places can say in one language."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from babel.numbers import format_decimal

from services.portal.center.hours import WEEKDAYS
from services.portal.places.drawing import shape_of
from services.portal.places.facade import HouseWindows
from services.portal.places.labels import TERRITORY_KIND
from services.portal.places.model import House, HouseState, Territory
from services.portal.wording.language import NBSP, Language, capital


def words(speech: Language) -> Mapping[str, Callable[..., object]]:
    """The functions of templates, by their names there."""

    def territory_options(found: Sequence[Territory]) -> list[tuple[str, str]]:
        return [
            (f"{one.kind}:{one.id}", f"{capital(speech.say(TERRITORY_KIND[one.kind]))}: {one.name}")
            for one in found
        ]

    def entrances_said(house: House) -> str:
        said = (
            speech.say(
                "{number}-й: кв. {first}–{last}", number=one.number, first=one.first_flat, last=one.last_flat
            )
            for one in house.entrances
        )
        return "; ".join(said)

    def map_shape(state: HouseState) -> str:
        return shape_of(state, 0, 0)

    def lit_between(house: HouseWindows, first: int, last: int) -> int:
        return sum(first <= flat <= last for flat in house.lit_flats)

    def area(value: Decimal) -> str:
        said = format_decimal(value, "#,##0.00", locale=speech.locale).replace(" ", NBSP)
        return speech.say("{area} м²", area=said)

    return {
        "area": area,
        "lit_between": lit_between,
        "territory_options": territory_options,
        "entrances_said": entrances_said,
        "map_shape": map_shape,
        "weekdays": lambda: [speech.say(day) for day in WEEKDAYS],
    }
