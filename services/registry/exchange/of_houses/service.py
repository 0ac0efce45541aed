"""A list of houses: the address, the kind, how many flats."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells, by_spelling
from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.repository import note_entered
from services.registry.exchange.kinds.model import Entered, Row, Understood
from services.registry.exchange.of_houses.model import KINDS, LONGEST_ADDRESS, MOST_FLATS
from services.registry.exchange.of_houses.repository import enter_houses
from services.registry.exchange.staging.repository import mark_names
from services.registry.finding.search.service import entry, keep_all
from services.registry.places.houses.model import address_key
from services.registry.places.houses.repository import addresses_kept
from shared.contracts.registry import HouseEnteredV1
from shared.kit import outbox

_KINDS = by_spelling(KINDS)


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """What is known of each house."""
    return [_understand(row) for row in rows]


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """A house is known by its address."""
    known = {key: house for key, (house, _) in (await addresses_kept(session, center)).items()}
    await mark_names(session, center, import_id, known, "address")


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Enters houses; one that somebody has entered by now is left out."""
    kept = await addresses_kept(session, made.center_id)
    keys = {number: address_key(value["address"]) for number, _, value in rows}
    entered = Entered(
        known={number: (kept[key][0], "address") for number, key in keys.items() if key in kept}
    )
    houses = [
        {"center_id": made.center_id, "id": house, **value} for _, house, value in entered.without(rows)
    ]
    if houses:
        await enter_houses(session, houses)
        await keep_all(session, [entry("house", one["id"], one["address"]) for one in houses])
        await note_entered(session, made, "house.entered", [one["id"] for one in houses])
    for one in houses:
        outbox.add(session, HouseEnteredV1(house_id=one["id"], kind=one["kind"], flats=one["flats"]))
    return entered


def _understand(row: Cells) -> Understood:
    address = row.text("address")
    if street := row.text("street"):
        address = f"{street}, {address}" if address else ""
    if not address and not row.refused("address"):
        row.wrong("address", "imports.address-missing", "Нет адреса. Впишите его или уберите строку")
    if len(address) > LONGEST_ADDRESS:
        row.wrong("address", "imports.address", "Адрес длиннее 200 знаков. Сократите его")
    kind = row.coded("kind", _KINDS, "imports.kind", "Напишите «многоквартирный» или «частный»")
    value = {"address": address, "kind": kind or "apartment", "flats": _flats(row, kind)}
    return Understood(value, address_key(address))


def _flats(row: Cells, kind: str | None) -> int:
    typed = row.text("flats")
    if not typed and kind == "private":
        return 1
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_FLATS:
        row.wrong("flats", "imports.flats", "Нужно число квартир от 1 до 5000")
        return 1
    return int(typed)
