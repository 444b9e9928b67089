"""The whole program on small manifests, from files to a report."""

import datetime
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import ConfigurationError, UsageError
from compliance.inputs.discovery import find_targets
from compliance.laws import Laws, read_laws
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.gate import Gate
from compliance.model.platform import Weakness
from compliance.model.report import Report
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from compliance.pipeline import Request, read_datasets, run
from compliance.reporting.catalog import FORMATS
from tests.factories import Row, write_manifest, write_text

AS_OF = datetime.date(2026, 8, 22)
PAID_API = "social/paid-api-grant"
DAY = datetime.date(2023, 7, 1)
API_POST: Row = {
    "id": "1",
    "platform": "x",
    "url": "https://x.com/a/status/20",
    "acquisition_method": "api",
    "collected_at": DAY,
}
DUMP: Row = {"id": "1", "platform": "wikimedia", "acquisition_method": "official_dump", "collected_at": DAY}


@cache
def laws() -> Laws:
    """Return the shipped rules and reference data, read once."""
    return read_laws()


def audit(folder: Path, *paths: str, as_of: datetime.date = AS_OF, gate: Gate | None = None) -> Report:
    """Return the report on the datasets below a folder, or on some paths in it."""
    targets = find_targets(tuple(folder / path for path in paths) or (folder,))
    request = Request(targets, as_of, "compliance check", base=folder, gate=gate or Gate())
    return run(request, laws(), read_datasets(request))


def write_dataset(folder: Path, rows: Sequence[Row], name: str = "posts", card: str = "") -> Path:
    """Write a manifest with its card and an empty register, and return the folder."""
    write_manifest(folder / "records.parquet", rows)
    write_text(folder / "dataset.yaml", f"name: {name}\n{card}")
    write_text(folder / "grants.yaml", "grants: []\n")
    return folder


def finding(report: Report, rule: str, verdict: Verdict = Verdict.VIOLATION) -> Finding:
    """Return the one finding of a rule with a verdict."""
    (only,) = (found for found in report.findings if (found.rule, found.verdict) == (rule, verdict))
    return only


def test_the_dispute(tmp_path: Path) -> None:
    """Posts read from the paid API without a plan are a critical violation with clause and evidence."""
    report = audit(write_dataset(tmp_path, [API_POST, dict(API_POST) | {"id": "2"}]))
    found = finding(report, PAID_API)
    (clause,) = found.groups[0].clauses

    assert report.exit_code is ExitCode.FAILED
    assert report.findings[0].severity is Severity.CRITICAL
    assert (found.records, found.severity) == (2, Severity.CRITICAL)
    assert clause.clause.value == "paid"
    assert clause.clause.effective_from == datetime.date(2023, 3, 29)
    assert [exemplar.row for exemplar in found.exemplars] == [0]
    assert "2 X records" in found.message


REDDIT_POST: Row = dict(API_POST) | {
    "platform": "reddit",
    "url": "https://www.reddit.com/r/a/comments/1",
    "commercial": True,
}
"""Read on a day when, as we know from others, commercial use was paid."""


@pytest.mark.parametrize(("threshold", "fails"), [(Severity.HIGH, False), (Severity.MEDIUM, True)])
def test_the_gate_weighs_weak_evidence_less(tmp_path: Path, threshold: Severity, fails: bool) -> None:  # noqa: FBT001
    """A price that we know second-hand makes a critical rule a medium finding, in the gate too."""
    report = audit(write_dataset(tmp_path, [REDDIT_POST]), gate=Gate(threshold, None))
    found = finding(report, PAID_API)

    assert (found.severity, found.capped_from) == (Severity.MEDIUM, Severity.CRITICAL)
    assert found.weaknesses == (Weakness.SECONDARY,)
    assert report.gate.is_failed_by(found) is fails


def test_firm_and_weak_evidence_of_one_rule(tmp_path: Path) -> None:
    """Records on firm clauses keep the severity of the rule; those on weak ones are found apart."""
    report = audit(write_dataset(tmp_path, [API_POST, REDDIT_POST, REDDIT_POST]))
    found = [each for each in report.findings if each.rule == PAID_API]

    assert [(each.severity, each.records, bool(each.weaknesses)) for each in found] == [
        (Severity.CRITICAL, 1, False),
        (Severity.MEDIUM, 2, True),
    ]
    assert dict(report.datasets[0].counts)[PAID_API].violation == 3


def test_the_day_of_collection_decides(tmp_path: Path) -> None:
    """The same posts read a day before the price came are not touched by the rule."""
    before, after = datetime.date(2023, 3, 28), datetime.date(2023, 3, 29)
    reports = [
        audit(write_dataset(tmp_path / str(on), [dict(API_POST) | {"collected_at": on}]))
        for on in (before, after)
    ]
    counts = [dict(report.datasets[0].counts)[PAID_API] for report in reports]

    assert [(count.not_applicable, count.violation) for count in counts] == [(1, 0), (0, 1)]


def test_the_day_of_the_audit_decides(tmp_path: Path) -> None:
    """Audited on another day, the same data have another verdict, and nothing else differs."""
    row = dict(API_POST) | {"purpose": "pretrain", "model_class": "foundation"}
    folder = write_dataset(tmp_path, [row])
    days = (datetime.date(2025, 6, 3), datetime.date(2025, 6, 4))
    before, after = (audit(folder, as_of=on) for on in days)
    counts = [dict(report.datasets[0].counts)["social/training-ban"] for report in (before, after)]

    assert [(count.not_applicable, count.violation) for count in counts] == [(1, 0), (0, 1)]
    assert (before.as_of, after.as_of) == days
    assert before.inputs == after.inputs


@pytest.mark.parametrize("name", FORMATS)
def test_equal_inputs_give_equal_files(tmp_path: Path, name: str) -> None:
    """Two runs over equal inputs give the same bytes in every format."""
    rows = [dict(API_POST) | {"id": str(number), "purpose": "eval"} for number in range(50)]
    reports = [audit(write_dataset(tmp_path / copy, rows)) for copy in ("one", "two")]
    texts = [FORMATS[name].render(report) for report in reports]

    assert texts[0] == texts[1]


def test_evidence_is_the_rows(tmp_path: Path) -> None:
    """Exemplars are the very rows that break the rule, in the right file of several."""
    for number in range(3):
        rows = [dict(DUMP) | {"id": f"{number}-{row}", "url": None} for row in range(20)]
        if number == 1:
            rows[13] = dict(API_POST) | {"id": "wanted"}
        write_manifest(tmp_path / "parts" / f"part-{number}.parquet", rows)
    write_text(tmp_path / "dataset.yaml", "name: posts\nmanifest: parts\n")
    write_text(tmp_path / "grants.yaml", "grants: []\n")
    (exemplar,) = finding(audit(tmp_path), PAID_API).exemplars

    assert (exemplar.file, exemplar.row) == ("parts/part-1.parquet", 13)
    assert dict(exemplar.cells)["id"] == "wanted"


def test_one_broken_file(tmp_path: Path) -> None:
    """A file that cannot be read is named with a remedy; the others are judged, and the run is incomplete."""
    folder = write_dataset(tmp_path, [DUMP])
    (folder / "records.parquet").rename(folder / "a.parquet")
    (folder / "b.parquet").write_bytes((folder / "a.parquet").read_bytes()[:-20])
    report = audit(folder, gate=Gate(violation=Severity.CRITICAL, unproven=None))
    good, bad = report.datasets[0].coverage

    assert report.exit_code is ExitCode.INCOMPLETE
    assert (good.path, good.rows, good.rows_examined, good.problem) == ("a.parquet", 1, 1, None)
    assert (bad.path, bad.rows, bad.rows_examined) == ("b.parquet", None, 0)
    assert bad.problem
    assert bad.remedy


def test_only_broken_files(tmp_path: Path) -> None:
    """When no file can be read the run is incomplete, and surely no pass."""
    folder = write_dataset(tmp_path, [DUMP])
    (folder / "records.parquet").write_bytes(b"PAR1")

    assert audit(folder).exit_code is ExitCode.INCOMPLETE


def test_a_failure_outranks_an_unread_file(tmp_path: Path) -> None:
    """A violation in what was read fails the run, whatever stayed unread."""
    folder = write_dataset(tmp_path, [API_POST])
    (folder / "broken.parquet").write_bytes(b"")

    assert audit(folder).exit_code is ExitCode.FAILED


def test_no_records_is_no_pass(tmp_path: Path) -> None:
    """A manifest without records has nothing examined."""
    folder = write_dataset(tmp_path, [DUMP])
    write_manifest(folder / "records.parquet", [], pa.schema({"id": pa.string(), "platform": pa.string()}))

    assert audit(folder).exit_code is ExitCode.NOTHING_EXAMINED


def test_datasets_of_a_run_are_kept_apart(tmp_path: Path) -> None:
    """Two datasets are judged together and counted apart, each with its register."""
    write_dataset(tmp_path / "bad", [API_POST], "bad")
    write_dataset(tmp_path / "good", [DUMP, DUMP], "good")
    report = audit(tmp_path)
    counts = {dataset.name: dict(dataset.counts)[PAID_API] for dataset in report.datasets}

    assert counts["bad"].violation == 1
    assert counts["good"].not_applicable == 2
    assert {found.dataset for found in report.findings if found.rule == PAID_API} == {"bad"}
    assert [dataset.register for dataset in report.datasets] == ["bad/grants.yaml", "good/grants.yaml"]


def test_two_datasets_of_one_name(tmp_path: Path) -> None:
    """Datasets under one name are refused, and both are named: findings tell datasets apart by it."""
    write_dataset(tmp_path / "one", [API_POST])
    write_dataset(tmp_path / "two", [DUMP])
    with pytest.raises(UsageError, match=r"(?s)'posts'.*one/dataset\.yaml.*two/dataset\.yaml") as caught:
        audit(tmp_path)

    assert "name" in caught.value.remedy


def test_manifests_without_cards(tmp_path: Path) -> None:
    """Manifests without cards are datasets of their own, even with equal file names."""
    for folder in ("one", "two"):
        write_manifest(tmp_path / folder / "records.parquet", [DUMP])
    report = audit(tmp_path, "one/records.parquet", "two/records.parquet")

    assert [dataset.name for dataset in report.datasets] == ["one/records.parquet", "two/records.parquet"]


def test_two_manifests_of_one_card(tmp_path: Path) -> None:
    """Two files named beside one card are both read through it."""
    write_dataset(tmp_path, [DUMP])
    write_manifest(tmp_path / "more.parquet", [DUMP])
    report = audit(tmp_path, "records.parquet", "more.parquet")

    assert {file.path for dataset in report.datasets for file in dataset.coverage} == {
        "records.parquet",
        "more.parquet",
    }


def test_faults_of_every_card_and_register_at_once(tmp_path: Path) -> None:
    """Two broken cards and a broken register are all named, each with its path, line and column."""
    write_dataset(tmp_path / "one", [DUMP], "one", "colour: blue\n")
    write_dataset(tmp_path / "two", [DUMP], "two")
    write_text(tmp_path / "two" / "grants.yaml", "grants:\n  - {id: g1, type: barter, platform: x}\n")
    write_dataset(tmp_path / "three", [DUMP], "three", "owner: [")
    with pytest.raises(ConfigurationError) as caught:
        audit(tmp_path)
    places = {(problem.path, problem.line) for problem in caught.value.problems}

    assert {("one/dataset.yaml", 2), ("two/grants.yaml", 2)} <= places
    assert "three/dataset.yaml" in {path for path, _ in places}


def test_every_input_is_in_the_receipt(tmp_path: Path) -> None:
    """Manifest, card, register, rules and reference data are listed once each with their digest."""
    report = audit(write_dataset(tmp_path, [DUMP]))
    paths = [file.path for file in report.inputs]

    assert paths == sorted(set(paths))
    assert {"records.parquet", "dataset.yaml", "grants.yaml"} <= set(paths)
    assert "rules/social/paid-api-grant.yaml" in paths
    assert "rules/reference/platforms/x.yaml" in paths
    assert {len(file.sha256) for file in report.inputs} == {64}


def test_columns_that_rules_ask_for_and_the_manifest_lacks(tmp_path: Path) -> None:
    """A missing column is listed whether rules keep its value or only ask about it row by row."""
    write_dataset(tmp_path, [{"id": "1", "platform": "x", "creator": "a"}])
    missing = audit(tmp_path).datasets[0].columns_missing

    assert {"license", "collected_at", "attribution_text", "published_at"} <= set(missing)
    assert {"id", "platform", "creator"}.isdisjoint(missing)


def test_columns_that_nothing_reads_are_listed(tmp_path: Path) -> None:
    """Columns that no canonical name maps to are listed, and so are those that rules miss."""
    (dataset,) = audit(write_dataset(tmp_path, [dict(DUMP) | {"mood": "fine"}])).datasets

    assert dataset.columns_unused == ("mood",)
    assert {"id", "platform", "collected_at"} <= set(dataset.columns_read)
    assert "purpose" in dataset.columns_missing


WORDS = st.sampled_from(["x", "reddit", "nobody", "", None])
ROWS = st.fixed_dictionaries(
    {
        "id": st.just("1"),
        "platform": WORDS,
        "url": st.sampled_from(["https://x.com/a/status/1642000000000000000", "//", None]),
        "acquisition_method": st.sampled_from(["api", "crawl", "apy", None]),
        "collected_at": st.sampled_from(["2023-03-28", "2023-03-29", "yesterday", None]),
        "used_at": st.sampled_from(["2025-06-04T00:00:00Z", None]),
        "purpose": st.sampled_from(["pretrain", "eval", None]),
        "license": st.sampled_from(["MIT", "NOASSERTION", "all mine", None]),
        "grant_id": st.sampled_from(["g1", "lost", None]),
    }
)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(ROWS, min_size=1, max_size=12), min_size=1, max_size=3), st.integers(0, 2))
def test_the_parts_add_up(files: list[list[Row]], broken: int) -> None:
    """Whatever the records, verdicts add up to rows examined, and those and unread ones to the footers."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        anchor = dict.fromkeys(files[0][0], "x")  # so that every column is text, even one of nulls
        for number, rows in enumerate(files):
            write_manifest(folder / f"{number}.parquet", [*rows, anchor])
        for number in range(broken):
            (folder / f"broken-{number}.parquet").write_bytes(b"PAR1 and no more")
        write_text(folder / "dataset.yaml", "name: any\n")
        write_text(folder / "grants.yaml", "grants: [{id: g1, type: contract, platform: x}]\n")
        report = audit(folder)
    (dataset,) = report.datasets

    assert dataset.rows == sum(len(rows) + 1 for rows in files)
    assert dataset.rows == dataset.rows_examined + dataset.rows_unread
    assert {counts.total for _, counts in dataset.counts} == {dataset.rows_examined}
    for rule, counts in dataset.counts:
        for verdict, count in ((Verdict.VIOLATION, counts.violation), (Verdict.UNPROVEN, counts.unproven)):
            found = (each for each in report.findings if (each.rule, each.verdict) == (rule, verdict))
            assert sum(each.records for each in found) == count
    assert sum(line.records for line in dataset.grant_ledger) == dataset.rows_examined
    assert sum(file.problem is not None for file in dataset.coverage) == broken
