"""A management company's own houses over HTTP; no resident, vote or complaint comes near these answers."""

from typing import Annotated

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.councils.service import council_state
from services.registry.places.activity.model import city_day
from services.registry.places.houses.model import House
from services.registry.places.management.model import Contract
from services.registry.support.companies.repository import managed_by
from services.registry.support.companies.schemas import CompanyContract, CompanyCouncil, CompanyHouse
from shared.kit.clock import now
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["partners"])

_MOST = 200
"""Houses of one company in one center's territory: a microdistrict has fewer."""


class CompanyHouses(BaseModel):
    """All of them, by address."""

    items: list[CompanyHouse]


@router.get("/centers/{center}/company-houses")
async def list_houses(work: Annotated[Work, may("registry.companies.list_houses")]) -> CompanyHouses:
    """The houses that the caller's company manages, with what is public of each."""
    found = await work.session.execute(managed_by(work.caller.id, work.center, city_day(now())).limit(_MOST))
    return CompanyHouses(items=[await _read(work.session, row[0], row[1]) for row in found])


async def _read(session: AsyncSession, contract: Contract, house: House) -> CompanyHouse:
    council = await council_state(session, house)
    public = ("id", "address", "kind", "flats", "storeys", "built_year", "total_area")
    return CompanyHouse(
        **{name: getattr(house, name) for name in public},
        entrances=len(house.entrances),
        contract=CompanyContract(
            number=contract.number,
            starts_on=contract.starts_on,
            ends_on=contract.ends_on,
            ends_soon=contract.ends_soon(city_day(now())),
        ),
        council=CompanyCouncil(state=council.code, until=council.until),
    )
