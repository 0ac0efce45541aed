"""The data folder: its settings, secrets, lock and logs."""

import stat
from pathlib import Path

import pytest

from deploy.embedded.folder import AlreadyRunning, DataFolder, Options


def test_settings_have_defaults_and_wrong_ones_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOSEDI_PORT", "SOSEDI_DATA", "SOSEDI_DEMO"):
        monkeypatch.delenv(name, raising=False)
    options = Options.of_environment()
    assert (options.port, options.data.name, options.demo) == (8080, ".sosedi", True)
    for name, wrong in (("SOSEDI_PORT", "0"), ("SOSEDI_PORT", "65536"), ("SOSEDI_DEMO", "yes")):
        with monkeypatch.context() as changed:
            changed.setenv(name, wrong)
            with pytest.raises(ValueError, match=name):
                Options.of_environment()


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.open()
    assert folder.password("talents") == DataFolder(tmp_path / "data").password("talents")
    assert folder.password("talents") != folder.password("events")
    assert folder.signing_key.read_bytes() == folder.signing_key.read_bytes()
    assert folder.portal_secret.stat().st_size >= 32
    for file in (tmp_path / "data" / "secrets").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    folder.close()


def test_folder_belongs_to_one_at_a_time(tmp_path: Path) -> None:
    first, second = DataFolder(tmp_path), DataFolder(tmp_path)
    first.open()
    with pytest.raises(AlreadyRunning):
        second.open()
    first.close()
    second.open()
    second.close()


def test_long_log_is_cut_and_short_ones_are_left(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.open()
    long, short = folder.log("talents"), folder.log("events")
    short.write_text("one line\n")
    with long.open("ab") as writing:
        writing.truncate(10_000_001)
        folder.trim_logs()
        writing.write(b"goes on\n")
    assert long.read_bytes() == b"goes on\n"
    assert (tmp_path / "logs" / "talents.old").stat().st_size == 10_000_001
    assert short.read_text() == "one line\n"
    folder.close()
