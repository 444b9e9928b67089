"""The hold: parts that wait to be added up."""

from compliance.profile.hold import open_hold
from tests.profile.parts import part_of


def test_cleared() -> None:
    """What one dataset never took, in memory or on disk, is not there for the files of the next."""
    with open_hold() as hold:
        hold.memory = 0
        for index in range(2):
            hold.put(index, part_of("x"), is_kept=False)
        hold.clear()
        taken = [hold.take(index, 1) for index in range(2)]

    assert taken == [None, None]
