"""The backbone on containers of the official images: a need stated in one service is counted in another, once."""

from functools import partial
from uuid import UUID

import pytest

from shared.contracts.registry import CenterOpenedV1, ResidentJoinedV1
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Api, Running, Tell
from shared.testing.tokens import Tokens

pytestmark = pytest.mark.containers


async def test_need_stated_in_one_service_is_counted_in_another(
    running: Running, told: Tell, eventually: Eventually, tokens: Tokens, center: UUID
) -> None:
    residents = [new_id() for _ in range(6)]
    async with running("talents") as talents, running("city") as city:
        await told(CenterOpenedV1(center_id=center, host="library"), center)
        for resident in residents:
            await told(_joined(resident), center)
        for resident in residents:
            speaker = talents.as_(tokens.resident(center, resident))
            await eventually(partial(_stated, speaker, center))
        reader = city.as_(tokens.city())
        assert await eventually(lambda: _needs(reader, center)) == 6


async def _stated(resident: Api, center: UUID) -> bool:
    answer = await resident.post(
        f"/centers/{center}/needs", json={"skill": "plumbing"}, headers={"idempotency-key": str(center)}
    )
    return answer.status_code == 201


async def _needs(city: Api, center: UUID) -> int | None:
    rows = (await city.get("/centers")).json()["items"]
    mine = [row for row in rows if row["id"] == str(center)]
    number: int | None = mine[0]["needs"]["number"] if mine else None
    return number if number == 6 else None


def _joined(resident: UUID) -> ResidentJoinedV1:
    return ResidentJoinedV1(
        resident_id=resident, house_id=None, premises_id=None, adult=True, channel="visit"
    )
