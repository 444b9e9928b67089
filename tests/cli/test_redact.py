"""`--redact`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_rule
from tests.factories import write_manifest, write_text

RUN = ("data", "--rules", "pack", "--as-of", "2026-08-22")
FILES = ("-o", "html=a.html", "-o", "json=a.json", "-o", "text=a.txt")


@pytest.fixture(autouse=True)
def _dataset(tmp_path: Path) -> None:
    write_rule(tmp_path / "pack")
    rows = [{"id": "someone-1", "platform": "x", "url": "https://x.com/someone/status/1", "purpose": "eval"}]
    write_manifest(tmp_path / "data" / "records.parquet", rows)
    write_text(tmp_path / "data" / "dataset.yaml", "name: posts\n")


@pytest.mark.parametrize("command", ["check", "audit"])
@pytest.mark.parametrize("level", ["ids", "all"])
def test_nothing_leaves(compliance: Compliance, command: str, level: str) -> None:
    """What is to be withheld is neither in a file nor on the terminal, and the verdict is the same."""
    done = compliance(command, *RUN, *FILES, "--redact", level)
    shown = compliance(command, *RUN, "--redact", level)
    written = [Path(name).read_text(encoding="utf-8") for name in ("a.html", "a.json", "a.txt")]

    assert done.code == shown.code == 1
    assert [text for text in (done.out, shown.out, *written) if "someone" in text] == []


def test_without(compliance: Compliance) -> None:
    """Without the option rows are shown as they are."""
    done = compliance("check", *RUN, "-o", "json=-")

    assert "https://x.com/someone/status/1" in done.out
    assert json.loads(done.out)["redaction"] == "secrets"


@pytest.mark.parametrize("level", ["secrets", "IDS", "", "urls,ids"])
def test_unknown_levels(compliance: Compliance, level: str) -> None:
    """What is not known is refused before anything is read."""
    done = compliance("check", "nowhere", "--redact", level)

    assert done.code == 2
    assert "--redact does not know" in done.err
    assert "urls, ids, all" in done.err
