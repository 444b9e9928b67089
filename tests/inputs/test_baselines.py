"""The file of the baseline: written in a fixed order, and read back as it was."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.baselines import baseline_text, read_baseline
from compliance.model.baseline import BaselineEntry
from compliance.model.verdict import Verdict
from tests.factories import write_text


def entry(rule: str, digit: str, records: int = 1) -> BaselineEntry:
    """Return an entry on a rule whose fingerprint is of one digit."""
    return BaselineEntry(
        rule=rule,
        rule_version=1,
        dataset="posts",
        verdict=Verdict.VIOLATION,
        fingerprint=digit * 32,
        records=records,
    )


@pytest.mark.parametrize("entries", [(), (entry("a/b", "1"),), (entry("a/b", "1"), entry("a/b", "2", 7))])
def test_a_baseline_is_read_as_it_was_written(tmp_path: Path, entries: tuple[BaselineEntry, ...]) -> None:
    """Nothing is lost between two runs."""
    path = write_text(tmp_path / "baseline.json", baseline_text(entries))
    read, (recorded,) = read_baseline(path, "baseline.json")

    assert read == entries
    assert (recorded.path, recorded.kind, recorded.bytes) == (
        "baseline.json",
        "baseline",
        path.stat().st_size,
    )


def test_the_order_is_fixed() -> None:
    """Equal baselines are equal files, one line for each entry, so that a commit shows what changed."""
    one, other = (entry("a/b", "2"), entry("a/b", "1")), (entry("a/b", "1"), entry("a/b", "2"))

    assert baseline_text(one) == baseline_text(other)
    assert len(baseline_text(one).splitlines()) == 4


@pytest.mark.parametrize("text", ["", "[]", '{"entries": [{"rule": "a/b"}]}', '{"entry": []}', "\x00"])
def test_a_file_that_is_no_baseline(tmp_path: Path, text: str) -> None:
    """It is named, with what would write a good one."""
    with pytest.raises(ConfigurationError, match=r"baseline.json:1:1: is no baseline: .*create"):
        read_baseline(write_text(tmp_path / "baseline.json", text), "baseline.json")


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    """A path that was given and leads nowhere is an error, not an empty baseline."""
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_baseline(tmp_path / "baseline.json", "baseline.json")
