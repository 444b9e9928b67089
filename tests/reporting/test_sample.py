"""What every format says of audit samples."""

import json

import pytest

from compliance.errors import UsageError
from compliance.model.redaction import Redaction
from compliance.reporting.catalog import FORMATS
from compliance.reporting.reading_v1 import read_report
from compliance.reporting.redaction import redacted
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


def test_redaction() -> None:
    """Rows that are drawn are withheld as examples are; where they are is still said."""
    [dataset, *_] = redacted(sampled(sample_report()), Redaction.ALL).datasets
    assert dataset.sample is not None
    text = JSON.render(redacted(sampled(clean_report()), Redaction.IDS))

    assert {row.cells for stratum in dataset.sample.strata for row in stratum.rows} == {()}
    assert [row.row for row in dataset.sample.strata[0].rows] == [0, 7, 14]
    assert "id-7" not in text
    assert "SE/CRET" not in JSON.render(sampled(clean_report()))
