"""What the pages of partners read, and how their forms become bodies."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from services.portal.filling.forms import Form
from services.portal.partners.labels import PARTNER_KIND
from services.portal.partners.model import (
    Agreement,
    Card,
    Company,
    CompanyHouse,
    CompanyHouses,
    Doing,
    Partner,
)
from services.portal.visits.api import Listed, Query, every
from services.portal.visits.visit import Visit
from services.portal.wording.language import phrase

Json = dict[str, Any]  # Any: JSON

NAME_MISSING = phrase("Напишите, как зовут партнёра")
KIND_MISSING = phrase("Отметьте, кто это")
NUMBER_MISSING = phrase("Напишите номер или другое имя договорённости")
SIGNED_MISSING = phrase("Укажите, когда договорились")
DONE_MISSING = phrase("Укажите день")
WHAT_MISSING = phrase("Напишите, что сделали вместе")


def path_of(visit: Visit, partner: UUID | None = None, then: str = "") -> str:
    """The address of the center's partners, of one, or of something of one."""
    return f"/centers/{visit.center}/partners" + (f"/{partner}" if partner else "") + then


async def partners_of(visit: Visit, cursor: UUID | None = None) -> Listed[Partner]:
    """One part of the partners, by name, and how many there are."""
    wanted: Query = {"order": "name", "total": "true", "limit": 50, "cursor": cursor}
    return await visit.api.get(Listed[Partner], "registry", path_of(visit), wanted)


async def partners_to_call(visit: Visit, by: date) -> list[Partner]:
    """Those with whom somebody meant to speak by this day."""
    return await every(
        Partner, visit.api, "registry", path_of(visit), {"contact_by": by.isoformat()}, most=50
    )


async def partners_to_prolong(visit: Visit, by: date) -> list[tuple[Partner, Agreement]]:
    """The ten of whom an agreement ends first, by this day, each with that agreement."""
    found = await every(Partner, visit.api, "registry", path_of(visit), {"ends_by": by.isoformat()}, most=10)
    agreed = await asyncio.gather(*(_agreements_of(visit, one.id) for one in found))
    return [
        (partner, min((one for one in agreements if one.ends), key=lambda one: one.until or by))
        for partner, agreements in zip(found, agreed, strict=True)
    ]


async def card_of(visit: Visit, partner: UUID) -> Card:
    """One partner with agreements and what was done together, the latest first."""
    (found, version), agreed, doings = await asyncio.gather(
        visit.api.get_versioned(Partner, "registry", path_of(visit, partner)),
        _agreements_of(visit, partner),
        every(Doing, visit.api, "registry", path_of(visit, partner, "/doings"), most=200),
    )
    latest = sorted(doings, key=lambda one: one.done_on, reverse=True)
    return Card(found, version, agreed, latest)


async def _agreements_of(visit: Visit, partner: UUID) -> list[Agreement]:
    """The latest first."""
    found = await every(Agreement, visit.api, "registry", path_of(visit, partner, "/agreements"), most=100)
    return sorted(found, key=lambda one: one.signed_on, reverse=True)


async def own_cards(visit: Visit) -> list[Card]:
    """The cards that are linked to the visitor's account."""
    return [await card_of(visit, one.id) for one in (await partners_of(visit)).items]


async def companies_of(visit: Visit) -> list[Company]:
    """The management companies that the center knows, for the form of a partner."""
    path, query = f"/centers/{visit.center}/organisations", {"kind": "management_company"}
    return await every(Company, visit.api, "registry", path, query, most=100)


async def company_houses(visit: Visit) -> list[CompanyHouse]:
    """The houses that the visitor's company manages."""
    path = f"/centers/{visit.center}/company-houses"
    return (await visit.api.get(CompanyHouses, "registry", path)).items


def typed_of(partner: Partner) -> Json:
    """The form of a known partner."""
    person = partner.contacts[0] if partner.contacts else None
    return {
        **partner.model_dump(include={"name", "kind", "about", "note", "next_contact_on", "company_id"}),
        "person": person.name if person else "",
        "post": person.post if person else "",
        "phone": person.phone if person else None,
        "mail": person.mail if person else None,
        "linked": "yes" if partner.account_id else "",
    }


def body_of(form: Form, known: Partner | None = None) -> Json:
    """The partner that was typed; contacts that the form does not show stay."""
    person = {
        "name": form.value("person"),
        "post": form.value("post"),
        "phone": form.value("phone") or None,
        "mail": form.value("mail") or None,
    }
    others = [one.model_dump() for one in known.contacts[1:]] if known else []
    return {
        "name": form.need("name", NAME_MISSING),
        "kind": form.one_of("kind", PARTNER_KIND, KIND_MISSING),
        "about": form.value("about"),
        "contacts": ([person] if any(person.values()) else []) + others,
        "next_contact_on": form.day("next_contact_on"),
        "note": form.value("note"),
        "company_id": form.value("company_id") or None,
        **_account(form),
    }


def _account(form: Form) -> Json:
    """Whose entrance the card gets; what the form does not say stays."""
    if form.value("account_contact"):
        return {"account_contact": form.value("account_contact")}
    return {"account_id": None} if form.value("unlink") else {}


def agreement_of(form: Form) -> Json:
    """The agreement that was typed."""
    form.need("signed_on", SIGNED_MISSING)
    return {
        "number": form.need("number", NUMBER_MISSING),
        "signed_on": form.day("signed_on"),
        "until": form.day("until"),
        **{name: form.value(name) for name in ("ours", "theirs", "document")},
    }


def doing_of(form: Form) -> Json:
    """What was done together, as typed."""
    form.need("done_on", DONE_MISSING)
    return {
        "done_on": form.day("done_on"),
        "what": form.need("what", WHAT_MISSING),
        "result": form.value("result"),
    }
