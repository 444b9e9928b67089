"""The report for code scanning."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Standard
from sarif.loader import load_sarif_file

from compliance.errors import UsageError
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Report
from compliance.model.verdict import Verdict
from compliance.reporting.catalog import FORMATS, read_options
from compliance.reporting.formats.sarif import MOST_BYTES, MOST_RESULTS
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_findings import finding
from tests.reporting.sample_report import clean_report, huge_report, sample_report
from tests.reporting.sample_rules import HOSTILE

_MOST_TAGS = 10
_LATER = {("suppressions", "status")}
"""What the final text of the standard has, and the schema that the model was generated from does not yet."""
Run = Mapping[str, Any]


def rendered(report: Report, **options: str) -> str:
    """Return the report as it is written."""
    return FORMATS["sarif"].render(report, options)


def run_of(report: Report, **options: str) -> Run:
    """Return the one run of the report."""
    (run,) = json.loads(rendered(report, **options))["runs"]
    return run


@pytest.mark.parametrize("profile", ["github", "full"])
def test_the_golden_report(profile: str) -> None:
    """The sample is written as it always was."""
    current = rendered(excused_report(), profile=profile)

    assert published(GOLDENS / f"report.{profile}.sarif", current) == current


@pytest.mark.parametrize("profile", ["github", "full"])
@pytest.mark.parametrize("report", [excused_report(), clean_report()])
def test_the_schema_allows_it(report: Report, profile: str) -> None:
    """A model that was generated from the schema of the standard, and knows no other keys, accepts it."""
    try:
        Standard.model_validate_json(rendered(report, profile=profile))
        faults = set()
    except ValidationError as error:
        faults = {fault["loc"][-3::2] for fault in error.errors()}

    assert faults <= _LATER


@pytest.mark.parametrize("profile", ["github", "full"])
@pytest.mark.parametrize("report", [excused_report(), clean_report()])
def test_another_program_reads_it(report: Report, profile: str, tmp_path: Path) -> None:
    """An independent reader finds every result, with its rule, its file and its line."""
    path = tmp_path / "report.sarif"
    path.write_text(rendered(report, profile=profile), encoding="utf-8")
    read = load_sarif_file(str(path))
    stated = json.loads(path.read_text(encoding="utf-8"))["runs"][0]["results"]

    assert sorted((each["Location"], each["Line"]) for each in read.get_records()) == sorted(
        (place["artifactLocation"]["uri"], place["region"]["startLine"])
        for place in (result["locations"][0]["physicalLocation"] for result in stated)
    )
    assert len(read.get_results()) == len(stated)


def test_what_github_refuses() -> None:
    """Every result has a file of the repository, a line, a rule that is described, and a fingerprint."""
    run = run_of(excused_report())
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]

        assert "://" not in place["artifactLocation"]["uri"]
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert place["region"]["startLine"] >= 1
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert set(result["partialFingerprints"]) == {"compliance/v1", "primaryLocationLineHash"}

    alerts = [
        (each["ruleId"], each["partialFingerprints"]["primaryLocationLineHash"]) for each in run["results"]
    ]

    assert len(rules) == len(set(rules))
    assert len(alerts) == len(set(alerts))


def test_rules_say_how_bad_they_are() -> None:
    """Each rule has a score that GitHub makes a severity of, and few enough tags."""
    rules = {rule["id"]: rule for rule in run_of(excused_report())["tool"]["driver"]["rules"]}
    scores = {name: float(rule["properties"]["security-severity"]) for name, rule in rules.items()}

    assert scores["social/paid-api-grant"] >= 9
    assert 7 <= scores["social/scraping-needs-permission"] < 9
    assert 4 <= scores["social/scraping-needs-permission/weak-evidence"] < 7
    assert scores["licenses/share-alike"] < 4
    assert all("security" in rule["properties"]["tags"][:_MOST_TAGS] for rule in rules.values())
    assert all(len(rule["properties"]["tags"]) <= _MOST_TAGS for rule in rules.values())


def test_help_is_markdown() -> None:
    """What is no link is none, and what comes from a rule cannot become markup."""
    whole = sample_report()
    rule = replace(whole.rules[0], how_to_fix="[x](javascript:alert(1)) <b>", title=HOSTILE)
    shown = run_of(replace(whole, rules=(rule, *whole.rules[1:])))["tool"]["driver"]["rules"][0]

    assert r"\[x\](javascript:alert(1)) \<b\>" in shown["help"]["markdown"]
    assert "[A page](https://example.org/terms)" in shown["help"]["markdown"]


def places(found: Finding) -> list[tuple[str, str]]:
    """Return kind and name of each logical location of a finding, which is the only one."""
    report = replace(sample_report(), findings=(found,))
    return [
        (place["kind"], place["fullyQualifiedName"])
        for result in run_of(report)["results"]
        for place in result["locations"][0]["logicalLocations"]
    ]


def lying(rows: tuple[tuple[str, int], ...], last: tuple[str, int] | None) -> Finding:
    """Return a finding with one group, whose first rows and last row are these."""
    found = finding(0, "dispute", Verdict.VIOLATION, 9)
    return replace(found, groups=(replace(found.groups[0], records=9, rows=rows, last=last),))


def test_rows_are_logical_locations() -> None:
    """File and row of the first records, and the range of the group, stand beside the line of the card."""
    found = lying((("a.parquet", 12), ("a.parquet", 40)), ("a.parquet", 4_511))

    assert places(found) == [
        ("row", "a.parquet#12"),
        ("row", "a.parquet#40"),
        ("rows", "a.parquet#12-4511"),
    ]
    assert '"rows 12 to 4511"' in rendered(replace(sample_report(), findings=(found,)))


def test_a_range_over_several_files() -> None:
    """It says in which file it begins, and in which it ends."""
    found = lying((("a.parquet", 12),), ("b.parquet", 7))

    assert places(found)[1:] == [("rows", "a.parquet#12-b.parquet#7")]
    assert '"row 12 of a.parquet to row 7 of b.parquet"' in rendered(
        replace(sample_report(), findings=(found,))
    )


@pytest.mark.parametrize("last", [("a.parquet", 12), None])
def test_no_range(last: tuple[str, int] | None) -> None:
    """A single row is named once, and so are the rows of a report from before ranges were told."""
    assert places(lying((("a.parquet", 12),), last)) == [("row", "a.parquet#12")]


def test_accepted_findings() -> None:
    """GitHub would show them as open: they are left out and counted, or suppressed with the reason."""
    github, full = (run_of(excused_report(), profile=profile) for profile in ("github", "full"))
    told = [note["message"]["text"] for note in github["invocations"][0]["toolExecutionNotifications"]]
    suppressed = [result for result in full["results"] if "suppressions" in result]

    assert not any("suppressions" in result for result in github["results"])
    assert told[0].startswith(f"{len(suppressed)} accepted results left out.")
    assert len(full["results"]) == len(github["results"]) + len(suppressed)
    waived, known = sorted({each["suppressions"][0]["justification"] for each in suppressed}, reverse=True)
    assert waived == (
        "waived by dropped-soon until 2023-07-09, remediation planned, accepted by A. Counsel; "
        "The records are dropped | with the next release. Owner: data@example.com."
    )
    assert known == "in the baseline datasets/dispute/baseline.json."


def test_no_more_than_github_takes() -> None:
    """Of more results than GitHub keeps, the worst are there, and the log says how many are not."""
    report = huge_report(5_100)
    text = rendered(report)
    (run,) = json.loads(text)["runs"]
    (told, *_) = run["invocations"][0]["toolExecutionNotifications"]

    assert len(run["results"]) == MOST_RESULTS
    assert told["message"]["text"].startswith("102 results left out, the least severe")
    assert len(gzip.compress(text.encode())) < MOST_BYTES
    assert len(run_of(report, profile="full")["results"]) == MOST_RESULTS + 102


def test_a_folder_of_a_repository() -> None:
    """A prefix stands before paths of the run, and before nothing that lies elsewhere."""
    results = run_of(excused_report(), prefix="team/data lake")["results"]
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}

    assert "team/data%20lake/datasets/dispute/dataset.yaml" in uris
    assert any(uri.startswith("bucket/") for uri in uris)


def test_an_incomplete_run_was_no_success() -> None:
    """Whoever counts results is told when no results are no pass."""
    report = replace(clean_report(), exit_code=ExitCode.NOTHING_EXAMINED)
    invocation = run_of(report)["invocations"][0]

    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 3)


def test_fewer_results_when_they_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results are left out until the log is as small as GitHub wants it."""
    found = tuple(finding(0, "dispute", Verdict.VIOLATION, records) for records in range(1, 400))
    report = replace(sample_report(), findings=found)
    whole = gzip.compress(rendered(report).encode())
    monkeypatch.setattr("compliance.reporting.formats.sarif.MOST_BYTES", len(whole) // 2)
    text = rendered(report)

    assert 0 < len(json.loads(text)["runs"][0]["results"]) < len(found)
    assert len(gzip.compress(text.encode())) <= len(whole) // 2


def test_options() -> None:
    """The profile is one of two words, and is said once; a prefix is any folder."""
    assert read_options("sarif", "profile=full&prefix=a%20b") == {"profile": "full", "prefix": "a b"}
    assert rendered(excused_report(), profile="github") == rendered(excused_report())
    for text, told in (
        ("profile=azure", "github or full"),
        ("profile=full&profile=full", "once"),
        ("kind=x", "another"),
    ):
        with pytest.raises(UsageError) as caught:
            read_options("sarif", text)

        assert told in caught.value.remedy
