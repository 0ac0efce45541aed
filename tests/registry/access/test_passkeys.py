"""Staff sign in by a passkey: made once, shown at the site it was made for, by the one who holds the device."""

from uuid import uuid4

import pytest

from services.registry.access.passkeys.model import Site
from shared.testing.running import Api, Running
from tests.registry.access.authenticator import Device
from tests.registry.access.staff import Worker, a_colleague, a_worker
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, Json, a_mail, if_match
from tests.registry.test_sign_in import TOKENS, ask

KEYS = "/sign-in/passkeys"


@pytest.fixture
async def vera(home: Center, mailbox: Mailbox) -> Worker:
    return await a_worker(home, mailbox)


async def make(vera: Worker, device: Device, name: str = "Рабочий компьютер") -> tuple[int, Json]:
    begun = await vera.api.post(f"{KEYS}/new", json={})
    assert begun.status_code == 200, begun.text
    body = {
        "challenge_id": begun.json()["challenge_id"],
        "credential": device.make(begun.json()["options"]),
        "name": name,
    }
    kept = await vera.api.post(KEYS, json=body)
    return kept.status_code, kept.json()


async def show(api: Api, device: Device, **more: object) -> tuple[int, Json]:
    asked = (await api.post(f"{KEYS}/options", json={})).json()
    body = {"challenge_id": asked["challenge_id"], "credential": device.show(asked["options"]), **more}
    answer = await api.post(f"{KEYS}/tokens", json=body)
    return answer.status_code, answer.json()


async def test_whoever_made_a_key_signs_in_by_it(vera: Worker, home: Center) -> None:
    device = Device()
    status, kept = await make(vera, device)
    assert (status, kept["name"]) == (201, "Рабочий компьютер")
    status, signed = await show(home.api, device)
    assert (status, signed["id"], signed["role"]) == (200, vera.account["id"], "manager")
    assert signed["method"] == "passkey"
    assert (await home.api.as_(signed["access_token"]).get("/me")).json()["name"] == "Ким Вера"
    listed = (await vera.api.get(KEYS)).json()
    assert [one["name"] for one in listed["items"]] == ["Рабочий компьютер"]
    assert listed["items"][0]["used_at"] is not None
    assert (listed["site"], listed["origins"]) == ("localhost", ["http://localhost:8080"])


async def test_a_new_key_is_told_to_its_owner(vera: Worker, mailbox: Mailbox) -> None:
    await make(vera, Device())
    assert [one.what for one in mailbox.warned(vera.account["contact"])] == ["new_passkey"]


async def test_an_answer_is_good_once(vera: Worker, home: Center) -> None:
    """Neither is the same answer taken twice, nor is the same challenge answered anew."""
    device = Device()
    await make(vera, device)
    asked = (await home.api.post(f"{KEYS}/options", json={})).json()
    first, anew = [
        {"challenge_id": asked["challenge_id"], "credential": device.show(asked["options"])} for _ in range(2)
    ]
    answers = [await home.api.post(f"{KEYS}/tokens", json=body) for body in (first, first, anew)]
    assert [one.status_code for one in answers] == [200, 422, 422]
    assert answers[1].json()["code"] == "passkeys.refused"


async def test_a_challenge_of_another_browser_opens_nothing(vera: Worker, home: Center) -> None:
    device = Device()
    await make(vera, device)
    asked = (await home.api.post(f"{KEYS}/options", json={"browser": "a" * 20})).json()
    body = {"challenge_id": asked["challenge_id"], "credential": device.show(asked["options"])}
    assert (await home.api.post(f"{KEYS}/tokens", json={**body, "browser": "b" * 20})).status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "http://evil.test"}, {"site": "evil.test"}, {"verifies": False},
    ],
    ids=["another address", "another site", "nobody asked for finger or PIN"],
)  # fmt: skip
async def test_a_key_answers_for_this_site_and_its_owner_only(
    vera: Worker, home: Center, changes: Json
) -> None:
    device = Device()
    await make(vera, device)
    for name, value in changes.items():
        setattr(device, name, value)
    assert (await show(home.api, device))[0] == 422


async def test_another_key_under_the_same_name_opens_nothing(vera: Worker, home: Center) -> None:
    device = Device()
    await make(vera, device)
    assert (await show(home.api, Device(id=device.id)))[0] == 422
    assert (await show(home.api, Device()))[0] == 422


async def test_a_copied_key_shows_by_its_counter(vera: Worker, home: Center) -> None:
    device = Device()
    await make(vera, device)
    assert (await show(home.api, device))[0] == 200
    device.count = 0
    assert (await show(home.api, device))[0] == 422


async def test_a_key_is_made_only_soon_after_signing_in(home: Center, vera: Worker) -> None:
    long_ago = home.api.as_(home.tokens.of("manager", uuid4(), [home.id], auth_time=1))
    answer = await long_ago.post(f"{KEYS}/new", json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "access.sign-in-again-needed")


async def test_a_key_is_made_for_the_one_who_began(home: Center, mailbox: Mailbox, vera: Worker) -> None:
    other = await a_worker(home, mailbox)
    begun = (await vera.api.post(f"{KEYS}/new", json={})).json()
    body = {"challenge_id": begun["challenge_id"], "credential": Device().make(begun["options"]), "name": "x"}
    assert (await other.api.post(KEYS, json=body)).status_code == 422


async def test_residents_have_no_passkeys(home: Center) -> None:
    made = await home.enter()
    assert (await home.resident(made["id"]).post(f"{KEYS}/new", json={})).status_code == 403


async def test_keys_are_renamed_and_removed_by_their_owner_alone(
    home: Center, mailbox: Mailbox, vera: Worker
) -> None:
    device = Device()
    _, kept = await make(vera, device)
    other = await a_worker(home, mailbox)
    path = f"{KEYS}/{kept['id']}"
    assert (await other.api.patch(path, json={"name": "Мой"})).status_code == 404
    assert (await other.api.delete(path)).status_code == 404
    assert (await vera.api.patch(path, json={"name": "Телефон"})).json()["name"] == "Телефон"
    assert (await vera.api.delete(path)).status_code == 204
    assert (await show(home.api, device))[0] == 422


async def test_a_key_of_a_closed_account_opens_nothing(home: Center, vera: Worker) -> None:
    device = Device()
    await make(vera, device)
    await a_colleague(home)
    operator = home.api.as_(home.tokens.operator())
    path = f"/staff/{vera.account['id']}"
    closed = await operator.patch(path, json={"active": False}, headers=if_match(vera.account))
    assert closed.status_code == 200
    assert (await show(home.api, device))[0] == 422


@pytest.mark.parametrize("credential", [{}, {"rawId": "%%"}, {"rawId": "AA", "response": []}])
async def test_what_is_no_answer_of_a_key_is_refused(home: Center, credential: Json) -> None:
    asked = (await home.api.post(f"{KEYS}/options", json={})).json()
    body = {"challenge_id": asked["challenge_id"], "credential": credential}
    assert (await home.api.post(f"{KEYS}/tokens", json=body)).status_code == 422


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://sosedi.example.org", "sosedi.example.org"),
        ("http://127.0.0.1:8080", "localhost"),
        ("http://localhost:8080", "localhost"),
        ("http://sosedi.example.org", None),
        ("https://192.0.2.7", None),
    ],
)
def test_keys_know_names_and_no_numbers(address: str, name: str | None) -> None:
    site = Site.of(address)
    assert (site.name if site else None) == name


async def by_code(home: Center, mailbox: Mailbox, vera: Worker) -> tuple[int, Json]:
    answer = await home.api.post(TOKENS, json=await ask(home.api, mailbox, vera.account["contact"]))
    return answer.status_code, answer.json()


async def test_once_there_is_a_key_a_code_alone_opens_nothing(
    vera: Worker, home: Center, mailbox: Mailbox
) -> None:
    await make(vera, Device())
    status, refused = await by_code(home, mailbox, vera)
    assert (status, refused["code"]) == (409, "sign-in.key-needed")
    anew = await vera.api.post("/sign-in/again/codes", json={})
    assert (anew.status_code, anew.json()["code"]) == (409, "sign-in.key-needed")


async def test_whose_key_is_removed_is_let_in_by_a_code_again(
    vera: Worker, home: Center, mailbox: Mailbox
) -> None:
    _, kept = await make(vera, Device())
    assert (await vera.api.delete(f"{KEYS}/{kept['id']}")).status_code == 204
    assert (await by_code(home, mailbox, vera))[0] == 200


async def test_a_card_with_the_same_contact_is_opened_by_a_code_all_the_same(
    vera: Worker, home: Center, mailbox: Mailbox
) -> None:
    await make(vera, Device())
    card = await home.enter(mail=vera.account["contact"])
    proof = await ask(home.api, mailbox, vera.account["contact"])
    assert (await home.api.post(TOKENS, json={**proof, "choice": vera.account["id"]})).status_code == 409
    signed = await home.api.post(TOKENS, json={**proof, "choice": card["id"]})
    assert (signed.status_code, signed.json()["role"]) == (200, "resident")


async def test_an_operator_lets_in_whoever_has_lost_their_key(
    vera: Worker, home: Center, mailbox: Mailbox
) -> None:
    device, path = Device(), f"/staff/{vera.account['id']}"
    await make(vera, device)
    body, version = {"forget_keys": True}, {"if-match": '"1"'}
    assert (await vera.api.patch(path, json=body, headers=version)).status_code == 403
    long_ago = home.api.as_(home.tokens.of("operator", uuid4(), auth_time=1))
    assert (await long_ago.patch(path, json=body, headers=version)).status_code == 403
    operator = home.api.as_(home.tokens.operator())
    assert (await operator.patch(path, json=body, headers=version)).status_code == 200
    assert (await show(home.api, device))[0] == 422
    assert (await by_code(home, mailbox, vera))[0] == 200
    assert mailbox.warned(vera.account["contact"])[-1].what == "keys_forgotten"


@pytest.mark.parametrize("change", [{"contact": "moved"}, {"active": False}])
async def test_keys_do_not_pass_to_whoever_has_the_account_next(
    vera: Worker, home: Center, change: Json
) -> None:
    device = Device()
    await make(vera, device)
    if "contact" in change:
        change = {"contact": a_mail()}
    await a_colleague(home)
    operator, path = home.api.as_(home.tokens.operator()), f"/staff/{vera.account['id']}"
    changed = await operator.patch(path, json=change, headers={"if-match": '"1"'})
    if "active" in change:
        await operator.patch(path, json={"active": True}, headers=if_match(changed.json()))
    assert (await show(home.api, device))[0] == 422


async def test_an_account_that_is_saved_as_it_was_keeps_its_keys_and_sessions(
    vera: Worker, home: Center
) -> None:
    device = Device()
    await make(vera, device)
    same = {"contact": vera.account["contact"], "centers": vera.account["centers"], "given_name": "Варвара"}
    operator, path = home.api.as_(home.tokens.operator()), f"/staff/{vera.account['id']}"
    assert (await operator.patch(path, json=same, headers={"if-match": '"1"'})).status_code == 200
    assert (await show(home.api, device))[0] == 200
    assert len((await vera.api.get("/sign-in/sessions")).json()["items"]) == 2


async def test_where_keys_cannot_work_a_code_suffices(
    vera: Worker, home: Center, mailbox: Mailbox, running: Running
) -> None:
    """A city that has moved to an address by number keeps nobody out."""
    await make(vera, Device())
    proof = await ask(home.api, mailbox, vera.account["contact"])
    async with running("registry", public_url="http://10.1.2.3:8080") as api:
        assert (await api.post(TOKENS, json=proof)).status_code == 200
