"""Where the demo city stands: houses on the ground, yards and streets, rooms and opening hours of its centers."""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from deploy.demo.api import Json
from deploy.demo.places import House

_METRES_A_DEGREE = 111_320

Metres = tuple[int, int]
"""East and north of the center's door."""


@dataclass(frozen=True, slots=True)
class Built:
    """A house as it was built."""

    storeys: int
    year: int
    entrances: int
    at: Metres
    company: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """A center on the ground: its door in degrees, what lies around it, its rooms."""

    longitude: float
    latitude: float
    directions: str
    microdistrict: str
    yard: str
    street: str
    street_line: tuple[Metres, ...]
    yard_outline: tuple[Metres, ...]
    outline: tuple[Metres, ...]
    closes: str
    services: tuple[str, ...]
    rooms: tuple[Json, ...]

    def point(self, at: Metres = (0, 0)) -> Json:
        return {"type": "Point", "coordinates": self._degrees(at)}

    def line(self, line: tuple[Metres, ...]) -> Json:
        return {"type": "LineString", "coordinates": [self._degrees(one) for one in line]}

    def polygon(self, outline: tuple[Metres, ...]) -> Json:
        ring = [self._degrees(one) for one in (*outline, outline[0])]
        return {"type": "Polygon", "coordinates": [ring]}

    def _degrees(self, at: Metres) -> list[float]:
        shrunk = _METRES_A_DEGREE * cos(radians(self.latitude))
        return [
            round(self.longitude + at[0] / shrunk, 6),
            round(self.latitude + at[1] / _METRES_A_DEGREE, 6),
        ]


_UYUT, _VESTA = "ООО «Уют»", "ООО УК «Веста»"

BUILT = {
    "ул. Садовая, 8": Built(5, 1964, 4, (-230, 20), _UYUT),
    "ул. Садовая, 10": Built(5, 1964, 4, (-120, 30), _UYUT),
    "ул. Садовая, 14": Built(9, 1979, 3, (110, 60), _UYUT),
    "ул. Мира, 3": Built(5, 1971, 4, (-160, 210), _VESTA),
    "ул. Мира, 5": Built(5, 1971, 4, (-30, 225), None),
    "Библиотечный пер., 2": Built(3, 1956, 3, (180, 190), _UYUT),
    "Библиотечный пер., 4": Built(3, 1956, 3, (200, 270), None),
    "Школьный пер., 1": Built(9, 1984, 2, (-180, -60), _VESTA),
    "Школьный пер., 3": Built(9, 1984, 2, (-60, -70), _VESTA),
    "ул. Космонавтов, 17": Built(9, 1988, 4, (-190, 150), _VESTA),
    "ул. Космонавтов, 19": Built(9, 1988, 4, (-20, 160), _VESTA),
    "ул. Космонавтов, 21, корп. 2": Built(10, 2006, 2, (150, 165), _UYUT),
    "ул. Юности, 6": Built(5, 1975, 3, (170, -40), _UYUT),
    "ул. Заречная, 2": Built(4, 1961, 3, (-200, 40), _UYUT),
    "ул. Заречная, 4": Built(4, 1961, 3, (-100, 50), _UYUT),
    "ул. Заречная, 11": Built(5, 1969, 4, (120, 45), _VESTA),
    "Лодочная ул., 7": Built(4, 1959, 2, (-90, -120), _UYUT),
    "Лодочная ул., 9": Built(4, 1959, 2, (20, -130), None),
    "Береговая ул., 15": Built(1, 1948, 1, (190, -170), None),
    "Береговая ул., 18": Built(2, 1997, 1, (250, -190), None),
}

_HALL: Json = {
    "name": "Большая комната",
    "capacity": 40,
    "area": "62.50",
    "equipment": ["chairs", "tables", "projector", "screen", "internet"],
    "access": ["step_free", "wide_doors"],
}
_KITCHEN: Json = {
    "name": "Кухня",
    "capacity": 8,
    "area": "14.20",
    "equipment": ["kitchen", "tables"],
    "access": ["step_free"],
    "note": "чайник и духовка, посуда на двенадцать человек",
}
_AROUND: tuple[Metres, ...] = ((-320, -240), (320, -240), (320, 340), (-320, 340))
_STREET: tuple[Metres, ...] = ((-310, -10), (0, -5), (310, 20))

GROUNDS = {
    "dom-na-uglu": Ground(
        40.9721, 56.9983, "Остановка «Библиотека», вход с угла дома. Звонок справа от двери.", "Садовый",
        "Двор у библиотеки", "ул. Садовая", _STREET, ((-260, 10), (150, 20), (150, 170), (-260, 170)), _AROUND,
        "20:00", ("support_initiatives", "dispatch_information", "bring_together"), (_HALL, _KITCHEN),
    ),
    "bolshaya-peremena": Ground(
        40.9894, 57.0041, "Вход со школьного двора, после трёх часов калитка открыта.", "Школьный",
        "Двор между Космонавтов и Школьным", "Школьный пер.", _STREET,
        ((-230, -30), (60, -30), (60, 130), (-230, 130)), _AROUND, "19:00",
        ("support_initiatives", "exchange_practices", "gather_people"),
        (
            {**_HALL, "name": "Актовый зал", "capacity": 120, "equipment": ["chairs", "stage", "sound", "piano"]},
            {**_KITCHEN, "name": "Мастерская", "capacity": 12, "equipment": ["workshop", "tables"], "note": None},
        ),
    ),
    "zarechye": Ground(
        40.9556, 57.0102, "Дом с зелёной крышей за мостом; летом вход с веранды.", "Заречье",
        "Двор на Лодочной", "ул. Заречная", _STREET, ((-150, -180), (90, -190), (90, -70), (-150, -70)), _AROUND,
        "18:00", ("support_initiatives", "pool_resources", "bring_together"), (_HALL, _KITCHEN),
    ),
}  # fmt: skip


def entrances_of(house: House) -> list[Json]:
    """The flats of a house behind its entrances, as evenly as they go."""
    count = BUILT[house.address].entrances
    ends = [house.flats * number // count for number in range(count + 1)]
    return [
        {"number": number, "first_flat": first + 1, "last_flat": last}
        for number, (first, last) in enumerate(pairwise(ends), 1)
    ]


def area_of(house: House, flat: str) -> str:
    """The square metres of a flat: the same at every loading, to two places."""
    return f"{31 + (int(flat) * 7 + house.flats) % 34}.{(int(flat) * 37) % 100:02}"


def total_area_of(house: House) -> str:
    """The square metres of a house."""
    return f"{house.flats * 48}.50"
