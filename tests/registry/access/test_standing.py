"""What a token says of a resident when they sign in, and when it is renewed: wards, and posts with their terms."""

from datetime import timedelta
from uuid import UUID

from services.registry.access.keys.model import SigningKeys
from shared.kit.access import Caller
from shared.kit.clock import now, today
from tests.registry.conftest import Mailbox
from tests.registry.making import Center, Json
from tests.registry.organisations.making import a_council, enter, join
from tests.registry.people.test_guardians import child_of
from tests.registry.test_sessions import renew, sign_in


async def caller_of(home: Center, signed: Json) -> Caller:
    """As whom every service takes the holder of the token."""
    return await home.tokens.keys.caller(signed["access_token"])


async def test_a_guardians_token_names_their_children(home: Center, mailbox: Mailbox) -> None:
    guardian = await home.enter()
    child = await child_of(home, guardian)
    caller = await caller_of(home, await sign_in(home.api, mailbox, guardian["mail"]))
    assert caller.wards == {UUID(child["id"])}
    assert caller.roles == {"resident", "guardian"}


async def test_a_token_without_wards_or_posts_is_a_residents(home: Center, mailbox: Mailbox) -> None:
    council = await enter(home, **a_council(await home.house()))
    member = await home.enter()
    await join(home, council, member)
    caller = await caller_of(home, await sign_in(home.api, mailbox, member["mail"]))
    assert caller.roles == {"resident"}


async def test_a_post_that_began_meanwhile_is_in_the_renewed_token_with_its_end(
    home: Center, mailbox: Mailbox
) -> None:
    council = await enter(home, **a_council(await home.house()))
    chair = await home.enter()
    signed = await sign_in(home.api, mailbox, chair["mail"])
    assert "activist" not in (await caller_of(home, signed)).roles
    until = today() + timedelta(days=30)
    await join(home, council, chair, "chair", until=until.isoformat())
    _, renewed = await renew(home.api, signed["refresh_token"])
    caller = await caller_of(home, renewed)
    assert caller.roles == {"resident", "activist"}
    (ends,) = caller.organisations.values()
    assert ends is not None
    assert 30 * 86400 <= ends - now().timestamp() <= 31 * 86400


async def test_a_signed_statement_is_no_token(home: Center) -> None:
    """What is signed with the same key for another purpose lets nobody in."""
    keys: SigningKeys = home.api.app.state.signing_keys
    statement = keys.sign({"service": "registry", "place": 1}, "audit-checkpoint")
    answer = await home.api.as_(statement).get("/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "access.token-refused")
