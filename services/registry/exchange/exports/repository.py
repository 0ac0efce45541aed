"""Everybody and every house of a center, part by part, as they are written into a list."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from sqlalchemy import RowMapping, TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.exports.model import HOUSE_KIND, LANGUAGE, WAY

Cells = list[str]

_AT_ONCE = 2000
_CONTACT = """
(select c.value from resident_contacts c where c.center_id = r.center_id and c.resident_id = r.id
  and c.kind = '{kind}' and c.open_to <> 'sign_in' order by c.preferred desc, c.id limit 1) as {kind}
"""
_RESIDENTS = text(
    f"""
    select r.id, r.family_name, r.given_name, r.patronymic, r.birth_year, r.adult, r.way, r.language,
      h.address, p.number as flat, {_CONTACT.format(kind="phone")}, {_CONTACT.format(kind="mail")}
    from residents r
    left join houses h on h.center_id = r.center_id and h.id = r.house_id
    left join premises p on p.center_id = r.center_id and p.id = r.premises_id
    where r.center_id = :center and r.id > :after order by r.id limit :limit
    """
)
_HOUSES = text(
    "select id, address, kind, flats from houses where center_id = :center and id > :after order by id limit :limit"
)


async def residents(session: AsyncSession, center: UUID) -> AsyncIterator[Sequence[Cells]]:
    """The residents as cells, in the order in which they came; contacts that serve sign-in alone stay out."""
    async for part in _parts(session, center, _RESIDENTS):
        yield [_resident(row) for row in part]


async def houses(session: AsyncSession, center: UUID) -> AsyncIterator[Sequence[Cells]]:
    """The houses as cells."""
    async for part in _parts(session, center, _HOUSES):
        yield [[row["address"], HOUSE_KIND[row["kind"]], str(row["flats"])] for row in part]


async def _parts(
    session: AsyncSession, center: UUID, wanted: TextClause
) -> AsyncIterator[Sequence[RowMapping]]:
    after = UUID(int=0)
    while True:
        asked = {"center": center, "after": after, "limit": _AT_ONCE}
        part = (await session.execute(wanted, asked)).mappings().all()
        if part:
            yield part
        if len(part) < _AT_ONCE:
            return
        after = part[-1]["id"]


def _resident(row: RowMapping) -> Cells:
    reachable = {"mail": row["mail"], "phone": row["phone"], "messenger": row["phone"]}.get(row["way"], True)
    return [
        row["family_name"], row["given_name"], row["patronymic"] or "", row["phone"] or "", row["mail"] or "",
        row["address"] or "", row["flat"] or "", str(row["birth_year"] or ""), "да" if row["adult"] else "нет",
        WAY[row["way"]] if reachable else "", LANGUAGE[row["language"]],
    ]  # fmt: skip
