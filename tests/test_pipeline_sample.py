"""Audit samples of a whole run."""

import datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from compliance.inputs.discovery import find_targets
from compliance.laws import read_laws
from compliance.model.report import Report
from compliance.model.row_list import RowListKind
from compliance.model.sample import Draw
from compliance.pipeline import Request, read_datasets, run
from tests.factories import write_manifest, write_text

ROOT = Path(__file__).parents[1]
AS_OF = datetime.date(2026, 8, 22)


def audited(target: Path, draw: Draw | None, evidence: Path | None = None) -> Report:
    """Return the report on a target, with a sample and, if a path is given, with evidence."""
    lists = () if evidence is None else ((RowListKind.EVIDENCE, evidence),)
    request = Request(
        find_targets((target,)), AS_OF, "compliance check", base=target, lists=lists, sample=draw
    )
    return run(request, read_laws(), read_datasets(request))


def test_the_sample_dataset(tmp_path: Path) -> None:
    """Every verdict of the matrix has a sample as large as it can be, of records that have this verdict."""
    report = audited(ROOT / "datasets/dispute", Draw(6), tmp_path / "evidence.parquet")
    [dataset] = report.datasets
    assert dataset.sample is not None
    sizes = {(each.rule, each.verdict): each.records for each in dataset.sample.strata}
    matrix = {
        (rule, verdict): getattr(counts, verdict)
        for rule, counts in dataset.counts
        for verdict in ("violation", "unproven", "compliant")
    }
    evidence = parquet.read_table(tmp_path / "evidence.parquet", columns=["rule", "file", "row", "verdict"])
    said = {tuple(place): verdict for *place, verdict in zip(*evidence.to_pydict().values(), strict=True)}

    assert sizes == {key: records for key, records in matrix.items() if records}
    for each in dataset.sample.strata:
        verdicts = {said.get((each.rule, row.file, row.row), "compliant") for row in each.rows}
        assert len(each.rows) == min(each.records, 6)
        assert verdicts == {each.verdict}


def test_two_datasets_and_rules_over_groups(tmp_path: Path) -> None:
    """Rules over groups have samples as others do, in the dataset where the record is."""
    grant = "{id: g, type: api_plan, platform: x, valid_from: 2024-07-01, read_cap: 4, cap_window: month}"
    write_text(tmp_path / "d/grants.yaml", f"grants: [{grant}]\n")
    for name in ("one", "two"):
        rows = [
            {
                "id": f"{name}-{number}",
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
    report = audited(tmp_path / "d", Draw(2))
    drawn = {
        dataset.name: [each for each in dataset.sample.strata if each.rule == "social/read-cap-month"]
        for dataset in report.datasets
        if dataset.sample is not None
    }

    assert {name: [(each.verdict, each.records) for each in found] for name, found in drawn.items()} == {
        "one": [("violation", 3)],
        "two": [("violation", 3)],
    }
    for name, [stratum] in drawn.items():
        assert len(stratum.rows) == 2
        assert all(dict(row.cells)["id"].startswith(name) for row in stratum.rows)


@pytest.mark.parametrize("seed", [None, "our own"])
def test_nothing_else_changes(tmp_path: Path, seed: str | None) -> None:
    """A run that draws a sample says what it says without."""
    write_manifest(tmp_path / "m.parquet", [{"id": "1", "url": "https://x.com/a/status/1"}, {"id": "2"}])
    plain, sampled = audited(tmp_path / "m.parquet", None), audited(tmp_path / "m.parquet", Draw(1, seed))
    [before], [after] = plain.datasets, sampled.datasets

    assert before.sample is None
    assert after.sample is not None
    assert after.counts == before.counts
    assert sampled.findings == plain.findings
