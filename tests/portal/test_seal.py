"""Sealed cookies open for their purpose alone."""

from pathlib import Path

from services.portal.filling.draft import Draft
from services.portal.visits.seal import Seal

_DRAFT = Draft(who="я", answers={"details": ["Капает кран"]})


def test_what_was_sealed_opens_again() -> None:
    seal = Seal(b"secret")
    assert seal.open(Draft, seal.close(_DRAFT, "draft"), "draft") == _DRAFT


def test_a_seal_of_another_secret_or_purpose_stays_closed() -> None:
    sealed = Seal(b"secret").close(_DRAFT, "draft")
    assert Seal(b"another").open(Draft, sealed, "draft") is None
    assert Seal(b"secret").open(Draft, sealed, "session") is None


def test_damaged_text_stays_closed() -> None:
    seal = Seal(b"secret")
    sealed = seal.close(_DRAFT, "draft")
    for damaged in ("", "x", sealed[:-3], sealed[:40] + "A" + sealed[41:], "a.b.c.d.e"):
        assert seal.open(Draft, damaged, "draft") is None


def test_what_is_sealed_cannot_be_read() -> None:
    assert "кран" not in Seal(b"secret").close(_DRAFT, "draft")


def test_a_form_token_belongs_to_one_browser(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"a secret of this test\n")
    seal = Seal.from_file(tmp_path / "secret")
    assert seal.believes("one", seal.form_token("one"))
    assert not seal.believes("other", seal.form_token("one"))
    assert not seal.believes("one", "")
