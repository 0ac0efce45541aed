"""Talks with the houses and the people they are about."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from services.portal.filling.forms import Form
from services.portal.filling.saving import Known
from services.portal.people.view import House, houses_of, names_of
from services.portal.talks.model import HINT, KIND, Talk
from services.portal.visits.api import Listed, Query
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language
from shared.kit.etags import etag_of


@dataclass(frozen=True)
class Talks:
    """One page of the list."""

    items: list[Talk]
    next: UUID | None
    houses: dict[UUID, str]
    names: dict[UUID, str]


async def talks_of(visit: Visit, query: Query) -> Talks:
    """The talks of the center that are wanted."""
    page, houses = await asyncio.gather(
        visit.api.get(Listed[Talk], "registry", f"/centers/{visit.center}/talks", query), houses_of(visit)
    )
    names = await names_of(visit, (one.resident_id for one in page.items if one.resident_id))
    return Talks(page.items, page.next, addresses(houses), names)


async def talk_of(visit: Visit, talk: UUID) -> Talks:
    """One talk, as a list of one."""
    found, houses = await asyncio.gather(
        visit.api.get(Talk, "registry", f"/centers/{visit.center}/talks/{talk}"), houses_of(visit)
    )
    names = await names_of(visit, [found.resident_id] if found.resident_id else [])
    return Talks([found], None, addresses(houses), names)


async def present(visit: Visit, talk: UUID) -> Known:
    """What stands there now, as a form writes it."""
    view = await talk_of(visit, talk)
    known = view.items[0]
    who = view.names.get(known.resident_id, "") if known.resident_id else ""
    kept = {"kind": known.kind, "words": known.words, "house_id": known.house_id, "who": who}
    return {**kept, "who_id": known.resident_id}, etag_of(known.version)


def addresses(houses: list[House]) -> dict[UUID, str]:
    """Addresses by the ids of houses."""
    return {one.id: one.address for one in houses}


def kinds(speech: Language) -> list[tuple[str, str, str]]:
    """The four kinds as large choices."""
    return [(kind, speech.say(said), speech.say(HINT[kind])) for kind, said in KIND.items()]


def with_unclear_name(form: Form, words: str) -> str:
    """The words of a talk sent later by a telephone, with whom it was about where nobody could be asked which one."""
    who = form.value("who")
    return f"{words}\n({who})".strip() if who else words
