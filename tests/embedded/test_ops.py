"""The command line inside a compose city leaves to the machine what a container cannot do."""

import re
from pathlib import Path

import pytest

from deploy.cli.main import app
from deploy.compose.ops import ON_THE_MACHINE, hide, refuse
from deploy.topology import parts


@pytest.mark.parametrize("command", ON_THE_MACHINE)
def test_what_a_container_cannot_do_is_answered_with_how_it_is_done(command: str) -> None:
    with pytest.raises(SystemExit, match=r"On the machine itself: (docker compose|deploy/compose/)"):
        refuse([command, "city.tar.gz"])


def test_what_a_container_can_do_is_left_to_the_command_line() -> None:
    refuse(["dead-letters", "list"])
    refuse([])


def test_help_names_only_what_a_container_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in app.registered_commands:
        monkeypatch.setattr(command, "hidden", False)
    hide(app)
    hidden = {
        command.callback.__name__
        for command in app.registered_commands
        if command.hidden and command.callback
    }
    assert hidden == set(ON_THE_MACHINE)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_no_database_of_a_service_is_left_out(command: str) -> None:
    named = re.search(r"^services=\((.+)\)$", Path(ON_THE_MACHINE[command]).read_text(), re.MULTILINE)
    assert named
    assert named[1].split() == [part.name for part in parts() if part.database]
