"""What the pages read of a resident's card beside the card itself."""

from asyncio import gather
from datetime import date, datetime
from uuid import UUID

from services.portal.visits.api import Api, Listed, Objection, Query, Read, Refused
from services.portal.visits.visit import Visit


class Contact(Read):
    """One way to reach somebody."""

    id: UUID
    kind: str
    value: str | None = None
    open_to: str = "center"
    preferred: bool = False
    shared: bool = False
    verified_at: datetime | None = None
    version: int = 1


class Mark(Read):
    """What a leader or an activist was marked for."""

    id: UUID
    kind: str
    what_for: str
    marked_by: UUID | None = None
    marked_at: datetime
    ended_at: datetime | None = None
    version: int = 1


class Relative(Read):
    """The other side of a guardianship."""

    resident_id: UUID
    name: str
    bond: str = "parent"
    birth_year: int | None = None


class HouseholdMember(Read):
    """Somebody of the same household."""

    resident_id: UUID | None = None
    name: str
    since: datetime


class Household(Read):
    """Those who belong together in one flat."""

    id: UUID
    word: str | None = None
    members: list[HouseholdMember] = []


class Needs(Read):
    """What to arrange for somebody, as far as they consent to its being kept."""

    needs: list[str] = []
    note: str | None = None
    version: int = 0
    consented: bool = True


class Post(Read):
    """What somebody is in an organisation."""

    organisation_id: UUID
    organisation: str = ""
    role: str
    until: date | None = None
    over: bool = False
    shown_to: str = "members"


class _Organisation(Read):
    name: str = ""


class PrintedCard(Read):
    """A card that was given out."""

    id: UUID
    issued_at: datetime
    ended_at: datetime | None = None


async def contacts_of(api: Api, path: str) -> list[Contact]:
    """The contacts of the resident at `path`."""
    return (await api.get(Listed[Contact], "registry", f"{path}/contacts")).items


async def household_of(visit: Visit, path: str) -> Household | None:
    """The household of the resident at `path`, None where they belong to none."""
    try:
        return await visit.or_else(visit.api.get(Household, "registry", f"{path}/household"), None)
    except Refused as error:
        if error.status != 404:
            raise
        return None


async def needs_of(visit: Visit, path: str) -> Needs:
    """What to arrange for the resident at `path`."""
    try:
        return await visit.or_else(visit.api.get(Needs, "registry", f"{path}/accessibility"), Needs())
    except Objection as error:
        if error.code != "accessibility.consent-missing":
            raise
        return Needs(consented=False)


async def posts_of(api: Api, center: str, resident: UUID) -> list[Post]:
    """What the resident is in which organisation now, as far as it is shown to whoever asks."""
    wanted: Query = {"resident_id": resident, "standing": "true", "limit": 50}
    found = (await api.get(Listed[Post], "registry", f"{center}/memberships", wanted)).items
    kept = list(dict.fromkeys(one.organisation_id for one in found))
    asked = (api.get(_Organisation, "registry", f"{center}/organisations/{one}") for one in kept)
    names = dict(zip(kept, await gather(*asked), strict=True))
    return [one.model_copy(update={"organisation": names[one.organisation_id].name}) for one in found]


async def marks_of(api: Api, path: str) -> list[Mark]:
    """What the resident at `path` is or was marked for."""
    return (await api.get(Listed[Mark], "registry", f"{path}/marks")).items


async def relatives_of(api: Api, path: str, side: str) -> list[Relative]:
    """The wards or the guardians of the resident at `path`."""
    return (await api.get(Listed[Relative], "registry", f"{path}/{side}")).items


async def card_in_force(api: Api, path: str) -> PrintedCard | None:
    """The printed card that signs the resident in today."""
    found = (await api.get(Listed[PrintedCard], "registry", f"{path}/cards")).items
    return next((one for one in found if one.ended_at is None), None)
