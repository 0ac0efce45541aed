"""A copy of somebody's data says in words what the pages say in words: no code is left for the reader to guess."""

from typing import get_args

import pytest

from services.portal.seen.labels import DEED
from services.registry.rights.consents.model import How
from services.registry.rights.erasures.schemas import ErasureCreate
from shared.contracts.codes import Channel, ConsentPurpose
from shared.kit.words import ACTION, CONSENT, GROUND


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (ACTION, DEED),
        (CONSENT, get_args(ConsentPurpose)),
        (GROUND, get_args(Channel)),
        (GROUND, get_args(How)),
        (GROUND, get_args(ErasureCreate.model_fields["ground"].annotation)),
    ],
    ids=["actions", "purposes", "channels", "ways-to-agree", "reasons-to-erase"],
)
def test_every_code_has_words(said: dict[str, str], codes: tuple[str, ...]) -> None:
    assert sorted(set(codes) - set(said)) == []


def test_the_pages_have_words_for_whatever_a_copy_has_words_for() -> None:
    assert sorted(set(ACTION) - set(DEED)) == []
