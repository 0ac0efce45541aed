"""Puts the published counts of every center side by side."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.centers import repository
from services.city.centers.schemas import CenterRead, CentersRead, CountRead
from services.city.indicators.model import OFFERS, RESIDENTS, YES
from services.city.periods.model import Period
from services.city.publications import repository as publications
from services.city.publications.model import Publication, Row

_COUNTS: Mapping[str, tuple[str, str | None]] = {
    "residents": ("residents", RESIDENTS),
    "participants": ("reach", YES),
    "offers": ("talent_density", OFFERS),
    "needs": ("need_fulfilment", None),
    "events": ("resident_led_share", None),
}
"""Each count as an indicator of this year and a column of it; None is the total of the row."""


async def read_centers(session: AsyncSession, at: datetime) -> CentersRead:
    """Every center that was opened, with this year's published counts."""
    year = str(Period.around(at)[2])
    hosts = await repository.hosts(session)
    published = await publications.latest(session, year, [code for code, _ in _COUNTS.values()])
    taken = [one.taken_at for one in published.values()]
    return CentersRead(
        period=year,
        taken_at=max(taken) if taken else None,
        items=[
            CenterRead(id=center, host=host, **_counts(published, center)) for center, host in hosts.items()
        ],
        city=_counts(published, None),
        hosts=dict(Counter(hosts.values())),
    )


def _counts(published: Mapping[str, Publication], center: UUID | None) -> dict[str, CountRead]:
    found = {}
    for name, (code, column) in _COUNTS.items():
        rows = published[code].shown() if code in published else {}
        row = rows.get(center, Row(center, {}, None))
        number = row.total if column is None else row.numbers.get(column)
        found[name] = CountRead(number=number, hidden=number is None)
    return found
