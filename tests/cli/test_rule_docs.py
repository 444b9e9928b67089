"""`compliance rules docs`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_rule


@pytest.fixture
def written(compliance: Compliance) -> Path:
    """Return the page of a rule in a pack of its own."""
    write_rule(Path("pack"), requires="record.purpose IN ('research', '```<b>')")
    assert compliance("rules", "docs", "--rules", "pack", "--output", "pages").code == 0
    return Path("pages/test/research.md")


def test_a_page(written: Path) -> None:
    """A page has what the rule says, and an example from its cases."""
    text = written.read_text(encoding="utf-8")

    for part in (
        "# Records are for research\n",
        "| severity | high |",
        "| can come out | compliant, violation, unproven |",
        "A finding says: *n* records are not for research.",
        "## How to fix\n\nState the purpose.",
        "````sql\nrecord.purpose IN ('research', '```<b>')\n````",
        "## For example, compliant\n\nResearch.\n\n```yaml\nrecord:\n  purpose: research\n```",
        "- [A text](https://example.org/)",
        "| `record.purpose` | the manifest column `purpose` |",
    ):
        assert part in text
    assert "## Related rules" not in text


def test_the_index(written: Path) -> None:
    """The index leads to every page, pack by pack."""
    text = (written.parents[1] / "README.md").read_text(encoding="utf-8")

    assert "## test: A pack" in text
    assert "| [test/research](test/research.md) | high | Records are for research |" in text


def test_check(compliance: Compliance, written: Path) -> None:
    """A stale, a missing and a left-over page are each told, and nothing is written."""
    check = ("rules", "docs", "--rules", "pack", "--output", "pages", "--check")
    current = compliance(*check)
    left_over = written.with_name("gone.md")
    left_over.write_text(written.read_text(encoding="utf-8"), encoding="utf-8")
    written.write_text("old", encoding="utf-8")
    (written.parents[1] / "README.md").unlink()
    done = compliance(*check)

    assert (current.code, done.code) == (0, 1)
    assert done.out.splitlines()[:3] == [
        "pages/README.md: missing",
        "pages/test/research.md: stale",
        "pages/test/gone.md: left over",
    ]
    assert written.read_text(encoding="utf-8") == "old"


def test_writing_again(compliance: Compliance, written: Path) -> None:
    """What is stale is written anew, what is left over goes, and what others wrote stays."""
    left_over, own = written.with_name("gone.md"), written.with_name("notes.md")
    left_over.write_text(written.read_text(encoding="utf-8"), encoding="utf-8")
    own.write_text("Ours.", encoding="utf-8")
    compliance("rules", "docs", "--rules", "pack", "--output", "pages")
    done = compliance("rules", "docs", "--rules", "pack", "--output", "pages", "--check")

    assert (done.code, left_over.exists(), own.exists()) == (0, False, True)


def test_a_place_that_cannot_be_written(compliance: Compliance) -> None:
    """A file in the way is an error that names it."""
    write_rule(Path("pack"))
    Path("pages").write_text("", encoding="utf-8")
    done = compliance("rules", "docs", "--rules", "pack", "--output", "pages")

    assert done.code == 2
    assert "pages" in done.err
