"""Tables of HSDS gathered into entries of the directory, each value remembering the cell it came from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from services.registry.support.directory.schemas import EntryCreate
from services.registry.support.hsds.model import FILES, MEANING, UNKNOWN, Row, Tables
from services.registry.support.hsds.schemas import Rejected
from shared.kit.language import say
from shared.kit.problem_words import explain

Path = tuple[str | int, ...]
Cell = tuple[str, int, str]

_MOST_PHONES = 10
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is said of organisations that do not say it by our taxonomies."""

    level: str
    body: str
    support: str


@dataclass
class Gathered:
    """An organisation as the directory takes it."""

    id: UUID
    entry: EntryCreate


@dataclass
class _Draft:
    """A body in the making, and from which cell each of its values comes."""

    body: dict[str, Any] = field(default_factory=dict)  # Any: JSON
    cells: dict[Path, Cell] = field(default_factory=dict)

    def put(self, target: dict[str, Any], path: Path, table: str, row: Row, **columns: str) -> None:
        """Copies columns of a row: `name="alternate_name"` fills `name` with what stands in that column."""
        for name, column in columns.items():
            self.cells[(*path, name)] = (FILES[table], row["_row"], column)
            if column in row and row[column] != UNKNOWN:
                target[name] = row[column]

    def cell(self, path: Path) -> Cell:
        """The cell of a value, or of what holds it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.cells:
                return self.cells[path[:end]]
        return self.cells[()]


class Gathering:
    """Reads the tables once, and notes every row that leads nowhere."""

    def __init__(self, tables: Tables, defaults: Defaults) -> None:
        self.tables = tables
        self.defaults = defaults
        self.rejected: list[Rejected] = []
        self._terms = {**MEANING, **_by_code(tables)}
        self._by = {
            (table, column): _grouped(tables[table], column)
            for table, column in (
                ("service", "organization_id"), ("location", "organization_id"), ("contact", "organization_id"),
                ("phone", "organization_id"), ("phone", "contact_id"), ("phone", "service_id"),
                ("phone", "location_id"), ("attribute", "link_id"),
                ("service_at_location", "service_id"), ("address", "location_id"), ("schedule", "location_id"),
            )
        }  # fmt: skip
        self._locations = {row.get("id"): row for row in tables["location"]}

    def entries(self) -> Iterator[Gathered]:
        """The organisations that can be taken."""
        seen: set[UUID] = set()
        self._note_strays()
        for row in self.tables["organization"]:
            known = self._id_of(row, seen)
            if known is None:
                continue
            draft = self._draft(row)
            try:
                entry = EntryCreate.model_validate(draft.body)
            except ValidationError as error:
                self.rejected += [_rejected(draft, one) for one in error.errors()]
                continue
            yield Gathered(known, entry)

    def _id_of(self, row: Row, seen: set[UUID]) -> UUID | None:
        cell = FILES["organization"], row["_row"], "id"
        try:
            found = UUID(str(row.get("id", "")))
        except ValueError:
            self._reject(cell, "hsds.id", say("Нужен идентификатор UUID"))
            return None
        if found in seen:
            self._reject(cell, "hsds.twice", say("Такой идентификатор в файле уже был"))
            return None
        seen.add(found)
        return found

    def _note_strays(self) -> None:
        organizations = {row.get("id") for row in self.tables["organization"]}
        for table in ("service", "location", "contact", "phone"):
            for row in self.tables[table]:
                owner = row.get("organization_id")
                if (owner is not None and owner not in organizations) or (
                    table == "service" and owner is None
                ):
                    cell = FILES[table], row["_row"], "organization_id"
                    self._reject(cell, "hsds.no-organization", say("Такой организации в файле нет"))

    def _reject(self, cell: Cell, code: str, message: str) -> None:
        file, row, column = cell
        self.rejected.append(Rejected(file=file, row=row, column=column, code=code, message=message))

    def _draft(self, row: Row) -> _Draft:
        draft = _Draft()
        draft.cells[()] = FILES["organization"], row["_row"], "name"
        draft.put(
            draft.body, (), "organization", row,
            name="name", also="alternate_name", about="description", site="website", mail="email",
        )  # fmt: skip
        if draft.body.get("about") == draft.body.get("name"):
            draft.body.pop("about", None)
        draft.body |= self._meaning(row["id"])
        services = self._by["service", "organization_id"][row["id"]]
        places = self._places_of(row["id"], services)
        draft.body["places"] = [self._place(draft, at, one) for at, one in enumerate(places)]
        known = [one["id"] for one in draft.body["places"] if "id" in one]
        draft.body["services"] = [self._service(draft, at, one, known) for at, one in enumerate(services)]
        phones = self._phones_of(row["id"], services, places)
        draft.body["phones"] = [self._phone(draft, at, one) for at, one in enumerate(phones)]
        people = self._by["contact", "organization_id"][row["id"]]
        draft.body["contacts"] = [self._person(draft, at, one) for at, one in enumerate(people)]
        assured = [one["assured_date"] for one in services if "assured_date" in one]
        if assured:
            first = next(one for one in services if one.get("assured_date") == max(assured))
            draft.put(draft.body, (), "service", first, confirmed_on="assured_date")
        return draft

    def _phones_of(self, organization: str, services: list[Row], places: list[Row]) -> list[Row]:
        """Its own, or, where it has none, those of its services and places."""
        own = self._by["phone", "organization_id"][organization]
        of_parts = [
            phone
            for column, rows in (("service_id", services), ("location_id", places))
            for row in rows
            for phone in self._by["phone", column][row.get("id")]
        ]
        return (own or of_parts)[:_MOST_PHONES]

    def _meaning(self, organization: str) -> dict[str, Any]:  # Any: JSON
        said: defaultdict[str, list[str]] = defaultdict(list)
        for one in self._by["attribute", "link_id"][organization]:
            kind, code = self._terms.get(one.get("taxonomy_term_id", ""), ("", ""))
            said[kind].append(code)
        return {
            "level": next(iter(said["level"]), self.defaults.level),
            "body": next(iter(said["body"]), self.defaults.body),
            "support": said["support"] or [self.defaults.support],
        }

    def _places_of(self, organization: str, services: list[Row]) -> list[Row]:
        """Its own, and those at which its services are given."""
        own = {row.get("id"): row for row in self._by["location", "organization_id"][organization]}
        for service in services:
            for link in self._by["service_at_location", "service_id"][service.get("id")]:
                place = self._locations.get(link.get("location_id"))
                if place is not None:
                    own.setdefault(place["id"], place)
        return list(own.values())

    def _place(self, draft: _Draft, at: int, row: Row) -> dict[str, Any]:  # Any: JSON
        place: dict[str, Any] = {}  # Any: JSON
        path = ("places", at)
        draft.put(
            place, path, "location", row, id="id", name="name", latitude="latitude", longitude="longitude"
        )
        address = next(iter(self._by["address", "location_id"][row.get("id")]), None)
        if address is None:
            place["address"] = row.get("name", "")
            draft.cells[(*path, "address")] = FILES["location"], row["_row"], "name"
        else:
            draft.put(
                place, path, "address", address,
                address="address_1", town="city", region="state_province", postcode="postal_code",
            )  # fmt: skip
        hours = self._by["schedule", "location_id"][row.get("id")]
        readable = [one for one in hours if {"byday", "opens_at", "closes_at"} <= one.keys()]
        place["hours"] = [self._hours(draft, (*path, "hours", n), one) for n, one in enumerate(readable)]
        return place

    def _hours(self, draft: _Draft, path: Path, row: Row) -> dict[str, Any]:  # Any: JSON
        hours: dict[str, Any] = {}  # Any: JSON
        draft.put(
            hours, path, "schedule", row, id="id", opens="opens_at", closes="closes_at", note="description"
        )
        draft.cells[(*path, "days")] = FILES["schedule"], row["_row"], "byday"
        days = [one.strip().upper() for one in str(row["byday"]).split(",")]
        hours["days"] = sorted(days, key=lambda day: _DAYS.index(day) if day in _DAYS else -1)
        return hours

    def _service(self, draft: _Draft, at: int, row: Row, places: list[str]) -> dict[str, Any]:  # Any: JSON
        service: dict[str, Any] = {}  # Any: JSON
        draft.put(
            service, ("services", at), "service", row, id="id", name="name", about="description",
            for_whom="eligibility_description", how_to_apply="application_process", cost="fees_description",
        )  # fmt: skip
        links = self._by["service_at_location", "service_id"][row.get("id")]
        at_places = [one for one in places if one in {link.get("location_id") for link in links}]
        service["place_ids"] = [] if len(at_places) == len(places) else at_places
        return service

    def _phone(self, draft: _Draft, at: int, row: Row) -> dict[str, Any]:  # Any: JSON
        phone: dict[str, Any] = {}  # Any: JSON
        draft.put(phone, ("phones", at), "phone", row, id="id", number="number", about="description")
        return phone

    def _person(self, draft: _Draft, at: int, row: Row) -> dict[str, Any]:  # Any: JSON
        person: dict[str, Any] = {}  # Any: JSON
        draft.put(person, ("contacts", at), "contact", row, id="id", name="name", post="title", mail="email")
        phone = next(iter(self._by["phone", "contact_id"][row.get("id")]), None)
        if phone is not None:
            draft.put(person, ("contacts", at), "phone", phone, phone="number")
        return person


def _by_code(tables: Tables) -> Mapping[str, tuple[str, str]]:
    """Terms of other files that carry our codes: `level:city`."""
    known = {f"{kind}:{code}": (kind, code) for kind, code in MEANING.values()}
    return {
        row["id"]: known[row["code"]]
        for row in tables["taxonomy_term"]
        if row.get("code") in known and "id" in row
    }


def _grouped(
    rows: list[Row], column: str
) -> defaultdict[Any, list[Row]]:  # Any: an id as it stands in the file
    found: defaultdict[Any, list[Row]] = defaultdict(list)  # Any: as above
    for row in rows:
        if column in row:
            found[row[column]].append(row)
    return found


def _rejected(draft: _Draft, error: Any) -> Rejected:  # Any: pydantic's own record of an error
    file, row, column = draft.cell(tuple(error["loc"]))
    return Rejected(file=file, row=row, column=column, code=error["type"], message=explain(error))
