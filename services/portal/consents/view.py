"""Consents as the pages show them: one a purpose, with its text and whether it is in force."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.portal.visits.api import Read, Refusal, Refused, every
from services.portal.visits.visit import Visit


class Text(Read):
    """What is read before agreeing."""

    purpose: str
    version: int
    title: str
    label_en: str
    short: str
    operator: str
    aim: str
    data: list[str]
    actions: list[str]
    manner: str
    term: str
    refusal: str
    withdrawal: str
    written: bool


class Texts(Read):
    """All of them."""

    items: list[Text]


class Given(Read):
    """A consent of one person."""

    id: UUID
    purpose: str
    version: int
    how: str
    number: str | None = None
    given_at: datetime
    in_force: bool
    ended_at: datetime | None = None
    ended_how: str | None = None


@dataclass(frozen=True)
class Use:
    """One use of data: its text, the consent in force, and those that have ended."""

    text: Text
    given: Given | None
    before: list[Given]


async def uses_of(visit: Visit, person: UUID, *, child: bool) -> list[Use]:
    """Every use that can be agreed to, as it stands for this person; of a `child` in the words of whoever agrees."""
    center = f"/centers/{visit.center}"
    texts, consents = await asyncio.gather(
        visit.api.get(Texts, "registry", f"{center}/consent-texts", {"child": str(child).lower()}),
        every(Given, visit.api, "registry", f"{center}/residents/{person}/consents"),
    )
    return [_use(text, [one for one in consents if one.purpose == text.purpose]) for text in texts.items]


async def use_of(visit: Visit, person: UUID, purpose: str, *, child: bool) -> Use:
    """One use; raises Refused (404) where there is none of this name."""
    for use in await uses_of(visit, person, child=child):
        if use.text.purpose == purpose:
            return use
    raise Refused(Refusal(status=404))


def title_of(visit: Visit, text: Text) -> str:
    """The name of a use in the language of the page; the text itself is Russian, as the law knows it."""
    return text.label_en if visit.code == "en" else text.title


def _use(text: Text, consents: list[Given]) -> Use:
    given = next((one for one in consents if one.in_force), None)
    return Use(text, given, [one for one in consents if not one.in_force])
