"""Faults that only show when the stages meet."""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from compliance.errors import ConfigurationError, UsageError
from compliance.inputs.discovery import find_targets
from compliance.laws import read_laws
from compliance.model.exit_code import ExitCode
from compliance.pipeline import Request, read_datasets, run
from tests.factories import write_manifest, write_text

AS_OF = datetime.date(2026, 8, 22)


def request(folder: Path) -> Request:
    """Return the request to judge everything below a folder."""
    return Request(find_targets((folder,)), AS_OF, "compliance check", base=folder)


def write_card(folder: Path, name: str, *parents: str) -> None:
    """Write a dataset of one record that is made from others."""
    made_from = ", ".join(f"{{name: {parent}}}" for parent in parents)
    write_manifest(folder / name / "records.parquet", [{"id": "1", "platform": "x"}])
    write_text(folder / name / "dataset.yaml", f"name: {name}\nparents: [{made_from}]\n")


@pytest.mark.parametrize(
    ("parents", "cycle"),
    [({"a": ["a"]}, "a → a"), ({"a": ["b"], "b": ["c"], "c": ["a"]}, "a → b → c → a")],
)
def test_a_dataset_is_not_made_from_itself(parents: dict[str, list[str]], cycle: str, tmp_path: Path) -> None:
    """A cycle among the parents of cards is refused, and named."""
    for name, made_from in parents.items():
        write_card(tmp_path, name, *made_from)

    with pytest.raises(UsageError, match=cycle):
        read_datasets(request(tmp_path))


def test_two_ways_to_one_parent_are_no_cycle(tmp_path: Path) -> None:
    """A diamond of parents is fine, and so is a parent outside the run."""
    for name, made_from in {"a": ["b", "c"], "b": ["d"], "c": ["d", "elsewhere"], "d": []}.items():
        write_card(tmp_path, name, *made_from)

    assert [dataset.name for dataset in read_datasets(request(tmp_path))] == ["a", "b", "c", "d"]


def test_a_damaged_column_that_no_rule_reads(tmp_path: Path) -> None:
    """The verdicts stand when only the example rows cannot be fetched, and a notice says so."""
    path = tmp_path / "records.parquet"
    table = pa.table({"id": ["1", "2"], "platform": ["x", "x"], "sha256": ["a" * 64, "b" * 64]})
    parquet.write_table(table, path, compression="zstd", use_dictionary=False)
    place = parquet.read_metadata(path).row_group(0).column(2)
    content = bytearray(path.read_bytes())
    start = place.data_page_offset
    content[start : start + place.total_compressed_size] = b"\xff" * place.total_compressed_size
    path.write_bytes(content)
    report = run(request(tmp_path), read_laws(), read_datasets(request(tmp_path)))

    assert report.exit_code is ExitCode.FAILED
    assert report.rows_examined == 2
    assert any(notice.text.startswith("No example rows could be fetched") for notice in report.notices)
    assert all(finding.exemplars == () for finding in report.findings)


def test_faults_of_rules_and_reference_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken pack does not hide a broken reference file."""
    write_text(tmp_path / "rules" / "own" / "pack.yaml", "name: own\n")
    write_text(tmp_path / "rules" / "reference" / "licenses.yaml", "licenses: 1\n")
    monkeypatch.setattr("compliance.inputs.law_files.shipped_rules", lambda: tmp_path / "rules")

    with pytest.raises(ConfigurationError) as caught:
        read_laws()

    places = {problem.path for problem in caught.value.problems}
    assert {"rules/own/pack.yaml", "rules/reference/licenses.yaml"} <= places
