"""All checks on the shipped rules and platforms."""

import time

from compliance.laws import read_laws
from compliance.linting import CHECKS, lint
from tests.linting.packs import TODAY


def test_what_is_shipped_is_clean() -> None:
    """No shipped rule and no shipped platform has a fault, and looking takes no more than moments."""
    laws = read_laws()
    started = time.process_time()
    found = lint(laws, TODAY)

    assert [str(problem) for problem in found] == []
    assert time.process_time() - started < 5


def test_checks_have_names_of_their_own() -> None:
    """A fault is told by the name of its check, and no two checks have one name."""
    assert len(set(CHECKS)) == len(CHECKS)
