"""What every format says of rules that a team switched off or weighs otherwise."""

import json
import re
from dataclasses import replace

from compliance.model.adjustments import Adjustment
from compliance.model.report import Report
from compliance.model.rule import Severity
from compliance.reporting.formats.html import render_html
from compliance.reporting.formats.json_v1 import render_json
from compliance.reporting.formats.text import render_text
from tests.reporting.sample_report import clean_report
from tests.reporting.sample_rules import HOSTILE, SCRIPT

OFF = Adjustment("pack/off", "A title", "team/adjustments.yaml", Severity.HIGH, None, f"Because {HOSTILE}")
WEIGHED = Adjustment("pack/other", "A title", "team/adjustments.yaml", Severity.HIGH, Severity.LOW)
SUMMARY = "1 rule switched off and the severity of 1 rule changed"


def adjusted(*adjustments: Adjustment) -> Report:
    """Return the report in which every rule holds, with these adjustments."""
    return replace(clean_report(), adjustments=adjustments)


def flat(text: str) -> str:
    """Return the text without tags and line breaks."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_text() -> None:
    """The verdict says that rules are off, and one line says which."""
    text = flat(render_text(adjusted(OFF, WEIGHED)))

    assert text.count(f"; {SUMMARY}.") == 1
    assert f"adjusted {SUMMARY}: pack/off, pack/other" in text


def test_html() -> None:
    """The page lists each change with its reason, in the verdict, a section, the limits and the contents."""
    page = render_html(adjusted(OFF, WEIGHED))

    assert flat(page).count(SUMMARY) == 4
    assert page.count('href="#adjustments"') == 2
    assert "high, switched off Because" in flat(page)
    assert "low, was high" in flat(page)
    assert SCRIPT not in page


def test_json() -> None:
    """A program finds both severities, the file and the reason; no severity means that the rule is off."""
    off, weighed = json.loads(render_json(adjusted(OFF, WEIGHED)))["adjustments"]

    assert (off["severity_was"], off["severity_now"], off["reason"][:7]) == ("high", None, "Because")
    assert (weighed["severity_was"], weighed["severity_now"], weighed["reason"]) == ("high", "low", None)
    assert {off["file"], weighed["file"]} == {"team/adjustments.yaml"}


def test_a_report_in_which_nothing_was_examined() -> None:
    """Where every rule is off, the sentence that says nothing applied says why."""
    report = adjusted(OFF)
    idle = replace(report, exit_code=report.exit_code.NOTHING_EXAMINED)

    assert "that is not a pass; 1 rule switched off." in flat(render_text(idle))


def test_nothing_was_adjusted() -> None:
    """Without adjustments no format speaks of them, but for an empty list in the JSON."""
    assert "djust" not in render_text(adjusted())
    assert 'id="adjustments"' not in render_html(adjusted())
    assert json.loads(render_json(adjusted()))["adjustments"] == []
