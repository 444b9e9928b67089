"""What every format says of the contract checks."""

import json
import re
from dataclasses import replace

from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.exit_code import ExitCode
from compliance.model.report import Report
from compliance.model.verdict import Verdict
from compliance.reporting.assembly import with_contracts
from compliance.reporting.formats.html import render_html
from compliance.reporting.formats.json_v1 import render_json
from compliance.reporting.formats.text import render_text
from tests.reporting.sample_report import clean_report
from tests.reporting.sample_rules import HOSTILE, SCRIPT

KEPT = ContractResult(
    ContractCheck.DECLARED_ROWS, Verdict.COMPLIANT, "As declared.", "", {"rows": 3_000}, {"rows": 3_000}
)
BROKEN = ContractResult(
    ContractCheck.UNIQUE_IDS,
    Verdict.VIOLATION,
    f"Shared: {HOSTILE}.",
    "Drop the copies.",
    {"duplicate_records": 0},
    {"duplicate_records": 1_200},
)
UNKNOWN = ContractResult(ContractCheck.ROW_DIGEST, Verdict.UNPROVEN, "No digest.", "State it.")


def contracted(*results: ContractResult) -> Report:
    """Return the report in which every rule holds, with these results."""
    return with_contracts(clean_report(), [results])


def flat(text: str) -> str:
    """Return the text without tags and line breaks."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_outcome() -> None:
    """A broken or unproven promise fails a run in which every rule holds; a kept one does not."""
    assert contracted(KEPT).exit_code is ExitCode.COMPLIANT
    assert contracted(KEPT, BROKEN).exit_code is ExitCode.FAILED
    assert contracted(UNKNOWN).exit_code is ExitCode.FAILED


def test_text() -> None:
    """The verdict counts the checks, first and last; a line for each says more, the broken ones first."""
    text = flat(render_text(contracted(KEPT, BROKEN, UNKNOWN)))

    assert text.count("; contract checks: 1 broken, 1 unproven, 1 kept.") == 2
    assert re.search(
        "contract unique-ids violation: .* contract row-digest unproven: .* contract declared-rows compl",
        text,
    )


def test_html() -> None:
    """A section of the page, named in the contents, has a line for each check; cells stay text."""
    page = render_html(contracted(KEPT, BROKEN))

    assert 'href="#contract"' in page
    assert "duplicate records 0 duplicate records 1,200" in flat(page)
    assert "Drop the copies." in flat(page)
    assert page.count('<tr class="alert">') == 1
    assert SCRIPT not in page


def test_html_is_cut() -> None:
    """With very many datasets the page says how many checks it leaves out."""
    report = clean_report()
    many = [replace(report.datasets[0], contract=(KEPT,) * 3) for _ in range(70)]

    assert "200 of 210 contract checks shown" in flat(render_html(replace(report, datasets=tuple(many))))


def test_json() -> None:
    """A program finds expected and found values under the same names."""
    (dataset,) = json.loads(render_json(contracted(BROKEN, UNKNOWN)))["datasets"]
    broken, unknown = dataset["contract"]

    assert (broken["check"], broken["verdict"], broken["severity"]) == ("unique-ids", "violation", "high")
    assert (broken["fails_gate"], broken["how_to_fix"]) == (True, "Drop the copies.")
    assert (broken["expected"], broken["found"]) == ({"duplicate_records": 0}, {"duplicate_records": 1_200})
    assert (unknown["expected"], unknown["found"]) == ({}, {})


def test_nothing_was_asked() -> None:
    """Without contract checks no format speaks of them, but for an empty list in the JSON."""
    report = clean_report()

    assert "contract" not in render_text(report)
    assert 'id="contract"' not in render_html(report)
    assert json.loads(render_json(report))["datasets"][0]["contract"] == []
