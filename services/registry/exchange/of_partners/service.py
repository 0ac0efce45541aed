"""A list of partners with their agreements: a partner of several has a line for each of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.cells.model import Cells, by_spelling
from services.registry.exchange.headings.model import comparable
from services.registry.exchange.imports.model import Import
from services.registry.exchange.kinds.model import Entered, Row, Understood, Value
from services.registry.exchange.of_partners.model import KINDS
from services.registry.exchange.of_partners.repository import agreed_numbers, partners_by_name
from services.registry.exchange.staging.repository import every_accepted
from services.registry.exchange.staging.service import Known, mark_twins_by
from services.registry.support.partners.schemas import AgreementCreate, PartnerCreate
from services.registry.support.partners.service import enter_agreement, enter_partner
from shared.kit.problem_words import explain
from shared.kit.problems import Wrong

_KINDS = by_spelling(KINDS)
_OWN = {"account_id", "account_contact", "company_id"}
_CELL = {"contacts": "phone", "number": "agreement"}


async def understand(session: AsyncSession, center: UUID, rows: Sequence[Cells]) -> Sequence[Understood]:
    """What is known of each partner, and of an agreement where its number stands."""
    return [_understand(row) for row in rows]


async def mark_twins(session: AsyncSession, center: UUID, import_id: UUID) -> None:
    """A partner is known by name, an agreement by its number with this partner."""
    rows = await every_accepted(session, center, import_id)
    await mark_twins_by(session, center, import_id, rows, await _known(session, center, rows), _keys)


async def enter(session: AsyncSession, made: Import, rows: Sequence[Row]) -> Entered:
    """Enters partners, and agreements of those that are there."""
    entered = Entered(await _known(session, made.center_id, rows))
    partners = dict(await partners_by_name(session, made.center_id))
    for _, thing, value in entered.without(rows):
        name = comparable(value["name"])
        partner, also = partners.get(name), {}
        if partner is None:
            partner = partners[name] = await enter_partner(
                session, made.center_id, _partner(value) | {"id": thing}
            )
        else:
            also = {"id": thing}
        if value["agreement"]:
            agreed = AgreementCreate.model_validate(value["agreement"]).model_dump()
            await enter_agreement(session, partner, agreed | also)
    return entered


def _understand(row: Cells) -> Understood:
    value: Value = {
        "name": row.text("name"),
        "kind": row.coded(
            "kind", _KINDS, "imports.partner-kind", "Напишите, например, «школа», «библиотека» или «депутат»"
        ) or "other",
        "about": row.lines("about"),
        "contacts": _contact(row),
        "next_contact_on": _day(row, "next_contact_on"),
        "note": row.lines("note"),
        "agreement": _agreement(row),
    }  # fmt: skip
    if not value["name"] and not row.refused("name"):
        row.wrong("name", "imports.name-missing", "Нет названия. Впишите его или уберите строку")
    if not row.problems:
        said = {name: one for name, one in value.items() if name != "agreement"}
        _check(row, PartnerCreate, said)
        if value["agreement"]:
            _check(row, AgreementCreate, value["agreement"])
    return Understood(value, comparable(str(value["name"])))


def _agreement(row: Cells) -> Value | None:
    number, signed, until = row.text("agreement"), _day(row, "signed_on"), _day(row, "until")
    said = {"ours": row.lines("ours"), "theirs": row.lines("theirs"), "document": row.text("document")}
    if not number and (signed or until or any(said.values())):
        row.wrong("agreement", "imports.agreement-number", "Напишите номер соглашения, хотя бы «б/н»")
    if number and signed is None and not row.refused("signed_on"):
        row.wrong("signed_on", "imports.agreement-day", "Напишите, когда подписано соглашение")
    return {"number": number, "signed_on": signed, "until": until, **said} if number else None


def _contact(row: Cells) -> list[Value]:
    said: Value = {
        "name": row.text("contact"), "post": row.text("post"),
        "phone": row.text("phone") or None, "mail": row.text("mail") or None,
    }  # fmt: skip
    return [said] if any(said.values()) else []


def _check(
    row: Cells, model: type[PartnerCreate] | type[AgreementCreate], said: Mapping[str, object]
) -> None:
    """By the same rules as the form."""
    try:
        model.model_validate(said)
    except ValidationError as error:
        for one in error.errors():
            place = one["loc"]
            thing = str(
                place[2] if place[:1] == ("contacts",) and len(place) > 2 else place[0] if place else "until"
            )
            row.note("contact" if thing == "name" and len(place) > 1 else _CELL.get(thing, thing),
                     Wrong("", one["type"], explain(one)))  # fmt: skip


def _keys(value: Value) -> Sequence[tuple[str, str]]:
    name = comparable(value["name"])
    return [(name, ""), *([(name, value["agreement"]["number"])] if value["agreement"] else [])]


async def _known(session: AsyncSession, center: UUID, rows: Sequence[Row]) -> Known:
    """Rows of partners that are there, as long as they bring no agreement that is new."""
    partners = await partners_by_name(session, center)
    agreed = await agreed_numbers(session, center)
    return {
        number: (there.id, "name")
        for number, _, value in rows
        if (there := partners.get(comparable(value["name"]))) is not None
        and (not value["agreement"] or (there.id, value["agreement"]["number"]) in agreed)
    }


def _partner(value: Value) -> Value:
    said = PartnerCreate.model_validate({name: one for name, one in value.items() if name != "agreement"})
    columns = said.model_dump(exclude=_OWN | {"contacts"})
    return columns | {"contacts": [one.model_dump(mode="json") for one in said.contacts]}


def _day(row: Cells, thing: str) -> str | None:
    day: date | None = row.day(thing)
    return day.isoformat() if day else None
