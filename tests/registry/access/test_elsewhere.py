"""Staff sign in at a real OpenID provider, which opens accounts that exist and makes none."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from services.registry.settings import Provider
from shared.testing.running import Api
from tests.registry.access.provider import RealProvider, provider_process, wait_for
from tests.registry.access.staff import a_colleague, a_worker
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, Json, a_mail, if_match

BACK = "http://127.0.0.1:8080/sign-in/elsewhere/back"
BROWSER = "the browser that began"
ELSEWHERE = "/sign-in/elsewhere"


@pytest.fixture(scope="module")
async def real(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RealProvider]:
    """The provider's process."""
    with provider_process(tmp_path_factory.mktemp("oidc") / "log") as found:
        await wait_for(found)
        yield found


@pytest.fixture
async def provider(real: RealProvider, api: Api, tmp_path: Path) -> AsyncIterator[RealProvider]:
    """The registry knows this provider."""
    before = api.app.state.provider
    secret = tmp_path / "secret"
    secret.write_text("between the two of them\n")
    api.app.state.provider = Provider(issuer=real.issuer, client_id="sosedi", secret_file=secret)
    yield real
    api.app.state.provider = before


async def begin(api: Api, **more: object) -> Json:
    answer = await api.post(ELSEWHERE, json={"browser": BROWSER, "redirect_uri": BACK, **more})
    assert answer.status_code == 200, answer.text
    begun: Json = answer.json()
    return begun


async def come_back(api: Api, begun: Json, brought: Json, **more: object) -> tuple[int, Json]:
    body = {
        "challenge_id": begun["challenge_id"], "browser": BROWSER, "redirect_uri": BACK,
        "state": brought["state"], "code": brought["code"], **more,
    }  # fmt: skip
    answer = await api.post(f"{ELSEWHERE}/tokens", json=body)
    return answer.status_code, answer.json()


async def whole(api: Api, provider: RealProvider, subject: str) -> tuple[int, Json]:
    begun = await begin(api)
    return await come_back(api, begun, await provider.sign_in(begun["url"], subject))


async def test_a_verified_mail_address_opens_its_account_and_is_remembered_by_the_subject(
    provider: RealProvider, home: Center, mailbox: Mailbox
) -> None:
    worker, subject = await a_worker(home, mailbox), uuid4().hex
    mail = worker.account["contact"]
    provider.knows(subject, email=mail, email_verified=True)
    status, signed = await whole(home.api, provider, subject)
    assert (status, signed["id"], signed["method"]) == (200, worker.account["id"], "oidc")
    assert "new_identity" in [one.what for one in mailbox.warned(mail)]
    provider.knows(subject, email=a_mail(), email_verified=True)
    assert (await whole(home.api, provider, subject))[1]["id"] == worker.account["id"]


async def test_the_way_there_carries_pkce_state_and_nonce(provider: RealProvider, home: Center) -> None:
    asked = parse_qs(urlsplit((await begin(home.api))["url"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["response_type"] == ["code"]
    assert len({asked[name][0] for name in ("state", "nonce", "code_challenge")}) == 3


async def test_whoever_is_to_show_anew_who_they_are_is_asked_though_signed_in_there(
    provider: RealProvider, home: Center
) -> None:
    asked = parse_qs(urlsplit((await begin(home.api, anew=True))["url"]).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    assert "prompt" not in parse_qs(urlsplit((await begin(home.api))["url"]).query)


@pytest.mark.parametrize("said", [1, "soon"], ids=["long ago", "not understood"])
async def test_whoever_did_not_just_show_the_provider_who_they_are_does_nothing_grave(
    provider: RealProvider, home: Center, mailbox: Mailbox, said: object
) -> None:
    worker, subject = await a_worker(home, mailbox), uuid4().hex
    provider.knows(subject, email=worker.account["contact"], email_verified=True, auth_time=said)
    _, signed = await whole(home.api, provider, subject)
    api = home.api.as_(signed["access_token"])
    assert (await api.get("/me")).status_code == 200
    refused = await api.post("/sign-in/passkeys/new", json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")


@pytest.mark.parametrize(
    "claims", [{"email_verified": False}, {}], ids=["not verified", "verification not said"]
)
async def test_an_address_that_the_provider_has_not_verified_opens_nothing(
    provider: RealProvider, home: Center, mailbox: Mailbox, claims: Json
) -> None:
    worker, subject = await a_worker(home, mailbox), uuid4().hex
    provider.knows(subject, email=worker.account["contact"], **claims)
    status, refused = await whole(home.api, provider, subject)
    assert (status, refused["code"]) == (409, "oidc.no-account")


async def test_no_account_is_made_for_somebody_unknown(provider: RealProvider, home: Center) -> None:
    subject, mail = uuid4().hex, a_mail()
    provider.knows(subject, email=mail, email_verified=True)
    assert (await whole(home.api, provider, subject))[1]["code"] == "oidc.no-account"
    staff = (await home.api.as_(home.tokens.operator()).get("/staff?limit=100")).json()["items"]
    assert mail not in {one["contact"] for one in staff}


async def test_a_resident_does_not_sign_in_elsewhere(provider: RealProvider, home: Center) -> None:
    made, subject = await home.enter(), uuid4().hex
    provider.knows(subject, email=made["mail"], email_verified=True)
    assert (await whole(home.api, provider, subject))[0] == 409


async def test_what_was_brought_back_is_good_once(
    provider: RealProvider, home: Center, mailbox: Mailbox
) -> None:
    worker, subject = await a_worker(home, mailbox), uuid4().hex
    provider.knows(subject, email=worker.account["contact"], email_verified=True)
    begun = await begin(home.api)
    brought = await provider.sign_in(begun["url"], subject)
    assert (await come_back(home.api, begun, brought))[0] == 200
    assert (await come_back(home.api, begun, brought))[0] == 422


@pytest.mark.parametrize(
    "changes",
    [{"browser": "some other browser"}, {"state": "x" * 43}, {"code": "guessed"}, {"redirect_uri": "http://evil.test/"}],
    ids=["another browser", "another state", "another code", "another address"],
)  # fmt: skip
async def test_what_was_swapped_is_refused(
    provider: RealProvider, home: Center, mailbox: Mailbox, changes: Json
) -> None:
    worker, subject = await a_worker(home, mailbox), uuid4().hex
    provider.knows(subject, email=worker.account["contact"], email_verified=True)
    begun = await begin(home.api)
    brought = await provider.sign_in(begun["url"], subject)
    status, refused = await come_back(home.api, begun, brought, **changes)
    assert (status, refused["code"]) == (422, "oidc.refused")


async def test_a_code_of_another_sign_in_does_not_fit(
    provider: RealProvider, home: Center, mailbox: Mailbox
) -> None:
    """The nonce in the token is of the sign-in that the code belongs to."""
    worker, subject = await a_worker(home, mailbox), uuid4().hex
    provider.knows(subject, email=worker.account["contact"], email_verified=True)
    mine, other = await begin(home.api), await begin(home.api)
    stolen = await provider.sign_in(other["url"], subject)
    own_state = parse_qs(urlsplit(mine["url"]).query)["state"][0]
    assert (await come_back(home.api, mine, {**stolen, "state": own_state}))[0] == 422


async def test_a_closed_account_is_closed_here_too(
    provider: RealProvider, home: Center, mailbox: Mailbox
) -> None:
    worker, subject = await a_worker(home, mailbox), uuid4().hex
    provider.knows(subject, email=worker.account["contact"], email_verified=True)
    assert (await whole(home.api, provider, subject))[0] == 200
    await a_colleague(home)
    operator = home.api.as_(home.tokens.operator())
    path = f"/staff/{worker.account['id']}"
    await operator.patch(path, json={"active": False}, headers=if_match(worker.account))
    assert (await whole(home.api, provider, subject))[0] == 409


async def test_a_city_without_a_provider_says_so(home: Center) -> None:
    answer = await home.api.post(ELSEWHERE, json={"browser": BROWSER, "redirect_uri": BACK})
    assert (answer.status_code, answer.json()["code"]) == (404, "oidc.no-provider")
    assert (await home.api.get("/sign-in/ways")).json()["provider"] is None


async def test_a_silent_provider_is_said(home: Center) -> None:
    before = home.api.app.state.provider
    home.api.app.state.provider = Provider(issuer="http://127.0.0.1:1", client_id="sosedi")
    try:
        answer = await home.api.post(ELSEWHERE, json={"browser": BROWSER, "redirect_uri": BACK})
    finally:
        home.api.app.state.provider = before
    assert (answer.status_code, answer.json()["code"]) == (503, "oidc.provider-silent")
