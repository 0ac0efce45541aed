"""The texts of consents say what the law wants said, and a text that was published never changes."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from services.registry.rights.consents import service
from services.registry.rights.consents.model import Wording

_TEXTS = Path(service.__file__).parent / "texts"
_PUBLISHED = Path(__file__).parent / "published.toml"


def test_a_published_text_never_changes() -> None:
    published = tomllib.loads(_PUBLISHED.read_text(encoding="utf-8"))
    now_there = {
        str(file.relative_to(_TEXTS)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in _TEXTS.rglob("*.toml")
    }
    assert now_there == published, (
        "a new text is a new file with the next version, and a new line in published.toml"
    )


def test_every_purpose_has_a_text_from_its_first_version_on() -> None:
    for purpose in service.PURPOSES:
        versions = sorted(version for of, version in service.wordings() if of == purpose)
        assert versions == list(range(1, len(versions) + 1))
        assert service.present(purpose).version >= 1


def test_what_the_law_wants_in_writing_is_not_given_aloud() -> None:
    written = {one.purpose for one in service.wordings().values() if one.written}
    assert written == {"accessibility_needs", "publication"}


def test_another_comma_is_another_text() -> None:
    assert service.digest_of({"aim": "а, б"}) != service.digest_of({"aim": "а б"})


_OF_ONESELF = re.compile(r"\b(мо[яйеёи]|моих|моего|моей|моему|мою|меня|мне)\b", re.IGNORECASE)
_ANSWERING = re.compile(r"за которого я отвечаю|ребёнку и мне|с ним и со мной")


@pytest.mark.parametrize(
    "wording", service.wordings().values(), ids=lambda one: f"{one.purpose}.{one.version}"
)
def test_for_a_child_speaks_whoever_answers_and_nobody_says_my_data(wording: Wording) -> None:
    of_child = service.said_for(wording, child=True)
    assert (of_child.purpose, of_child.version, of_child.valid_from) == (
        wording.purpose, wording.version, wording.valid_from,
    )  # fmt: skip
    assert (of_child.years, of_child.written) == (wording.years, wording.written)
    assert "за которого я отвечаю" in of_child.aim
    assert "реб" in of_child.title.lower()
    told = [of_child.title, of_child.aim, *of_child.data, *of_child.actions, of_child.term, of_child.refusal]
    mine = [one for one in told if _OF_ONESELF.search(_ANSWERING.sub("", one))]
    assert mine == []
    assert service.said_for(wording, child=False) is wording
