"""Nobody is promised a code on a telephone where no SMS leaves, and nobody is told by it who is known."""

from shared.kit.ids import new_id
from shared.testing.running import Running
from tests.registry.making import Center, a_phone

CODES = "/sign-in/codes"


async def test_a_city_that_sends_no_sms_says_so_to_known_and_unknown_alike(
    home: Center, running: Running
) -> None:
    known = await home.enter(phone=a_phone())
    async with running("registry", dev_mail=False) as api:
        assert (await api.get("/sign-in/ways")).json()["telephones"] is False
        answers = [
            await api.post(CODES, json={"contact": contact}) for contact in (known["phone"], a_phone())
        ]
    assert [one.status_code for one in answers] == [422, 422]
    assert answers[0].json() == answers[1].json()
    (wrong,) = answers[0].json()["errors"]
    assert (wrong["pointer"], wrong["code"]) == ("/contact", "sign-in.no-way-to-telephones")


async def test_no_staff_account_waits_for_codes_on_a_telephone_there(home: Center, running: Running) -> None:
    account = {"role": "city", "family_name": "Ким", "given_name": "Вера", "contact": a_phone()}
    async with running("registry", dev_mail=False) as api:
        operator = api.as_(home.tokens.operator())
        refused = await operator.post("/staff", json=account)
        opened = await operator.post("/staff", json={**account, "contact": f"k-{new_id().hex}@example.org"})
        moved = await operator.patch(
            f"/staff/{opened.json()['id']}", json={"contact": a_phone()}, headers={"if-match": '"1"'}
        )
    assert refused.json()["errors"][0]["code"] == "sign-in.no-way-to-telephones"
    assert opened.status_code == 201
    assert moved.json()["errors"][0]["code"] == "sign-in.no-way-to-telephones"


async def test_a_trial_city_keeps_codes_for_telephones_in_its_mailbox(home: Center) -> None:
    assert (await home.api.get("/sign-in/ways")).json()["telephones"] is True
