"""json-v1, read back."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given

from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from compliance.reporting.reading_v1 import read_report
from compliance.reporting.redaction import redacted
from tests.reporting.generated import reports
from tests.reporting.sample_excuses import accepted_report, excused_report, waiver_use
from tests.reporting.sample_report import clean_report, dispute_report, huge_report, sample_report
from tests.reporting.sample_sample import sampled
from tests.reporting.test_adjusted import OFF, WEIGHED, adjusted
from tests.reporting.test_contract import BROKEN, UNKNOWN, contracted

JSON = FORMATS["json"]
Document = dict[str, object]
LATER = {"waivers", "corrections", "baseline", "excuse", "fingerprint", "accepted", "last"}
"""Fields of parts that the first reports did not have."""


@pytest.mark.parametrize(
    "report",
    [
        sample_report(),
        dispute_report(),
        clean_report(),
        huge_report(20),
        adjusted(OFF, WEIGHED),
        contracted(BROKEN, UNKNOWN),
        sampled(sample_report()),
        excused_report(),
        accepted_report(waiver_use()),
    ],
)
def test_nothing_is_lost(report: Report) -> None:
    """A report read back is the report as it was shown, and every format writes it byte for byte again."""
    back = read_report(JSON.render(report), "report.json")

    assert back == redacted(report)
    assert [each.render(back) for each in FORMATS.values()] == [
        each.render(report) for each in FORMATS.values()
    ]


@given(reports())
def test_nothing_is_lost_of_any_report(report: Report) -> None:
    """From report to JSON and back, and to JSON again, whatever the report holds."""
    text = JSON.render(report)
    back = read_report(text, "report.json")

    assert back == redacted(report)
    assert JSON.render(back) == text


def _of(document: Document, *path: str | int) -> dict[str, object]:
    part: object = document
    for step in path:
        part = part[step]  # type: ignore[index]
    assert isinstance(part, dict)
    return part


def _twice(document: Document, name: str) -> None:
    listed = document[name]
    assert isinstance(listed, list)
    listed.append(listed[0])


CONTRADICTIONS: dict[str, Callable[[Document], object]] = {
    "verdict": lambda it: it.update(outcome="compliant", exit_code=0),
    "outcome": lambda it: it.update(outcome="compliant"),
    "exit code": lambda it: it.update(exit_code=17),
    "rows": lambda it: _of(it, "datasets", 0).update(rows=1),
    "unread rows": lambda it: _of(it, "datasets", 2, "files", 0).update(rows_unread=7),
    "gate": lambda it: _of(it, "datasets", 0, "findings", 0).update(fails_gate=False),
    "severity": lambda it: _of(it, "datasets", 0, "rules", 0).update(severity="low"),
    "remedy": lambda it: _of(it, "datasets", 0, "findings", 0).update(how_to_fix="Nothing."),
    "unknown rule": lambda it: _of(it, "datasets", 0, "findings", 0).update(rule="a/b"),
    "dataset twice": lambda it: _twice(it, "datasets"),
    "rule twice": lambda it: _twice(it, "rules"),
    "weaknesses": lambda it: _of(it, "datasets", 0, "findings", 0).update(weaknesses=["secondary"] * 2),
    "excuse": lambda it: _of(it, "datasets", 0, "findings", 0).update(
        excuse={"kind": "waiver", "name": "expired"}, fails_gate=False
    ),
    "counted all the same": lambda it: _of(it, "datasets", 0, "findings", -1).update(fails_gate=True),
    "days left": lambda it: _of(it, "datasets", 0, "waivers", 0).update(days_left=1),
    "waiver": lambda it: _of(it, "datasets", 0, "waivers", 0).update(expires="2000-01-01"),
    "value": lambda it: _of(it, "datasets", 0, "corrections", 0, "set", 2).update(value="soon"),
    "clause": lambda it: _of(it, "datasets", 0, "findings", 0, "groups", 0, "clauses", 0).update(value="?"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_report_that_contradicts_itself(name: str) -> None:
    """What was changed by hand in one place and not in the others is refused."""
    document = json.loads(JSON.render(excused_report()))
    CONTRADICTIONS[name](document)

    with pytest.raises(UsageError, match="cannot be read as a report"):
        read_report(json.dumps(document), "report.json")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "not whole JSON"),
        (b"\xff\xfe", "not whole JSON"),
        (b"PAR1", "not whole JSON"),
        (JSON.render(clean_report())[:-100], "not whole JSON"),
        ("[" * 100_000, "not whole JSON"),
        ("null", "not json-v1"),
        ('{"version": "2.1.0", "runs": []}', "not json-v1"),
        (JSON.render(clean_report()).replace('"json-v1"', '"json-v2"'), "not json-v1"),
        (JSON.render(clean_report()).replace('"as_of"', '"as_off"'), "as_of: Field required"),
        (JSON.render(clean_report()).replace("3000", "-1"), "greater than or equal to 0"),
        (JSON.render(clean_report()).replace("3000", "9" * 5_000), "not whole JSON"),
    ],
)
def test_what_is_no_report(content: str | bytes, why: str) -> None:
    """Damaged, foreign and newer documents are told apart, and no fault of the program."""
    with pytest.raises(UsageError, match=why) as refused:
        read_report(content, "report.json")

    assert refused.value.text.startswith("report.json cannot be read as a report: ")
    assert refused.value.remedy


def test_a_report_of_an_earlier_version() -> None:
    """Fields that were added later may be missing, and sentences may be worded otherwise."""
    document = json.loads(JSON.render(dispute_report()))
    del document["arguments"], document["redaction"], document["adjustments"]
    (dataset,) = document["datasets"]
    groups = [group for found in dataset["findings"] for group in found["groups"]]
    for part in (dataset, *document["rules"], *dataset["findings"], *groups):
        for name in LATER & part.keys():
            del part[name]
    for line in dataset["rules"]:
        del line["counts"]["baselined"]
    document["credits"] = ["An earlier credit"]

    assert read_report(json.dumps(document), "report.json") == redacted(dispute_report())


def test_order_is_restored() -> None:
    """Findings stand beneath their datasets in JSON, and the gravest come first again in the report."""
    order = [(finding.rule, finding.dataset) for finding in sample_report().findings]
    back = read_report(JSON.render(sample_report()), "report.json")

    assert [(finding.rule, finding.dataset) for finding in back.findings] == order
