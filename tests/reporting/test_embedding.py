"""The report inside its page."""

import hashlib
import json
import re

import pytest
from hypothesis import given

from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from compliance.reporting.embedding import ELEMENT, embedded, extracted
from compliance.reporting.formats.html import LIMIT
from compliance.reporting.reading_v1 import read_report
from compliance.reporting.redaction import redacted
from tests.reporting.generated import reports
from tests.reporting.sample_report import clean_report, dispute_report, huge_report, sample_report


@pytest.mark.parametrize("report", [sample_report(), dispute_report(), clean_report()])
def test_a_page_holds_its_report(report: Report) -> None:
    """What is read out of a page is the report, and the page made of it is the same page."""
    page = FORMATS["html"].render(report)
    back = read_report(extracted(page, "report.html"), "report.html")

    assert back == redacted(report)
    assert FORMATS["html"].render(back) == page


@given(reports())
def test_it_is_data(report: Report) -> None:
    """Whatever a report holds, no character of it is one that HTML or a terminal looks at."""
    held, digest = embedded(redacted(report))

    assert not set("<>&") & set(held + digest)
    assert held.isascii()
    assert held.isprintable()
    assert read_report(held, "report.html") == redacted(report)


def test_a_report_too_large() -> None:
    """A page has room for the digest at least, and stays a page."""
    report = huge_report(20)
    page = FORMATS["html"].render(report)
    digest = hashlib.sha256(FORMATS["json"].render(report).encode()).hexdigest()

    assert len(page.encode()) <= LIMIT
    with pytest.raises(UsageError, match="too large for the page") as refused:
        extracted(page, "report.html")
    assert digest in refused.value.remedy


def test_a_report_beyond_all_pages() -> None:
    """Nobody waits for a document of hundreds of megabytes in order to get a page."""
    page = FORMATS["html"].render(huge_report(10_000))

    with pytest.raises(UsageError, match="too large for the page"):
        extracted(page, "report.html")


def test_other_tools_read_it() -> None:
    """The element holds JSON and nothing else, so that any program can read it."""
    page = FORMATS["html"].render(dispute_report())
    (held,) = re.findall(rf'id="{ELEMENT}">(.*)</script>', page)

    assert json.loads(held) == json.loads(FORMATS["json"].render(dispute_report()))
