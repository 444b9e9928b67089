"""What an export says of each rule: what it loses, what it leaves out."""

from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.laws import Laws, read_laws
from tests.cli.conftest import write_rule
from tests.factories import write_text
from tests.warehouse.tables import exported, written_dataset

ROW = {"id": "a", "url": "https://x.com/1", "purpose": "eval", "license": "MIT"}
WAIVER = """\
waivers:
  - id: w1
    rule: test/research
    rule_version: 1
    dataset: posts
    where: "TRUE"
    reason: decision_pending
    explanation: We looked.
    owner: data@example.org
    approver: counsel@example.org
    created: 2026-01-01
    expires: 2027-01-01
    row_budget: 10
"""


def laws(folder: Path, requires: str) -> Laws:
    """Return one rule, and no other."""
    return read_laws((write_rule(folder, requires),))


@pytest.mark.parametrize(
    ("requires", "row", "losses"),
    [
        ("record.purpose = 'research'", ROW, ()),
        ("platform.id = 'x'", ROW, ("records without a known platform",)),
        ("platform.detected = platform.id", ROW, ("records whose URL is unusual",)),
        ("platform.id = 'x'", {"id": "a", "platform": "x"}, ()),
        ("license.training = 'allowed'", ROW, ("records whose licence is not written",)),
        ("license.training = 'allowed'", {"id": "a", "platform": "x"}, ()),
        ("terms.known", ROW, ("records without a known platform",)),
        ("grant.in_force", ROW, ()),
    ],
)
def test_losses(requires: str, row: dict[str, object], losses: tuple[str, ...], tmp_path: Path) -> None:
    """A rule loses what it looks at and a record may have; no grant, without a register, has a platform."""
    dataset = written_dataset(tmp_path / "d", [row])
    [rule] = exported(dataset, laws=laws(tmp_path / "rules", requires)).rules

    assert len(rule.losses) == len(losses)
    assert all(said.startswith(loss) for said, loss in zip(rule.losses, losses, strict=True))


def test_what_is_excused_is_not(tmp_path: Path) -> None:
    """A query knows no waivers: the rule that has one says so."""
    write_text(tmp_path / "d/waivers.yaml", WAIVER)
    dataset = written_dataset(tmp_path / "d", [ROW])
    [rule] = exported(dataset, laws=laws(tmp_path / "rules", "record.purpose = 'research'")).rules

    assert rule.losses == ("records that a waiver excuses",)


def test_a_rule_over_groups_is_left_out(tmp_path: Path) -> None:
    """Sums over records of several datasets are no question about one table."""
    export = exported(written_dataset(tmp_path, [ROW]))

    assert "social/read-cap-month" in {left.id for left in export.left_out if "adds up" in left.why}


@pytest.mark.parametrize("name", ["verdict", "Verdict"])
def test_a_column_of_that_name(name: str, tmp_path: Path) -> None:
    """A manifest with a column `verdict` is refused: the query adds one."""
    dataset = written_dataset(tmp_path, [ROW | {name: "x"}])

    with pytest.raises(UsageError, match="has a column verdict"):
        exported(dataset)
