"""What every format says of audit samples."""

import json
import re
from dataclasses import replace

import pytest

from compliance.errors import UsageError
from compliance.model.redaction import Redaction
from compliance.model.sample import AuditSample, Stratum
from compliance.model.verdict import Verdict
from compliance.reporting.catalog import FORMATS
from compliance.reporting.formats.html import LIMIT, render_html
from compliance.reporting.reading_v1 import read_report
from compliance.reporting.redaction import redacted
from compliance.reporting.views.caps import Caps
from compliance.reporting.views.sample import _at_most, sample
from tests.reporting.sample_excuses import accepted_report, waiver_use
from tests.reporting.sample_report import clean_report, sample_report
from tests.reporting.sample_sample import sampled

JSON = FORMATS["json"]


def test_json() -> None:
    """The document has each stratum whole: how many there are, what the sample proves, and each row."""
    document = json.loads(JSON.render(sampled(clean_report(), size=59)))
    sample = document["datasets"][0]["sample"]
    first = sample["strata"][0]

    assert sample["size"] == 59
    assert (first["verdict"], first["records"]) == ("compliant", 2_000)
    assert first["bounds"] == [
        {"wrong": 0, "at_most": 97},
        {"wrong": 1, "at_most": 154},
        {"wrong": 2, "at_most": 203},
    ]
    assert [sample["rows"][place]["row"] for place in first["rows"]] == [7 * number for number in range(59)]
    assert len(sample["rows"]) == 59


@pytest.mark.parametrize(
    ("part", "value", "why"),
    [
        ("records", 1, "is of other records than it counts"),
        ("verdict", "violation", "is of other records than it counts"),
        ("rule", "no/rule", "is of other records than it counts"),
        ("rows", [0], "is not as large as it says"),
        ("rows", [0, 1, 3], "has rows that are not there"),
        ("bounds", [{"wrong": 0, "at_most": 1}], "contradict each other"),
    ],
)
def test_a_sample_that_somebody_changed(part: str, value: object, why: str) -> None:
    """A sample that does not fit its dataset, or claims to prove more than it does, is refused."""
    document = json.loads(JSON.render(sampled(clean_report())))
    document["datasets"][0]["sample"]["strata"][0][part] = value

    with pytest.raises(UsageError, match=why):
        read_report(json.dumps(document), "report.json")


def test_what_is_accepted_is_drawn_by_its_verdict() -> None:
    """Records that a waiver accepts are violations to a sample, and their report is read back."""
    report = sampled(accepted_report(waiver_use(records=3)))
    (dataset,) = report.datasets
    drawn = dataset.sample or AuditSample(3, "", ())
    stratum = Stratum("social/read-cap", Verdict.VIOLATION, 3, drawn.strata[0].rows)
    drawn = replace(drawn, strata=(*drawn.strata, stratum))
    report = replace(report, datasets=(replace(dataset, sample=drawn),))

    assert read_report(JSON.render(report), "report.json") == redacted(report)


def test_redaction() -> None:
    """Rows that are drawn are withheld as examples are; where they are is still said."""
    [dataset, *_] = redacted(sampled(sample_report()), Redaction.ALL).datasets
    assert dataset.sample is not None
    text = JSON.render(redacted(sampled(clean_report()), Redaction.IDS))

    assert {row.cells for stratum in dataset.sample.strata for row in stratum.rows} == {()}
    assert [row.row for row in dataset.sample.strata[0].rows] == [0, 7, 14]
    assert "id-7" not in text
    assert "SE/CRET" not in JSON.render(sampled(clean_report()))


def flat(page: str) -> str:
    """Return the page without tags and line breaks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_worksheet() -> None:
    """The page says what to check, what it proves, and has room to mark each record; no secret is on it."""
    page = render_html(sampled(clean_report(), size=59))
    text = flat(page)

    assert page.count('<section id="sample"') == 1
    assert "Agree if what it requires is true of the record." in text
    assert (
        "If all 59 are right, then with 95 % confidence at most 4.9 % of the 2,000 records (97) are wrong. "
        "If one is wrong, at most 7.7 % (154). If two are wrong, at most 10.2 % (203)." in text
    )
    assert re.search(r" 1 \S+\.parquet:0 id-0 https://x\.com/", text)
    assert "Agree Disagree Initials" in text
    assert page.count("<td></td><td></td><td></td></tr>") >= 59 * page.count('worksheet" id="sample-')
    assert "SE/CRET" not in page


def test_all_were_drawn() -> None:
    """Where every record is on the worksheet, nothing is left to a bound."""
    text = flat(render_html(sampled(sample_report(), size=12)))

    assert "All 12 of these records are here: what is found wrong is all that is." in text
    assert "If all 12 are right, then with 95 % confidence at most" in text


def test_no_worksheet() -> None:
    """A report without a sample has no such section."""
    assert 'id="sample"' not in render_html(clean_report())


def test_a_page_stays_a_page() -> None:
    """Of many rows the page has the first of each, claims what these prove, and stays in its limit."""
    page = render_html(sampled(sample_report(), size=1_000))
    [most] = set(re.findall(r"(\d+) of 1,000 rows shown", flat(page)))

    assert len(page.encode()) <= LIMIT
    assert f"If all {most} are right, then" in flat(page)
    assert "If all 1,000 are right" not in flat(page)


def test_only_what_the_rule_looks_at() -> None:
    """A row shows what names the record and what the rule reads, and no other column."""
    report = sampled(sample_report())
    [first, *_] = sample(report, report.datasets, Caps()).sheets

    assert first.columns == ("acquisition_method",)
    assert (first.rows[1].id, first.rows[1].number) == ("id-7", "2")
    assert len(first.columns) == len(first.rows[0].cells)


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(607, 12_300, "5.0 %"), (1, 10**9, "0.1 %"), (3, 3, "100.0 %")]
)
def test_a_bound_is_rounded_up(part: int, whole: int, said: str) -> None:
    """A bound on paper is never smaller than the exact one."""
    assert _at_most(part, whole) == said
