"""Management contracts that end soon, as rows of the desk."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from services.portal.desk.model import Row
from services.portal.places.model import Contract, House
from services.portal.places.view import contracts_of
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language
from services.portal.wording.times import date_said
from shared.kit.clock import CITY_TIME

# An owners' meeting is called ten days before it and takes a month of paper: so long before its end it is late.
_PREPARED_BY = timedelta(days=40)
_SHOWN = 10


@dataclass(frozen=True)
class Ending:
    """A contract and the address of its house."""

    contract: Contract
    address: str


async def ending_contracts(visit: Visit) -> list[Ending]:
    """The contracts that end within sixty days, the first ones."""
    contracts = (await contracts_of(visit, "ends_soon"))[:_SHOWN]
    path = f"/centers/{visit.center}/houses"
    houses = await asyncio.gather(
        *(visit.api.get(House, "registry", f"{path}/{one.house_id}") for one in contracts)
    )
    return [Ending(contract, house.address) for contract, house in zip(contracts, houses, strict=True)]


def of_contracts(language: Language, ending: Sequence[Ending]) -> Iterable[Row]:
    """Time to gather the owners, as long as there is time."""
    for one in ending:
        last = one.contract.ends_on
        if last is None:
            continue
        end = datetime.combine(last, time(23, 59), CITY_TIME)
        yield Row(
            title=language.say("Кончается договор управления: {address}", address=one.address),
            why=language.say(
                "{company}, последний день {day}. Решить должно собрание собственников",
                company=one.contract.company,
                day=date_said(language, last, year=False),
            ),
            href=f"/desk/places/houses/{one.contract.house_id}",
            action=language.say("Паспорт дома"),
            lost_by=end - _PREPARED_BY,
        )
