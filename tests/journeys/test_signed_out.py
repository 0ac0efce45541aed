"""Whoever signs out is out everywhere within seconds, though services check tokens without asking anybody."""

from shared.kit.ids import new_id
from shared.testing.polling import eventually
from tests.journeys.running_city import Person, RunningCity


async def test_a_service_that_was_not_asked_refuses_an_ended_session(running_city: RunningCity) -> None:
    mail = f"leaves-{new_id().hex}@example.org"
    account = {"role": "city", "family_name": "Ушакова", "given_name": "Нина", "contact": mail}
    await running_city.as_(running_city.token("operator")).post("/registry/v1/staff", account)
    left, stays = [await _signed_in(running_city, mail) for _ in range(2)]
    for each in (left, stays):
        await each.get("/city/v1/centers")
    await left.delete("/registry/v1/sign-in/sessions/current")

    async def is_refused() -> bool:
        await left.get("/city/v1/centers", expect=401)
        return True

    assert await eventually(is_refused, seconds=30)
    await stays.get("/city/v1/centers")


async def _signed_in(city: RunningCity, mail: str) -> Person:
    anyone = city.as_()
    asked = await anyone.post("/registry/v1/sign-in/codes", {"contact": mail})

    async def code() -> str:
        letters = (await anyone.get(f"/notifications/v1/dev/mail?address={mail}"))["items"]
        return "".join(one for one in letters[0]["text"] if one.isdigit())[:6] if letters else ""

    proof = {"request_id": asked["request_id"], "code": await eventually(code)}
    signed = await anyone.post("/registry/v1/sign-in/tokens", proof)
    return city.as_(signed["access_token"])
