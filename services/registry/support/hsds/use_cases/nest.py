"""The tables as HSDS's API answers them: each thing with everything that hangs on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from services.registry.support.hsds.model import Row, Tables


class Nested:
    """The whole directory, looked up by what hangs on what."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._terms = {row["id"]: row for row in tables["taxonomy_term"]}
        self._taxonomies = {row["id"]: row for row in tables["taxonomy"]}
        self._by = {
            name: _grouped(tables[table], column)
            for name, table, column in (
                ("addresses", "address", "location_id"),
                ("schedules", "schedule", "location_id"),
                ("locations", "location", "organization_id"),
                ("contacts", "contact", "organization_id"),
                ("phones", "phone", "organization_id"),
                ("phones_of_contact", "phone", "contact_id"),
                ("at_locations", "service_at_location", "service_id"),
                ("attributes", "attribute", "link_id"),
            )
        }
        self._locations = {row["id"]: row for row in tables["location"]}
        self._organizations = {row["id"]: row for row in tables["organization"]}

    def organization(self, row: Row) -> Row:
        """An organisation with its places, contacts and phones, without its services, as HSDS has it."""
        return _whole(
            row,
            locations=[self.location(one) for one in self._by["locations"][row["id"]]],
            contacts=[self._contact(one) for one in self._by["contacts"][row["id"]]],
            phones=self._by["phones"][row["id"]],
            attributes=[self._attribute(one) for one in self._by["attributes"][row["id"]]],
        )

    def service(self, row: Row) -> Row:
        """A service with its organisation and the places where it is given."""
        return _whole(
            row,
            organization=self.organization(self._organizations[row["organization_id"]]),
            service_at_locations=[
                self.service_at_location(one) for one in self._by["at_locations"][row["id"]]
            ],
        )

    def service_at_location(self, row: Row) -> Row:
        """A service at a place, with the place."""
        return {**row, "location": self.location(self._locations[row["location_id"]])}

    def location(self, row: Row) -> Row:
        """A place with its address and hours."""
        key = row["id"]
        return _whole(row, addresses=self._by["addresses"][key], schedules=self._by["schedules"][key])

    def term(self, row: Row) -> Row:
        """A term with its taxonomy."""
        taxonomy = self._taxonomies[row["taxonomy_id"]]
        return {**row, "taxonomy": taxonomy["name"], "taxonomy_detail": taxonomy}

    def of(self, kind: str) -> Sequence[Row]:
        """The rows of a table, not nested."""
        return self._tables[kind]

    def nested(self, kind: str, row: Row) -> Row:
        """A row of this table with everything that hangs on it."""
        match kind:
            case "organization":
                return self.organization(row)
            case "service":
                return self.service(row)
            case "service_at_location":
                return self.service_at_location(row)
            case "taxonomy_term":
                return self.term(row)
            case _:
                return row

    def _contact(self, row: Row) -> Row:
        return _whole(row, phones=self._by["phones_of_contact"][row["id"]])

    def _attribute(self, row: Row) -> Row:
        return {**row, "taxonomy_term": self.term(self._terms[row["taxonomy_term_id"]])}


def _grouped(rows: Sequence[Row], column: str) -> Mapping[object, list[Row]]:
    found: defaultdict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if column in row:
            found[row[column]].append(row)
    return found


def _whole(row: Row, **parts: object) -> Row:
    return {**row, **{name: value for name, value in parts.items() if value}}
