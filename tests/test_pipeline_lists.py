"""Row lists of a whole run: what the report counts, record by record."""

import datetime
from collections import Counter
from pathlib import Path

import pytest
from pyarrow import parquet

from compliance.inputs.discovery import find_targets
from compliance.laws import read_laws
from compliance.model.report import Report
from compliance.model.row_list import RowListKind
from compliance.pipeline import Request, read_datasets, run
from tests.factories import write_manifest, write_text

ROOT = Path(__file__).parents[1]
AS_OF = datetime.date(2026, 8, 22)


def audited(target: Path, folder: Path) -> tuple[Report, dict[RowListKind, Path]]:
    """Return the report on a target, and the lists that the run wrote into a folder."""
    paths = {kind: folder / f"{kind}.parquet" for kind in RowListKind}
    request = Request(
        find_targets((target,)), AS_OF, "compliance check", base=target, lists=tuple(paths.items())
    )
    return run(request, read_laws(), read_datasets(request)), paths


def places(path: Path) -> list[tuple[object, ...]]:
    """Return dataset, file and row of every row of a list."""
    columns = parquet.read_table(path, columns=["dataset", "file", "row"]).to_pydict()
    return list(zip(*columns.values(), strict=True))


def assert_adds_up(report: Report, lists: dict[RowListKind, Path]) -> None:
    """See that evidence has a row for all that findings count, and that every record is dropped or kept."""
    evidence = parquet.read_table(lists[RowListKind.EVIDENCE]).to_pylist()
    said = Counter((row["rule"], row["dataset"], row["verdict"], row["severity"]) for row in evidence)
    counted: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        counted[finding.rule, finding.dataset, finding.verdict.value, finding.severity.value] += (
            finding.records
        )
    dropped, kept = places(lists[RowListKind.DROP]), places(lists[RowListKind.KEEP])
    failing = {(row["dataset"], row["file"], row["row"]) for row in evidence if _fails(report, row)}

    assert said == counted
    assert set(dropped) == failing
    assert len(set(dropped) | set(kept)) == len(dropped) + len(kept) == report.rows_examined
    assert [found.rows for found in report.lists] == [len(evidence), len(dropped), len(kept)]


def _fails(report: Report, row: dict[str, str]) -> bool:
    found = next(
        finding
        for finding in report.findings
        if (finding.rule, finding.verdict, finding.severity) == (row["rule"], row["verdict"], row["severity"])
    )
    return report.gate.is_failed_by(found)


@pytest.mark.parametrize("name", ["dispute", "clean"])
def test_the_samples(name: str, tmp_path: Path) -> None:
    """On the sample datasets, lists are the report's counts taken apart."""
    assert_adds_up(*audited(ROOT / "datasets" / name, tmp_path))


def test_two_datasets_and_rules_over_groups(tmp_path: Path) -> None:
    """Records of two datasets that break a cap together are evidence in the dataset they are in."""
    grant = "{id: g, type: api_plan, platform: x, valid_from: 2024-07-01, read_cap: 4, cap_window: month}"
    write_text(tmp_path / "d/grants.yaml", f"grants: [{grant}]\n")
    for name in ("one", "two"):
        rows = [
            {
                "id": str(number),
                "platform": "x",
                "url": f"https://x.com/a/status/{number}",
                "acquisition_method": "api",
                "collected_at": datetime.date(2024, 7, 5),
                "grant_id": "g",
            }
            for number in range(3)
        ]
        write_manifest(tmp_path / f"d/{name}/records.parquet", rows)
        write_text(tmp_path / f"d/{name}/dataset.yaml", f"name: {name}\n")
    report, lists = audited(tmp_path / "d", tmp_path / "lists")
    evidence = parquet.read_table(lists[RowListKind.EVIDENCE]).to_pylist()
    over = [
        row for row in evidence if row["rule"] == "social/read-cap-month" and row["verdict"] == "violation"
    ]

    assert_adds_up(report, lists)
    assert {(row["dataset"], row["row"]) for row in over} == {
        (name, row) for name in ("one", "two") for row in range(3)
    }
    assert dict(over[0]["facts"])["grant.id"] == "g"
