"""Commands by name, loaded when they are asked for."""

import pytest

from compliance.cli.commands import COMMANDS, loaded
from tests.cli.conftest import Compliance


@pytest.mark.parametrize("name", COMMANDS)
def test_every_line_leads_to_a_command(name: str) -> None:
    """What the catalogue names can be loaded, is called so, and says what it does."""
    command = loaded(name)

    assert command.name == name
    assert command.get_short_help_str()


def test_help_has_all(compliance: Compliance) -> None:
    """The help names every command, in the order of the catalogue."""
    lines = compliance("--help").out.splitlines()
    words = [line.strip("│ ").partition(" ")[0] for line in lines]

    assert [word for word in dict.fromkeys(words) if word in COMMANDS] == [*COMMANDS]


def test_a_command_that_is_misspelt(compliance: Compliance) -> None:
    """A name that no command has is answered with the nearest one."""
    outcome = compliance("expalin")

    assert outcome.code == 2
    assert "'explain'" in outcome.err
