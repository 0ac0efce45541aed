"""The directory in the tables of Open Referral HSDS 3.0: which there are, and an entry as their rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from services.registry.support.directory.model import DirectoryEntry

Row = dict[str, Any]  # Any: values of HSDS, texts and numbers
Tables = dict[str, list[Row]]

COLUMNS: Mapping[str, Sequence[str]] = {
    "organization": ("id", "name", "alternate_name", "description", "email", "website"),
    "service": (
        "id", "organization_id", "name", "description", "status", "application_process", "fees_description",
        "eligibility_description", "assured_date",
    ),
    "location": ("id", "location_type", "organization_id", "name", "latitude", "longitude"),
    "address": (
        "id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    ),
    "schedule": ("id", "location_id", "freq", "byday", "opens_at", "closes_at", "description"),
    "service_at_location": ("id", "service_id", "location_id"),
    "contact": ("id", "organization_id", "name", "title", "email"),
    "phone": ("id", "organization_id", "contact_id", "number", "description"),
    "taxonomy": ("id", "name", "description", "version"),
    "taxonomy_term": ("id", "code", "name", "description", "taxonomy_id"),
    "attribute": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity"),
}  # fmt: skip
"""What is written of each table; HSDS knows more columns, and reading passes over those."""

FILES: Mapping[str, str] = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "location": "locations.csv",
    "address": "addresses.csv",
    "schedule": "schedules.csv",
    "service_at_location": "service_at_location.csv",
    "contact": "contacts.csv",
    "phone": "phones.csv",
    "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "attribute": "attributes.csv",
}
"""The names that the published data package gives to its files."""

_OURS = UUID("5d2a4b0e-6f0c-5a3b-9c51-0d4f2e7a1c00")
_VERSION = "1"
_MEANINGS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "level": (
        "Уровень", "На какой территории работает организация",
        {"local": "Рядом, в районе", "city": "По всему городу", "national": "По всей стране"},
    ),
    "body": (
        "Чья организация", "Кому принадлежит организация",
        {
            "state": "Государственная", "ngo": "Некоммерческая", "departmental": "Ведомственная",
            "municipal": "Муниципальная",
        },
    ),
    "support": (
        "Вид помощи", "Чем организация помогает",
        {
            "informational": "Информационная", "organisational": "Организационная", "financial": "Финансовая",
            "moral": "Моральная",
        },
    ),
}  # fmt: skip


UNKNOWN = "не указано"
"""HSDS requires a town, a region and a postcode of every address; this stands where nobody knows one."""


def own_id(*parts: object) -> str:
    """An id that is the same in every export of the same thing."""
    return str(uuid5(_OURS, "/".join(str(part) for part in parts)))


def taxonomies() -> Tables:
    """Level, body and support as taxonomies with their terms."""
    found: Tables = {"taxonomy": [], "taxonomy_term": []}
    for kind, (name, description, terms) in _MEANINGS.items():
        taxonomy = own_id(kind)
        found["taxonomy"].append(
            {"id": taxonomy, "name": name, "description": description, "version": _VERSION}
        )
        found["taxonomy_term"] += [
            {"id": own_id(kind, code), "code": f"{kind}:{code}", "name": said, "description": f"{name}: {said}",
             "taxonomy_id": taxonomy}
            for code, said in terms.items()
        ]  # fmt: skip
    return found


MEANING: Mapping[str, tuple[str, str]] = {
    own_id(kind, code): (kind, code) for kind, (_, _, terms) in _MEANINGS.items() for code in terms
}
"""What a term of ours says: which property, and its code."""


def tables_of(entries: Iterable[DirectoryEntry]) -> Tables:
    """The whole directory; values that are empty are left out of their row."""
    tables: Tables = {name: [] for name in COLUMNS} | taxonomies()
    for entry in entries:
        for name, row in _rows(entry):
            tables[name].append({key: value for key, value in row.items() if value not in (None, "")})
    return tables


def _rows(entry: DirectoryEntry) -> Iterator[tuple[str, Row]]:
    organization = str(entry.id)
    yield "organization", {
        "id": organization, "name": entry.name, "alternate_name": entry.also,
        "description": entry.about or entry.name, "email": entry.mail, "website": entry.site,
    }  # fmt: skip
    for kind, code in (
        ("level", entry.level),
        ("body", entry.body),
        *(("support", s) for s in entry.support),
    ):
        yield "attribute", {
            "id": own_id(organization, kind, code), "link_id": organization, "link_entity": "organization",
            "link_type": kind, "taxonomy_term_id": own_id(kind, code),
        }  # fmt: skip
    for place in entry.places:
        yield from _place(organization, place)
    for service in entry.services:
        yield from _service(entry, service)
    for phone in entry.phones:
        yield "phone", {
            "id": phone["id"], "organization_id": organization, "number": phone["number"],
            "description": phone["about"],
        }  # fmt: skip
    for person in entry.contacts:
        yield from _person(organization, person)


def _place(organization: str, place: Row) -> Iterator[tuple[str, Row]]:
    yield "location", {
        "id": place["id"], "location_type": "physical", "organization_id": organization, "name": place["name"],
        "latitude": _degrees(place["latitude"]), "longitude": _degrees(place["longitude"]),
    }  # fmt: skip
    yield "address", _address(place)
    for hours in place["hours"]:
        yield "schedule", {
            "id": hours["id"], "location_id": place["id"], "freq": "WEEKLY", "byday": ",".join(hours["days"]),
            "opens_at": hours["opens"], "closes_at": hours["closes"], "description": hours["note"],
        }  # fmt: skip


def _address(place: Row) -> Row:
    return {
        "id": own_id(place["id"], "address"), "location_id": place["id"], "address_1": place["address"],
        "city": place["town"] or UNKNOWN, "state_province": place["region"] or UNKNOWN,
        "postal_code": place["postcode"] or UNKNOWN,
        "country": "RU", "address_type": "physical",
    }  # fmt: skip


def _service(entry: DirectoryEntry, service: Row) -> Iterator[tuple[str, Row]]:
    yield "service", {
        "id": service["id"], "organization_id": str(entry.id), "name": service["name"],
        "description": service["about"], "status": "active", "application_process": service["how_to_apply"],
        "fees_description": service["cost"], "eligibility_description": service["for_whom"],
        "assured_date": entry.confirmed_on.isoformat(),
    }  # fmt: skip
    places = [one["id"] for one in entry.places]
    for place in [one for one in service["place_ids"] if one in places] or places:
        yield "service_at_location", {
            "id": own_id(service["id"], place), "service_id": service["id"], "location_id": place,
        }  # fmt: skip


def _person(organization: str, person: Row) -> Iterator[tuple[str, Row]]:
    yield "contact", {
        "id": person["id"], "organization_id": organization, "name": person["name"], "title": person["post"],
        "email": person["mail"],
    }  # fmt: skip
    if person["phone"]:
        yield "phone", {
            "id": own_id(person["id"], "phone"), "contact_id": person["id"], "number": person["phone"],
        }  # fmt: skip


def _degrees(value: object) -> float | None:
    return None if value is None else float(str(value))
