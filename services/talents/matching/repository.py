"""Finds a handful of candidates through indexes, at a cost that does not grow with what is stored.

Each statement walks one index per pattern of free times and stops after a few rows; it reads ten rows
of one skill or ten thousand alike. Among those who were never asked, each need starts at a lot of its own,
so that the first three of a long list are not everybody's candidates. Only equality and order of uuid,
text and numbers are used: other operators would be run on every row that row-level security lets through.

Offers and needs are hot paths: functions of the database (migration 0005) find helpers, and write what is new.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.talents.matching.model import HANDFUL, Fit
from services.talents.needs.model import Need
from services.talents.offers.model import Offer, lot_of
from services.talents.times.model import from_mask, suiting, to_mask
from shared.contracts.codes import TimeOfDay
from shared.kit.clock import now
from shared.kit.database import Driver
from shared.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Helper:
    """An offer that may answer a need."""

    offer_id: UUID
    resident_id: UUID
    house_id: UUID | None
    free: list[TimeOfDay]
    asked_at: datetime | None
    helped: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A helper and how they suit."""

    helper: Helper
    fit: Fit


async def helpers(
    driver: Driver, need: Need, masks: Sequence[int], but: Collection[UUID]
) -> tuple[UUID | None, list[Helper]]:
    """Where whoever needs help lives, and standing offers that answer `need`, free at `masks`, of others than `but`:
    near ones, and rested ones."""
    asked = need.center_id, need.resident_id, need.skill, masks, [need.resident_id, *but], lot_of(need.id)
    rows = await driver.fetch("select * from helpers_for($1, $2, $3, $4, $5, $6)", *asked)
    found = [
        Helper(
            row["id"],
            row["resident_id"],
            row["house_id"],
            from_mask(row["free"]),
            row["asked_at"],
            row["helped"],
        )
        for row in rows
        if row["id"] is not None
    ]
    return rows[0]["my_house"], found


async def add_candidates(driver: Driver, need: Need, chosen: Sequence[Candidate]) -> None:
    """Adds candidates to a need that is there."""
    places = ", ".join(f"${place}" for place in range(1, 14))
    await driver.execute(f"select add_candidates({places})", need.center_id, *chosen_for(need, now(), chosen))


async def answer_needs(driver: Driver, offer: Offer) -> None:
    """Makes an offer that is there a candidate of the oldest needs that it answers and that still look for some."""
    asked = offer.center_id, *looking(offer, now())
    await driver.execute("select answer_needs($1, $2, $3, $4, $5, $6, $7, $8)", *asked)


def need_as_written(need: Need, chosen: Sequence[Candidate]) -> tuple[object, ...]:
    """The arguments of `state_need`, which writes a new need with its candidates."""
    more = need.house_id, need.details, to_mask(need.free), need.channel, need.candidates
    return *chosen_for(need, need.stated_at, chosen), *more


def offer_as_written(offer: Offer) -> tuple[object, ...]:
    """The arguments of `make_offer`, which writes a new offer and answers needs with it."""
    return *looking(offer, offer.made_at), offer.details, offer.channel, lot_of(offer.id)


def looking(offer: Offer, at: datetime) -> tuple[object, ...]:
    """What an offer looks for needs by."""
    ids = [new_id() for _ in range(HANDFUL)]
    masks = suiting(offer.free)
    return offer.id, offer.resident_id, offer.skill, to_mask(offer.free), at, masks, ids


def chosen_for(need: Need, at: datetime, chosen: Sequence[Candidate]) -> tuple[object, ...]:
    """A need and its candidates, column by column."""
    return (
        need.id,
        need.resident_id,
        need.skill,
        at,
        [new_id() for _ in chosen],
        [one.helper.offer_id for one in chosen],
        [one.helper.resident_id for one in chosen],
        [to_mask(one.fit.common_times) for one in chosen],
        [one.fit.times_known for one in chosen],
        [one.fit.same_house for one in chosen],
        [one.fit.asked_at for one in chosen],
        [one.fit.helped for one in chosen],
    )
