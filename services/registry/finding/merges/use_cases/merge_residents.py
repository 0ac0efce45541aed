"""Two cards of one person become one: a manager chooses what each field becomes, and everything else follows."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.sessions.repository import end_sessions_of
from services.registry.finding.merges.errors import ErasureAsked
from services.registry.finding.merges.model import (
    FIELDS,
    UNDOABLE,
    Comparison,
    Field,
    MergeRecord,
    taken,
    values_of,
)
from services.registry.finding.merges.repository import erasure_asked, places_of_residents
from services.registry.people.residents.repository import (
    Card,
    forget_words,
    get_card,
    homes_of,
    keep_words,
    lock_residents,
)
from services.registry.places.owners.model import MOST_PARTS
from shared.contracts.registry import ResidentChangedV1, ResidentMergedV1
from shared.kit import audit, outbox
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.etags import check_version
from shared.kit.ids import new_id
from shared.kit.merge_moves import Row, change, move, rows_of, set_aside
from shared.kit.merging import Merge, begin
from shared.kit.problems import invalid


@dataclass(frozen=True, slots=True)
class MergeResidents:
    """`version` is that of the kept card; `take` are the fields that come from the other one."""

    center_id: UUID
    kept_id: UUID
    gone_id: UUID
    version: int
    take: Collection[Field]
    reason: str


async def merge_residents(session: AsyncSession, caller: Caller, command: MergeResidents) -> MergeRecord:
    """Raises ResidentNotFound, Outdated, ErasureAsked, and Invalid for a card with itself."""
    kept, gone = await _lock(session, command)
    check_version(kept.resident, command.version)
    if await erasure_asked(session, [command.kept_id, command.gone_id]):
        raise ErasureAsked
    merge = Merge(new_id(), command.gone_id, command.kept_id)
    record = _record(merge, gone, caller, command)
    session.add(record)
    await begin(session, merge)
    before = kept.resident.where
    await _take_fields(session, merge, kept, gone, command.take)
    await _move_everything(session, merge)
    await _take_away(session, merge, gone)
    await session.refresh(kept.resident)
    await keep_words(session, kept.resident)
    audit.note(session, "residents.merged", command.kept_id, command.reason, str(command.gone_id))
    said = ResidentMergedV1(resident_id=merge.gone, kept_id=merge.kept, merge_id=merge.id)
    outbox.add(session, said)
    if kept.resident.where != before:
        outbox.add(session, whereabouts(kept))
    return record


async def compare(
    session: AsyncSession, center: UUID, kept_id: UUID, other_id: UUID, take: Collection[Field]
) -> list[Comparison]:
    """What each field is on the two cards and becomes. Raises ResidentNotFound, Invalid for a card with itself."""
    _must_be_two(kept_id, other_id)
    kept, other = await get_card(session, center, kept_id), await get_card(session, center, other_id)
    homes = await homes_of(session, center, [kept_id, other_id])
    chosen = taken(kept, other, take)
    return [
        Comparison(field, _said(kept, field, homes), _said(other, field, homes), field in chosen)
        for field in FIELDS
    ]


def whereabouts(card: Card) -> ResidentChangedV1:
    """What other services know of a resident."""
    house_id, premises_id, adult = card.resident.where
    return ResidentChangedV1(
        resident_id=card.resident.id, house_id=house_id, premises_id=premises_id, adult=adult
    )


async def _lock(session: AsyncSession, command: MergeResidents) -> tuple[Card, Card]:
    """Both cards, locked."""
    _must_be_two(command.kept_id, command.gone_id)
    await lock_residents(session, command.center_id, (command.kept_id, command.gone_id))
    return (
        await get_card(session, command.center_id, command.kept_id),
        await get_card(session, command.center_id, command.gone_id),
    )


def _must_be_two(kept: UUID, other: UUID) -> None:
    if kept == other:
        raise invalid("/other_id", "merges.itself", "Выберите другую карточку: эту нельзя объединить с собой")


def _record(merge: Merge, gone: Card, caller: Caller, command: MergeResidents) -> MergeRecord:
    at = now()
    return MergeRecord(
        id=merge.id,
        kept_id=merge.kept,
        gone_id=merge.gone,
        gone_name=gone.resident.name,
        reason=command.reason,
        made_by=caller.id,
        made_at=at,
        until=at + UNDOABLE,
    )


async def _take_fields(
    session: AsyncSession, merge: Merge, kept: Card, gone: Card, chosen: Collection[Field]
) -> None:
    (row,) = await rows_of(session, "residents", "id", merge.kept)
    after: dict[str, object] = values_of(gone, taken(kept, gone, chosen))
    after["languages"] = list(dict.fromkeys([*kept.resident.languages, *gone.resident.languages]))
    after["joined_at"] = min(kept.resident.joined_at, gone.resident.joined_at)
    await change(session, merge, "residents", row, {name: _as_json(value) for name, value in after.items()})
    kept.resident.changed_at = now()
    await session.flush()


async def _move_everything(session: AsyncSession, merge: Merge) -> None:
    if await _prefers(session, merge.kept):
        for row in await rows_of(session, "resident_contacts", "resident_id", merge.gone):
            await change(session, merge, "resident_contacts", row, {"preferred": False})
    await _add_shares(session, merge)
    theirs = await rows_of(session, "resident_contacts", "resident_id", merge.gone)
    held = {row["value"] for row in theirs if not row["shared"]}
    await move(session, merge, await places_of_residents(session))
    for row in await rows_of(session, "resident_contacts", "resident_id", merge.kept):
        if row["shared"] and row["value"] in held:  # two cards of one person shared it with each other
            await change(session, merge, "resident_contacts", row, {"shared": False})
    for column in ("one_id", "other_id"):
        for row in await rows_of(session, "twins", column, merge.gone):
            await set_aside(session, merge, "twins", row)


async def _add_shares(session: AsyncSession, merge: Merge) -> None:
    """Two shares of one person in one flat are one share; what would be more than the whole flat is not added."""
    theirs = {row["premises_id"]: row for row in await rows_of(session, "owners", "resident_id", merge.gone)}
    for row in await rows_of(session, "owners", "resident_id", merge.kept):
        other = theirs.get(row["premises_id"])
        if other is None:
            continue
        whole = Fraction(row["numerator"], row["denominator"]) + Fraction(
            other["numerator"], other["denominator"]
        )
        if whole <= 1 and whole.denominator <= MOST_PARTS:
            parts = {"numerator": whole.numerator, "denominator": whole.denominator}
            await change(session, merge, "owners", row, parts)


async def _take_away(session: AsyncSession, merge: Merge, gone: Card) -> None:
    (row,) = await rows_of(session, "residents", "id", merge.gone)
    session.expunge(gone.resident)
    await set_aside(session, merge, "residents", row)
    await forget_words(session, merge.gone)
    await end_sessions_of(session, merge.gone)


async def _prefers(session: AsyncSession, person: UUID) -> bool:
    found: list[Row] = await rows_of(session, "resident_contacts", "resident_id", person)
    return any(row["preferred"] for row in found)


def _said(card: Card, field: Field, homes: dict[UUID, str]) -> str | None:
    if field == "home":
        return homes.get(card.resident.id)
    value = getattr(card.resident, field)
    return None if value is None else str(value)


def _as_json(value: object) -> object:
    """A value as `to_jsonb` writes it, so that what stays the same is not taken for a change."""
    return str(value) if isinstance(value, UUID) else value
