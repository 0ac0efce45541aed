"""Names that people wrote into texts of a service: no id leads to them, so whoever knows the name asks for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.requests import LookForName, Mentioned, Mentions
from shared.kit.database import Database
from shared.kit.replies import Replies

_MOST = 500
"""In how many texts a name is told of at the most."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where people write freely: a table, the column that leads to the page, and the expressions with words.

    `whose` is the column of whoever wrote it, whose own texts go with them and are not looked at.
    """

    place: str
    table: str
    leads_to: str
    words: Sequence[str]
    whose: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """Whom a look is about: patterns of PostgreSQL for small letters without ё. It is kept nowhere."""

    resident_id: UUID
    family: str
    given: str


async def places_with(
    session: AsyncSession, center: UUID, written: Iterable[Written], name: Name
) -> set[tuple[str, UUID]]:
    """The texts of a center in which both parts of the name stand."""
    asked = {"center": center, "resident": name.resident_id, "family": name.family, "given": name.given}
    found: set[tuple[str, UUID]] = set()
    for one in written:
        found |= {(one.place, thing) for thing in await session.scalars(text(_looking(one)), asked)}
    return found


def mentions(request: type[LookForName], written: Sequence[Written]) -> Replies:
    """The reply to `request` from where the service lets people write."""
    replies = Replies()

    async def tell_mentions(database: Database, ask: LookForName) -> Mentions:
        name = Name(ask.resident_id, ask.family, ask.given)
        async with database.transaction(ask.center_id) as session:
            found = sorted(await places_with(session, ask.center_id, written, name))
        return Mentions(items=[Mentioned(place=place, thing_id=thing) for place, thing in found[:_MOST]])

    replies.to(request)(tell_mentions)
    return replies


def _looking(one: Written) -> str:
    words = f"replace(lower(concat_ws(' ', {', '.join(one.words)})), 'ё', 'е')"
    others = f" and {one.whose} is distinct from cast(:resident as uuid)" if one.whose else ""
    return (
        f"select distinct {one.leads_to} from {one.table}"
        f" where center_id = :center and {words} ~ :family and {words} ~ :given{others}"
    )
