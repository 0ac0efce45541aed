"""The form of an entry: what a manager types on one page, and the whole entry that comes of it.

The form shows one place, one service in detail, and the rest by name; what it does not show stays as it was.
"""

import re
from typing import Any

from services.portal.directory.labels import BODY_KIND, LEVEL
from services.portal.directory.model import Entry
from services.portal.filling.forms import Form
from services.portal.wording.language import phrase

Json = dict[str, Any]  # Any: JSON

NAME_MISSING = phrase("Напишите, как называется организация")
LEVEL_MISSING = phrase("Отметьте, где она работает")
BODY_MISSING = phrase("Отметьте, чья она")
SUPPORT_MISSING = phrase("Отметьте, чем она помогает")
TIME_MISSING = phrase("Укажите оба времени, например 9:00 и 18:00")
DAYS_MISSING = phrase("Отметьте дни, в которые открыто")

_PHONE = re.compile(r"(?P<number>[+\d][\d\s()+–-]*\d|\d)[\s,;:—–-]*(?P<about>.*)")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")

FIELDS = {
    "phones": "phones",
    "places": "address",
    "services": "services",
    "contacts": "contact",
    "body": "body",
}
"""Under which name of the form a list of the body stands."""


def typed_of(entry: Entry) -> Json:
    """The form of a known entry."""
    place = entry.places[0] if entry.places else None
    hours = place.hours[0] if place and place.hours else None
    service = entry.main_service
    return {
        **entry.model_dump(include={"name", "also", "about", "level", "body", "support", "site", "mail", "note"}),
        "public": "yes" if entry.public else "no",
        "whose": "shared" if entry.shared else "own",
        "for_whom": service.for_whom,
        "how_to_apply": service.how_to_apply,
        "cost": service.cost,
        "services": "\n".join(one.name for one in entry.services[1:]),
        "phones": "\n".join(f"{one.number}, {one.about}" if one.about else one.number for one in entry.phones),
        "address": place.address if place else "",
        "days": hours.days if hours else [],
        "opens": hours.opens[:5] if hours else "",
        "closes": hours.closes[:5] if hours else "",
    }  # fmt: skip


def body_of(form: Form, known: Json | None = None) -> Json:
    """The entry that was typed; `known` is the entry as it stands, for what the form does not show."""
    before = known or {}
    body: Json = {
        "name": form.need("name", NAME_MISSING),
        "also": form.value("also"),
        "about": form.value("about"),
        "level": form.one_of("level", LEVEL, LEVEL_MISSING),
        "body": form.one_of("body", BODY_KIND, BODY_MISSING),
        "support": form.chosen("support"),
        "site": form.value("site") or None,
        "mail": form.value("mail") or None,
        "note": form.value("note"),
        "public": form.value("public") != "no",
    }
    if not body["support"]:
        form.wrong("support", SUPPORT_MISSING)
    return {
        **body,
        "places": _places(form, before.get("places") or []),
        "phones": _phones(form, before.get("phones") or []),
        "services": _services(form, body, before),
    }


def _places(form: Form, before: list[Json]) -> list[Json]:
    address = form.value("address")
    if not address:
        return before[1:]
    first = {**(before[0] if before else {}), "address": address}
    kept = (first.get("hours") or [])[1:]
    typed = _hours(form)
    known = (before[0].get("hours") or [{}])[0] if before and before[0].get("hours") else {}
    first["hours"] = [{**known, **typed}, *kept] if typed else kept
    return [first, *before[1:]]


def _hours(form: Form) -> Json | None:
    days, opens, closes = form.chosen("days"), form.value("opens"), form.value("closes")
    if not (days or opens or closes):
        return None
    found = [_TIME.fullmatch(one) for one in (opens, closes)]
    if None in found:
        form.wrong("opens", TIME_MISSING)
        return None
    if not days:
        form.wrong("days", DAYS_MISSING)
        return None
    clock = [f"{int(one[1]):02d}:{one[2]}" for one in found if one]
    return {"days": days, "opens": clock[0], "closes": clock[1]}


def _phones(form: Form, before: list[Json]) -> list[Json]:
    ids = {one["number"]: one["id"] for one in before}
    found: list[Json] = []
    for line in filter(None, map(str.strip, form.value("phones").splitlines())):
        parts = _PHONE.match(line)
        number = parts["number"].strip() if parts else line
        phone: Json = {"number": number, "about": parts["about"].strip() if parts else ""}
        found.append({"id": ids[number], **phone} if number in ids else phone)
    return found


def _services(form: Form, body: Json, before: Json) -> list[Json]:
    known: list[Json] = before.get("services") or []
    first = {
        "name": body["name"],
        "about": body["about"],
        **(known[0] if known else {}),
        **{name: form.value(name) for name in ("for_whom", "how_to_apply", "cost")},
    }
    if known and known[0]["name"] == before.get("name"):
        first |= {"name": body["name"], "about": body["about"]}
    by_name = {one["name"]: one for one in known[1:]}
    names = filter(None, map(str.strip, form.value("services").splitlines()))
    return [first, *(by_name.get(name, {"name": name}) for name in names)]
