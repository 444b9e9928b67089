"""Reports of several runs as one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from compliance.errors import UsageError
from compliance.model.exit_code import ExitCode
from compliance.model.gate import Gate
from compliance.model.input import Input
from compliance.model.redaction import Redaction
from compliance.model.report import Report
from compliance.model.row_list import RowList, RowListKind
from compliance.reporting.catalog import FORMATS
from compliance.reporting.merging import merge
from compliance.reporting.read import ReportFile, read
from compliance.reporting.redaction import redacted
from tests.reporting.generated import reports
from tests.reporting.sample_excuses import excused_report
from tests.reporting.sample_report import sample_report
from tests.reporting.test_adjusted import OFF


def only(name: str, whole: Report | None = None) -> Report:
    """Return the sample report, or another, with one of its datasets."""
    whole = whole or sample_report()
    alone = replace(
        whole,
        datasets=tuple(dataset for dataset in whole.datasets if dataset.name == name),
        findings=tuple(finding for finding in whole.findings if finding.dataset == name),
        notices=tuple(notice for notice in whole.notices if notice.dataset == name),
        inputs=tuple(file for file in whole.inputs if f"/{name}/" in file.path or file.kind == "rule"),
    )
    return replace(alone, exit_code=alone.code(alone.gate))


def merged(*parts: Report) -> Report:
    """Return the reports as one."""
    files = [
        ReportFile(redacted(part), Input(f"{place}.json", "report", f"{place}" * 64, 1))
        for place, part in enumerate(parts)
    ]
    return merge(files, "compliance report merge")


@pytest.mark.parametrize("whole", [sample_report(), excused_report()])
def test_parts_make_the_whole(whole: Report) -> None:
    """The reports on each dataset of a run make the report on all of them, waivers and all."""
    whole = redacted(whole)
    parts = merged(*(only(dataset.name, whole) for dataset in whole.datasets))

    assert replace(parts, command=whole.command, inputs=whole.inputs, rules=whole.rules) == whole
    assert {rule.id: rule for rule in parts.rules} == {rule.id: rule for rule in whole.rules}


def test_inputs() -> None:
    """The merged reports are inputs themselves, and what they rest on stays in the receipt."""
    inputs = merged(only("dispute"), only("clean")).inputs

    assert [file.path for file in inputs if file.kind == "report"] == ["0.json", "1.json"]
    assert {file.path for file in only("dispute").inputs} <= {file.path for file in inputs}


def test_lists_of_rows() -> None:
    """The lists that were written beside any of the reports are named in the merged one, each once."""
    first, second = (RowList(RowListKind.DROP, f"{name}.parquet", 1, 9, "ab" * 32) for name in ("a", "b"))
    parts = (replace(only("clean"), lists=(first,)), replace(only("dispute"), lists=(second, first)))

    assert merged(*parts).lists == (first, second)


def test_the_verdict_is_that_of_all() -> None:
    """One failed dataset fails the whole; without it, one unread file makes it incomplete."""
    assert only("clean").exit_code is ExitCode.COMPLIANT
    assert merged(only("clean"), only("dispute")).exit_code is ExitCode.FAILED
    unread = replace(only("mirror"), findings=(), exit_code=ExitCode.INCOMPLETE)
    assert merged(only("clean"), unread).exit_code is ExitCode.INCOMPLETE


def test_the_same_report_twice() -> None:
    """A dataset that two reports hold alike is counted once."""
    twice = merged(only("dispute"), only("dispute"))

    assert twice.rows_examined == only("dispute").rows_examined
    assert twice.findings == redacted(only("dispute")).findings


@given(reports())
def test_any_report_with_itself(report: Report) -> None:
    """Nothing is lost or doubled, whatever a report holds, and the result can be read back."""
    twice = merged(report, report)

    assert twice.findings == redacted(report).findings
    assert twice.exit_code == report.exit_code
    assert FORMATS["json"].render(twice)


def _other_counts(report: Report) -> Report:
    return replace(report, datasets=(replace(report.datasets[0], version="2.0"),))


REFUSED: dict[str, tuple[Callable[[Report], Report], str]] = {
    "other day": (lambda report: replace(report, as_of=date(2024, 1, 1)), "2023-06-30 and 2024-01-01"),
    "other gate": (lambda report: replace(report, gate=Gate(unproven=None)), "the gate"),
    "other dataset": (_other_counts, "two different datasets named 'clean'"),
    "other findings": (lambda report: replace(report, findings=sample_report().findings), "two different"),
    "adjusted": (lambda report: replace(report, adjustments=(OFF,)), "what a team adjusted"),
    "other rule": (
        lambda report: replace(report, rules=(replace(report.rules[0], requires="TRUE"),)),
        "the rule social/paid-api-grant is not the same in 0.json and 1.json",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_common_verdict(name: str) -> None:
    """Where one verdict would not be true of every dataset there is none."""
    change, why = REFUSED[name]
    other = change(only("clean"))
    if name == "other findings":
        other = replace(other, findings=tuple(replace(f, dataset="clean") for f in other.findings))

    with pytest.raises(UsageError, match=why):
        merged(only("clean"), other)


def test_other_versions_are_told() -> None:
    """Reports of other versions of program and packs go together, and each dataset says which judged it."""
    later = replace(
        only("dispute"), tool_version="0.2.0", packs=(("social", "1.1"),), engine=("spark", "4.0.1")
    )
    both = merged(only("clean"), later)
    texts = {notice.dataset: notice.text for notice in both.notices if "Judged by" in notice.text}

    assert both.tool_version == "0.1.0, 0.2.0"
    assert {("social", "1.0"), ("social", "1.1")} <= set(both.packs)
    assert both.engine == ("duckdb, spark", "2.0.0, 4.0.1")
    assert texts["dispute"].startswith("Judged by compliance 0.2.0, social 1.1, spark 4.0.1;")
    assert "compliance 0.1.0" in texts["clean"]


def test_the_strictest_withholding_holds() -> None:
    """What one report withholds is withheld of all."""
    both = merged(only("clean"), redacted(only("dispute"), Redaction.ALL), only("mirror"))

    assert both.redaction is Redaction.ALL
    assert not any(row.cells for finding in both.findings for row in finding.exemplars)


def test_reading_a_file(tmp_path: Path) -> None:
    """A report file is an input with its digest."""
    path = tmp_path / "report.json"
    path.write_text(FORMATS["json"].render(sample_report()), encoding="utf-8")

    assert read(path).report == redacted(sample_report())
    assert (read(path).input.kind, read(path).input.bytes) == ("report", path.stat().st_size)


@pytest.mark.parametrize("name", ["missing.json", "folder", "/dev/zero"])
def test_no_file(tmp_path: Path, name: str) -> None:
    """What is no file is refused, devices too."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(UsageError, match="there is no report"):
        read(tmp_path / name)
