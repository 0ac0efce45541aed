"""What a token says of a resident besides: wards, posts with their terms, and when the person signed in."""

import time
from typing import Any

import pytest

from shared.kit.access import Caller, RoleRefused, TokenRefused
from shared.kit.ids import new_id
from shared.testing.tokens import Tokens


async def of(tokens: Tokens, token: str) -> Caller:
    return await tokens.keys.caller(token)


async def test_a_guardian_is_no_other_resident(tokens: Tokens) -> None:
    child = new_id()
    caller = await of(tokens, tokens.guardian(new_id(), new_id(), child))
    caller.must_be("guardian")
    assert caller.is_resident(caller.id)
    assert not caller.is_resident(child)


async def test_a_resident_without_wards_is_no_guardian(tokens: Tokens) -> None:
    caller = await of(tokens, tokens.resident(new_id(), new_id()))
    caller.must_be("resident")
    with pytest.raises(RoleRefused):
        caller.must_be("guardian", "activist", "manager")


async def test_an_activist_acts_in_their_organisation_until_the_term_ends(tokens: Tokens) -> None:
    organisation = new_id()
    token = tokens.activist(new_id(), new_id(), organisation, term_ends=time.time() + 60)
    caller = await of(tokens, token)
    caller.must_be("activist")
    assert caller.acts_in(organisation)
    assert not caller.acts_in(new_id())


async def test_an_activist_whose_term_is_over_is_a_resident_again(tokens: Tokens) -> None:
    organisation = new_id()
    token = tokens.activist(new_id(), new_id(), organisation, term_ends=time.time() - 1)
    caller = await of(tokens, token)
    assert not caller.acts_in(organisation)
    caller.must_be("resident")
    with pytest.raises(RoleRefused):
        caller.must_be("activist")


@pytest.mark.parametrize("claims", [{"organisations": []}, {"wards": ["x"]}, {"auth_time": "soon"}])
async def test_claims_of_another_shape_are_refused(
    tokens: Tokens, claims: dict[str, Any]
) -> None:  # Any: JSON
    with pytest.raises(TokenRefused):
        await of(tokens, tokens.of("resident", new_id(), [new_id()], **claims))


@pytest.mark.parametrize("standing", ["guardian", "activist"])
async def test_a_standing_is_no_role_of_a_token(tokens: Tokens, standing: str) -> None:
    with pytest.raises(TokenRefused):
        await of(tokens, tokens.of(standing, new_id(), [new_id()]))  # type: ignore[arg-type]  # on purpose
