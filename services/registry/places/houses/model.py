"""A house of a center's territory, when two spellings of its address are one, its entrances and its premises."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Numeric, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.people.addresses.model import address_words, apart
from services.registry.people.names.model import words_in_order
from services.registry.places.geometry.model import Geometry
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id
from shared.kit.language import say
from shared.kit.problems import Wrong

HouseKind = Literal["apartment", "private"]
PremisesKind = Literal["flat", "non_residential"]
_BUILDINGS = frozenset({"с", "стр", "строение"})
_AT_CORNER = re.compile(r"(?<=\d)([а-яё]?)\s*/\s*(?=\d)", re.IGNORECASE)


class House(TenantRow, Table):
    """A block of flats, or a private house, which counts as one flat."""

    __tablename__ = "houses"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    address: Mapped[str]
    kind: Mapped[HouseKind] = mapped_column(Text)
    flats: Mapped[int]
    storeys: Mapped[int | None] = mapped_column(SmallInteger)
    built_year: Mapped[int | None] = mapped_column(SmallInteger)
    fias_id: Mapped[UUID | None]
    kladr_code: Mapped[str | None]
    total_area: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    point: Mapped[Geometry | None] = mapped_column(JSONB(none_as_null=True))
    entrances: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)  # Any: JSON
    yard_id: Mapped[UUID | None]
    street_id: Mapped[UUID | None]
    microdistrict_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Premises(TenantRow, Table):
    """One flat or shop; its id is random, so that a fact about it says no number."""

    __tablename__ = "premises"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    house_id: Mapped[UUID]
    number: Mapped[str]
    kind: Mapped[PremisesKind] = mapped_column(Text, default="flat")
    area: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


def address_key(text: str) -> str:
    """By what two spellings of one address are equal: «Садовая ул., д. 7» and «ул. Садовая, 7»; «7, стр. 2» and
    «7/2», at a corner of two streets, stand beside «7, корп. 2» and are other houses."""
    spelt = _AT_CORNER.sub(r"\1дробь", apart(text))
    words = [word for word in address_words(spelt) if word != "улица" and word not in _BUILDINGS]
    named = sorted(word for word in words if not word[0].isdigit())
    building = ["стр"] if _BUILDINGS.intersection(words_in_order(spelt)) else []
    return " ".join(named + building + [word for word in words if word[0].isdigit()])


def wrong_entrances(entrances: Sequence[dict[str, Any]], flats: int) -> list[Wrong]:  # Any: JSON
    """What is wrong with the entrances of a house with so many flats, each with its place."""
    found: list[Wrong] = []
    numbers: set[int] = set()
    for place, one in enumerate(entrances):
        at = f"/entrances/{place}"
        if one["number"] in numbers:
            found.append(Wrong(f"{at}/number", "houses.entrance-twice", "Такой подъезд уже есть"))
        numbers.add(one["number"])
        if one["first_flat"] > one["last_flat"]:
            found.append(
                Wrong(f"{at}/last_flat", "houses.entrance-order", "Последняя квартира раньше первой")
            )
        if one["last_flat"] > flats:
            said = say("В доме {flats} кв.: такой квартиры нет", flats=flats)
            found.append(Wrong(f"{at}/last_flat", "houses.entrance-beyond", said))
        if any(_meet(one, other) for other in entrances[:place]):
            said = "Эти квартиры уже в другом подъезде"
            found.append(Wrong(f"{at}/first_flat", "houses.entrance-overlap", said))
    return found


def _meet(one: dict[str, Any], other: dict[str, Any]) -> bool:  # Any: JSON
    first: int = max(one["first_flat"], other["first_flat"])
    last: int = min(one["last_flat"], other["last_flat"])
    return first <= last
