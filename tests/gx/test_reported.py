"""Reports as assets: a run elsewhere, validated without its data."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compliance.errors import UsageError
from compliance.gx import suite_from_pack
from compliance.model.report import Report
from compliance.reporting.write import write
from tests.gx.conftest import SAMPLE_REPORT, counted


@pytest.fixture(name="source", scope="module")
def _source(context: Any) -> Any:
    return context.data_sources.add_manifest("reports")


@pytest.fixture(name="two")
def _two(tmp_path: Path) -> Path:
    """Return a report on two datasets, of which the second is without findings."""
    [dataset] = SAMPLE_REPORT.datasets
    report: Report = replace(SAMPLE_REPORT, datasets=(dataset, replace(dataset, name="other")))
    write(report, "json", tmp_path / "two.json")
    return tmp_path / "two.json"


@pytest.mark.parametrize("name", ["report.json", "report.html"])
def test_a_report_is_validated(source: Any, name: str) -> None:
    """A document for programs, or the page that holds it, answers every expectation."""
    asset = source.add_report_asset(name, path=f"reports/sample/{name}")
    batch = asset.add_batch_definition_whole_report("whole").get_batch()
    [dataset] = SAMPLE_REPORT.datasets

    assert counted(batch.validate(suite_from_pack()).results) == dict(dataset.counts)
    assert batch.batch_spec["asked"] == SAMPLE_REPORT.command


def test_one_of_several_datasets(source: Any, two: Path) -> None:
    """The dataset is named, and the findings are its own."""
    asset = source.add_report_asset("other", path=str(two), dataset="other")
    batch = asset.add_batch_definition_whole_report("whole").get_batch()

    assert [dataset.name for dataset in batch.data.report().datasets] == ["other"]
    assert batch.data.report().findings == ()


@pytest.mark.parametrize(
    ("path", "dataset", "said"),
    [
        ("two.json", None, "has several datasets. name one of dispute, other"),
        ("two.json", "third", "has no dataset third. name one of dispute, other"),
        ("none.json", None, "there is no report at"),
    ],
)
def test_what_cannot_be_validated(source: Any, two: Path, path: str, dataset: str | None, said: str) -> None:
    """An asset that is no one dataset of a report is refused when it is added."""
    with pytest.raises(Exception, match=said):
        source.add_report_asset("refused", path=str(two.parent / path), dataset=dataset)


def test_a_report_has_no_rows(source: Any, two: Path) -> None:
    """Expectations of GX on rows and columns fail by a sentence."""
    import great_expectations as gx  # noqa: PLC0415 - once the tests are known to run

    asset = source.add_report_asset("rows", path=str(two), dataset="other")
    batch = asset.add_batch_definition_whole_report("whole").get_batch()
    result = batch.validate(gx.expectations.ExpectTableRowCountToEqual(value=1))

    assert "a report has no rows and columns" in str(result.exception_info)
    with pytest.raises(UsageError, match="a report has no rows and columns"):
        batch.head()
