"""The texts of consents say what the law wants said, and a text that was published never changes."""

import hashlib
import tomllib
from pathlib import Path

from services.registry.rights.consents import service

_TEXTS = Path(service.__file__).parent / "texts"
_PUBLISHED = Path(__file__).parent / "published.toml"


def test_a_published_text_never_changes() -> None:
    published = tomllib.loads(_PUBLISHED.read_text(encoding="utf-8"))
    now_there = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in _TEXTS.glob("*.toml")}
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
