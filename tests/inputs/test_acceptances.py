"""Waivers and corrections: read with their places and papers, and refused with every fault."""

import hashlib
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.acceptances import read_corrections, read_waivers
from compliance.model.anchor import Anchor
from compliance.model.document import DocumentState
from tests.factories import write_text

WAIVER = """\
waivers:
  - id: w1
    rule: test/rule
    rule_version: 1
    dataset: posts
    where: "platform.id = 'x'"
    reason: {reason}
    explanation: We bought it.
    owner: data@example.org
    approver: counsel@example.org
    created: 2026-01-01
    expires: {expires}
    row_budget: {budget}
"""
CORRECTION = """\
corrections:
  - id: c1
    dataset: posts
    where: "TRUE"
    set: {set}
    explanation: The log says so.
    owner: data@example.org
    created: 2026-01-01
    document: {{path: {path}, sha256: {digest}}}
"""


def written(
    folder: Path, reason: str = "risk_accepted", expires: str = "2027-01-01", budget: str = "5"
) -> Path:
    """Write a file with one waiver and return its path."""
    return write_text(folder / "waivers.yaml", WAIVER.format(reason=reason, expires=expires, budget=budget))


def faults(path: Path) -> list[str]:
    """Return what is wrong with a file of waivers."""
    with pytest.raises(ConfigurationError) as error:
        read_waivers(path, "waivers.yaml")
    return [str(problem) for problem in error.value.problems]


def test_a_waiver_knows_where_it_stands(tmp_path: Path) -> None:
    """Reports point at the entry, and faults of its condition into the text."""
    (stated,), (recorded,) = read_waivers(written(tmp_path), "team/waivers.yaml")

    assert stated.waiver.row_budget == 5
    assert stated.anchor == Anchor("team/waivers.yaml", 2, 5)
    assert stated.where == Anchor("team/waivers.yaml", 6, 13)
    assert stated.document is DocumentState.NONE_NAMED
    assert (recorded.path, recorded.kind) == ("team/waivers.yaml", "waivers")


@pytest.mark.parametrize(
    ("content", "state"),
    [(b"signed", DocumentState.SAME), (b"forged", DocumentState.CHANGED), (None, DocumentState.MISSING)],
)
def test_papers_are_known_by_their_digest(
    tmp_path: Path, content: bytes | None, state: DocumentState
) -> None:
    """A paper is the one that was named, another one, or gone; if it is there, it is an input of the run."""
    digest = hashlib.sha256(b"signed").hexdigest()
    path = written(tmp_path, "permission_held")
    path.write_text(f"{path.read_text()}    document: {{path: papers/deal.pdf, sha256: {digest}}}\n")
    if content is not None:
        (tmp_path / "papers").mkdir()
        (tmp_path / "papers/deal.pdf").write_bytes(content)
    (stated,), inputs = read_waivers(path, "team/waivers.yaml")

    assert stated.document is state
    assert [file.path for file in inputs[1:]] == ([] if content is None else ["team/papers/deal.pdf"])


@pytest.mark.parametrize("path", ["../deal.pdf", "/etc/passwd", "a/../../deal.pdf"])
def test_a_paper_lies_beside_its_waiver(tmp_path: Path, path: str) -> None:
    """A waiver from a stranger reads no file elsewhere."""
    file = written(tmp_path)
    file.write_text(f"{file.read_text()}    document: {{path: {path}, sha256: {'a' * 64}}}\n")

    assert faults(file) == [
        "waivers.yaml:14:22: the document must lie in the folder of this file, or below it",
    ]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"reason": "whatever"}, "waivers.yaml:7:13: input should be"),
        ({"expires": "2025-12-31"}, "waivers.yaml:2:5: `expires` must be later than `created`"),
        ({"reason": "legal_review"}, "waivers.yaml:2:5: the reason legal_review rests on a `document`"),
        ({"budget": "0"}, "waivers.yaml:13:17: input should be greater than or equal to 1"),
    ],
)
def test_a_waiver_that_makes_no_sense(tmp_path: Path, given: dict[str, str], fault: str) -> None:
    """Faults are named where they stand."""
    (found,) = faults(written(tmp_path, **given))

    assert found.startswith(fault)


@pytest.mark.parametrize(
    "key", ["expires", "owner", "approver", "explanation", "reason", "row_budget", "where"]
)
def test_nothing_of_a_waiver_may_be_missing(tmp_path: Path, key: str) -> None:
    """A waiver without an end, an owner or a reason is refused."""
    lines = written(tmp_path).read_text().splitlines()
    kept = "\n".join(line for line in lines if not line.startswith(f"    {key}:"))

    assert faults(write_text(tmp_path / "waivers.yaml", kept)) == [f"waivers.yaml:2:5: `{key}` is missing"]


def test_two_waivers_of_one_id(tmp_path: Path) -> None:
    """Findings name their waiver, so each has a name of its own."""
    path = written(tmp_path)
    path.write_text(path.read_text() + "\n".join(path.read_text().splitlines()[1:]) + "\n")

    assert "two waivers have the id 'w1'" in faults(path)[0]


def test_a_file_without_waivers(tmp_path: Path) -> None:
    """`waivers: []` is what a team starts with."""
    assert read_waivers(write_text(tmp_path / "w.yaml", "waivers: []\n"), "w.yaml")[0] == ()


def test_a_correction_is_read(tmp_path: Path) -> None:
    """It has values, a place, and a paper that is looked at."""
    digest = hashlib.sha256(b"log").hexdigest()
    write_text(tmp_path / "log.txt", "log")
    values = "{license: CC-BY-4.0, commercial: false, collected_at: 2024-01-01, region: null}"
    path = write_text(tmp_path / "c.yaml", CORRECTION.format(set=values, path="log.txt", digest=digest))
    (stated,), inputs = read_corrections(path, "c.yaml")

    assert list(stated.correction.set) == ["license", "commercial", "collected_at", "region"]
    assert stated.correction.set["commercial"] is False
    assert (stated.anchor, stated.document) == (Anchor("c.yaml", 2, 5), DocumentState.SAME)
    assert [file.kind for file in inputs] == ["corrections", "document"]


def test_a_correction_of_no_column(tmp_path: Path) -> None:
    """Only canonical columns can be corrected."""
    path = write_text(tmp_path / "c.yaml", CORRECTION.format(set="{licence: MIT}", path="a", digest="0" * 64))
    with pytest.raises(ConfigurationError, match="'licence' is not a canonical column"):
        read_corrections(path, "c.yaml")
