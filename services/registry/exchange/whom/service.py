"""Finds the residents of whom the rows of a list speak, for a whole part of the list at once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells
from services.registry.exchange.staging.model import comparable_name
from services.registry.exchange.whom.model import Candidate, People, Whom
from services.registry.exchange.whom.repository import called, holding
from services.registry.people.contacts.model import ContactUnclear, read_phone


def said_of(row: Cells, house_id: UUID | None = None, flat: str = "") -> Whom:
    """Whom the row means; a telephone that is none is noted as wrong."""
    name = row.text("full_name")
    if not name:
        parts = (row.text(one) for one in ("family_name", "given_name", "patronymic"))
        name = " ".join(filter(None, parts))
    return Whom(name, _phone(row), house_id, flat)


async def people_of(session: AsyncSession, center: UUID, rows: Sequence[Whom]) -> People:
    """Everybody who may be meant."""
    phones = {one.phone for one in rows if one.phone}
    names = {comparable_name(one.name) for one in rows if one.name}
    return People(
        _gathered(await holding(session, center, phones)), _gathered(await called(session, center, names))
    )


def the_one(row: Cells, people: People, whom: Whom) -> Candidate | None:
    """The resident, or None with the reason noted: nobody, or several."""
    place = "phone" if whom.phone and row.has("phone") else _named(row)
    if not whom.name and whom.phone is None:
        if not row.refused("phone"):
            row.wrong(place, "imports.person-missing", "Напишите телефон человека или фамилию и имя")
        return None
    found = people.meant(whom)
    if len(found) == 1:
        return found[0]
    if found:
        row.wrong(
            place, "imports.person-several",
            "Таких жителей несколько. Добавьте отчество, телефон или дом с квартирой",
        )  # fmt: skip
    else:
        row.wrong(
            place, "imports.person-unknown",
            "Такого жителя в центре нет. Проверьте имя и телефон или сначала запишите человека",
        )  # fmt: skip
    return None


def _named(row: Cells) -> str:
    return "full_name" if row.has("full_name") or not row.has("family_name") else "family_name"


def _phone(row: Cells) -> str | None:
    for place, typed in row.several("phone"):
        try:
            return read_phone(typed).value
        except ContactUnclear:
            row.wrong(
                place, "imports.phone",
                "Не похоже на номер телефона. Проверьте, например +7 916 123-45-67. Между номерами ставьте запятую",
            )  # fmt: skip
    return None


def _gathered(found: Sequence[tuple[str, Candidate]]) -> dict[str, list[Candidate]]:
    gathered: dict[str, list[Candidate]] = {}
    for key, one in found:
        if one not in gathered.setdefault(key, []):
            gathered[key].append(one)
    return gathered
