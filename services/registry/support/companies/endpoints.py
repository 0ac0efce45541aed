"""A management company's own houses over HTTP; no resident, vote or complaint comes near these answers."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel

from services.registry.communities.councils.service import CouncilState, council_states
from services.registry.places.houses.model import House
from services.registry.places.management.model import Contract
from services.registry.support.companies.repository import managed_by
from services.registry.support.companies.schemas import CompanyContract, CompanyCouncil, CompanyHouse
from shared.kit.clock import today
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
    day = today()
    found = await work.session.execute(managed_by(work.caller.id, work.center, day).limit(_MOST))
    managed = [(row[0], row[1]) for row in found]
    councils = await council_states(work.session, work.center, [house for _, house in managed])
    return CompanyHouses(
        items=[_read(*one, council, day) for one, council in zip(managed, councils, strict=True)]
    )


def _read(contract: Contract, house: House, council: CouncilState, day: date) -> CompanyHouse:
    public = ("id", "address", "kind", "flats", "storeys", "built_year", "total_area")
    return CompanyHouse(
        **{name: getattr(house, name) for name in public},
        entrances=len(house.entrances),
        contract=CompanyContract(
            number=contract.number,
            starts_on=contract.starts_on,
            ends_on=contract.ends_on,
            ends_soon=contract.ends_soon(day),
        ),
        council=CompanyCouncil(state=council.code, until=council.until),
    )
