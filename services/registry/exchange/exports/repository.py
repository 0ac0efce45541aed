"""Everything of a kind in a center, part by part, as it is written into a list."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.exchange.headings.model import Kind
from services.registry.exchange.of_directory import model as of_directory
from services.registry.exchange.of_houses import model as of_houses
from services.registry.exchange.of_members import model as of_members
from services.registry.exchange.of_organisations import model as of_organisations
from services.registry.exchange.of_owners import model as of_owners
from services.registry.exchange.of_partners import model as of_partners
from services.registry.exchange.of_people import model as of_people
from services.registry.places.centers.model import CITY
from shared.kit.clock import CITY_TIME

Cells = list[str]

_AT_ONCE = 2000
_CONTACT = """
(select string_agg(c.value, ', ' order by c.preferred desc, c.id) from resident_contacts c
  where c.center_id = r.center_id and c.resident_id = r.id and c.kind = '{kind}' and c.open_to <> 'sign_in') as {kind}
"""
_RESIDENTS = text(
    f"""
    select r.id, r.family_name, r.given_name, r.patronymic, r.birth_year, r.adult, r.way, r.language,
      h.address, p.number as flat, sheet.number as sheet, sheet.given_at as signed_at,
      {_CONTACT.format(kind="phone")}, {_CONTACT.format(kind="mail")}
    from residents r
    left join houses h on h.center_id = r.center_id and h.id = r.house_id
    left join premises p on p.center_id = r.center_id and p.id = r.premises_id
    left join consents sheet on sheet.center_id = r.center_id and sheet.resident_id = r.id
      and sheet.purpose = 'keep_card' and sheet.how = 'paper' and sheet.ended_at is null
    where r.center_id = :center and r.id > :after order by r.id limit :limit
    """
)
_HOUSES = text(
    "select id, address, kind, flats from houses where center_id = :center and id > :after order by id limit :limit"
)
_OF_ORGANISATION = """
(select string_agg(c.value, '{between}' order by c.place) from organisation_contacts c
  where c.center_id = o.center_id and c.organisation_id = o.id and c.kind = '{kind}') as {kind}
"""
_ORGANISATIONS = text(
    f"""
    select o.id, o.name, o.kind, o.scale, o.entrance, o.about, o.founded_on, above.name as parent,
      (select string_agg(h.address, '; ' order by h.address) from organisation_houses a
        join houses h on h.center_id = a.center_id and h.id = a.house_id
        where a.center_id = o.center_id and a.organisation_id = o.id) as houses,
      {", ".join(_OF_ORGANISATION.format(kind=one, between=", ") for one in ("phone", "mail"))},
      {", ".join(_OF_ORGANISATION.format(kind=one, between="; ") for one in ("site", "address", "hours"))}
    from organisations o
    left join organisations above on above.center_id = o.center_id and above.id = o.parent_id
    where o.center_id = :center and o.state <> 'dissolved' and o.id > :after order by o.id limit :limit
    """
)
_WHOLE_NAME = "concat_ws(' ', r.family_name, r.given_name, r.patronymic) as whole_name"
_MEMBERS = text(
    f"""
    select m.id, o.name as organisation, {_WHOLE_NAME}, {_CONTACT.format(kind="phone")},
      h.address, p.number as flat, m.role, m.since, m.until
    from memberships m
    join organisations o on o.center_id = m.center_id and o.id = m.organisation_id and o.state <> 'dissolved'
    join residents r on r.center_id = m.center_id and r.id = m.resident_id
    left join houses h on h.center_id = r.center_id and h.id = r.house_id
    left join premises p on p.center_id = r.center_id and p.id = r.premises_id
    where m.center_id = :center and m.ended_on is null and m.id > :after order by m.id limit :limit
    """
)
_OWNERS = text(
    f"""
    select w.id, h.address, p.number, p.kind as premises, p.area, w.kind, w.name, {_WHOLE_NAME},
      {_CONTACT.format(kind="phone")}, w.numerator, w.denominator, w.basis
    from owners w
    join premises p on p.center_id = w.center_id and p.id = w.premises_id
    join houses h on h.center_id = p.center_id and h.id = p.house_id
    left join residents r on r.center_id = w.center_id and r.id = w.resident_id
    where w.center_id = :center and w.id > :after order by w.id limit :limit
    """
)
_PARTNERS = text(
    """
    select coalesce(a.id, p.id) as id, p.name, p.kind, p.about, p.contacts, p.next_contact_on, p.note,
      a.number, a.signed_on, a.until, a.ours, a.theirs, a.document
    from partners p
    left join partner_agreements a on a.center_id = p.center_id and a.partner_id = p.id
    where p.center_id = :center and coalesce(a.id, p.id) > :after order by 1 limit :limit
    """
)
_DIRECTORY = text(
    f"""
    select id, name, also, about, level, body, support, services, places, phones, contacts, site, mail, note, public,
      confirmed_on
    from directory_entries
    where center_id in (:center, '{CITY}') and id > :after order by id limit :limit
    """
)


async def lines_of(session: AsyncSession, center: UUID, kind: Kind) -> AsyncIterator[Sequence[Cells]]:
    """Everything of the kind as cells, in the order in which it came; contacts for sign-in alone stay out."""
    wanted, as_cells = _LISTS[kind]
    after = UUID(int=0)
    while True:
        asked = {"center": center, "after": after, "limit": _AT_ONCE}
        part = (await session.execute(wanted, asked)).mappings().all()
        if part:
            yield [as_cells(row) for row in part]
        if len(part) < _AT_ONCE:
            return
        after = part[-1]["id"]


async def nothing() -> AsyncIterator[Sequence[Cells]]:
    """A list without lines."""
    none: tuple[Sequence[Cells], ...] = ()
    for part in none:
        yield part


def _resident(row: RowMapping) -> Cells:
    reachable = {"mail": row["mail"], "phone": row["phone"], "messenger": row["phone"]}.get(row["way"], True)
    return [
        row["family_name"], row["given_name"], row["patronymic"] or "", row["phone"] or "", row["mail"] or "",
        row["address"] or "", row["flat"] or "", str(row["birth_year"] or ""), _yes(row["adult"]),
        _word(of_people.WAYS, row["way"]) if reachable else "", _word(of_people.LANGUAGES, row["language"]),
        row["sheet"] or "", str(row["signed_at"].astimezone(CITY_TIME).date()) if row["signed_at"] else "",
    ]  # fmt: skip


def _house(row: RowMapping) -> Cells:
    return [row["address"], _word(of_houses.KINDS, row["kind"]), str(row["flats"])]


def _organisation(row: RowMapping) -> Cells:
    return [
        row["name"], _word(of_organisations.KINDS, row["kind"]), _word(of_organisations.SCALES, row["scale"]),
        row["houses"] or "", str(row["entrance"] or ""), row["parent"] or "", row["about"] or "",
        str(row["founded_on"] or ""), row["phone"] or "", row["mail"] or "", row["site"] or "", row["address"] or "",
        row["hours"] or "",
    ]  # fmt: skip


def _member(row: RowMapping) -> Cells:
    return [
        row["organisation"], row["whole_name"], row["phone"] or "", row["address"] or "", row["flat"] or "",
        _word(of_members.ROLES, row["role"]), str(row["since"]), str(row["until"] or ""),
    ]  # fmt: skip


def _owner(row: RowMapping) -> Cells:
    share = Fraction(row["numerator"], row["denominator"])
    return [
        row["address"], row["number"], _word(of_owners.PREMISES, row["premises"]), str(row["area"] or ""),
        row["name"] or row["whole_name"] or "", row["phone"] or "", _word(of_owners.KINDS, row["kind"]), str(share),
        row["basis"] or "",
    ]  # fmt: skip


def _partner(row: RowMapping) -> Cells:
    person: Mapping[str, str | None] = next(iter(row["contacts"]), {})
    contact = (person.get(one) or "" for one in ("name", "post", "phone", "mail"))
    agreed = (str(row[one] or "") for one in ("number", "signed_on", "until", "ours", "theirs", "document"))
    return [
        row["name"], _word(of_partners.KINDS, row["kind"]), row["about"], *contact, *agreed,
        str(row["next_contact_on"] or ""), row["note"],
    ]  # fmt: skip


def _entry(row: RowMapping) -> Cells:
    person: Mapping[str, str] = next(iter(row["contacts"]), {})
    return [
        row["name"], row["also"], row["about"], _word(of_directory.LEVELS, row["level"]),
        _word(of_directory.BODIES, row["body"]),
        ", ".join(_word(of_directory.SUPPORT, one) for one in row["support"]),
        "; ".join(one["name"] for one in row["services"]), next((one["for_whom"] for one in row["services"]), ""),
        ", ".join(one["number"] for one in row["phones"]), row["mail"] or "", row["site"] or "",
        "; ".join(one["address"] for one in row["places"]), person.get("name", ""), person.get("post", ""),
        row["note"], _yes(row["public"]), str(row["confirmed_on"]),
    ]  # fmt: skip


def _word(words: Mapping[Any, Sequence[str]], code: str | None) -> str:  # Any: whichever codes they are
    return words[code][0] if code else ""


def _yes(value: bool) -> str:
    return "да" if value else "нет"


_LISTS: Mapping[Kind, tuple[TextClause, Callable[[RowMapping], Cells]]] = {
    "residents": (_RESIDENTS, _resident),
    "houses": (_HOUSES, _house),
    "organisations": (_ORGANISATIONS, _organisation),
    "members": (_MEMBERS, _member),
    "owners": (_OWNERS, _owner),
    "partners": (_PARTNERS, _partner),
    "directory": (_DIRECTORY, _entry),
}
