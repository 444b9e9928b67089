"""Attacks in manifest, card, register, pack and terms, through every format of the catalogue."""

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from compliance.inputs.discovery import find_targets
from compliance.laws import read_laws
from compliance.model.exit_code import ExitCode
from compliance.model.redaction import Redaction
from compliance.model.report import Report
from compliance.model.sample import Draw
from compliance.pipeline import Request, read_datasets, run
from compliance.reporting.catalog import FORMATS
from compliance.reporting.formats.text import render_text
from compliance.reporting.reading_v1 import read_report
from compliance.reporting.redaction import redacted
from tests.hostile import ATTACKS, SECRET, write_hostile
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_excuses import excused_report as amended_report
from tests.reporting.sample_report import huge_report
from tests.reporting.test_adjusted import OFF, adjusted

_COLOR = re.compile(r"\x1b\[[\d;]*m")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_LONGEST = 8_000_000
SAMPLE = Path(__file__).parents[1] / "reports" / "sample" / "report.html"


class _Parts(HTMLParser):
    """Elements of a page with the names of their attributes, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.kinds: set[tuple[str, ...]] = set()
        self.scripts = 0
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kinds |= {(tag, name) for name, _ in attrs} | {(tag,)}
        self.scripts += tag == "script"
        self.links += [value or "" for name, value in attrs if name == "href"]


def check_page(page: str) -> None:
    """Hold the page against those of reports without attacks: no other element, attribute or script."""
    reports = (excused_report(), adjusted(OFF), huge_report(100))
    usual = [_Parts(FORMATS["html"].render(report)) for report in reports]
    usual.append(_Parts(SAMPLE.read_text(encoding="utf-8")))
    found = _Parts(page)

    assert found.kinds <= set.union(*(parts.kinds for parts in usual))
    assert found.scripts == usual[0].scripts
    assert [link for link in found.links if not link.startswith(("#", "https://", "http://"))] == []


def check_json(text: str) -> None:
    """Read the document."""
    assert json.loads(text)


def check_text(text: str) -> None:
    """Look at the length of the lines: a terminal is not flooded."""
    assert len(text.splitlines()) < 100


def check_sarif(text: str) -> None:
    """Follow every path: none leads out of the repository, and no message holds a link."""
    for result in json.loads(text)["runs"][0]["results"]:
        (location,) = result["locations"]
        path = unquote(location["physicalLocation"]["artifactLocation"]["uri"])

        assert not {"", ".", ".."} & set(path.split("/"))
        assert "://" not in path
        assert "](" not in result["message"]["text"]


def check_junit(text: str) -> None:
    """Read the tests: there are no elements but those of the format."""
    suites = JUnitXml.fromstring(text.encode())
    kinds = {element.tag for element in suites._elem.iter()}

    assert kinds <= {
        *("testsuites", "testsuite", "properties", "property", "testcase"),
        *("failure", "error", "skipped", "system-out"),
    }


def check_commands(text: str) -> None:
    """Every line is one of our own commands, whose properties are our own."""
    assert len(text.splitlines()) <= 11
    for line in text.splitlines():
        assert re.fullmatch(
            r"::(error|warning|notice) (file=[^:,]*,line=\d+,)?title=[^:,]*::((?!%(?!25|0A|0D)).)*", line
        )


def check_markdown(text: str) -> None:
    """Render the text: it has no elements but our own, leads to the web only, and calls nobody."""
    page = _page(text)
    found, usual = _Parts(page), _Parts(_page(FORMATS["summary"].render(excused_report())))

    assert {kind[0] for kind in found.kinds} <= {kind[0] for kind in usual.kinds} | {"a"}
    assert {kind[1:] for kind in found.kinds} <= {(), ("href",)}
    assert [link for link in found.links if not link.startswith(("https://", "http://"))] == []
    assert re.search(r"[@#](?=\w)", re.sub(r"<code>.*?</code>|[@#!](\u200b|&#8203;)", " ", page)) is None


def _page(markdown: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(markdown)


READERS: Mapping[str, Callable[[str], None]] = {
    ".html": check_page,
    ".json": check_json,
    ".intoto.json": check_json,
    ".txt": check_text,
    ".sarif": check_sarif,
    ".junit.xml": check_junit,
    ".gitlab.json": check_json,
    ".rdjson": check_json,
    ".github.txt": check_commands,
    ".summary.md": check_markdown,
    ".md": check_markdown,
}
"""How a file with this ending is attacked, and how one sees that it is not."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report of a run on nothing but attacks."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder)
    targets = find_targets((folder / "data",))
    request = Request(
        targets,
        datetime.date(2026, 8, 22),
        "compliance check",
        (folder / "laws",),
        base=folder,
        sample=Draw(2),
    )
    return run(request, read_laws(request.rules), read_datasets(request))


def hidden(text: str) -> set[str]:
    """Return the characters of a text that act without being seen, line ends aside."""
    return {char for char in text if unicodedata.category(char) in _HIDDEN} - {"\n"}


def test_every_attack_is_judged(report: Report) -> None:
    """Attacks are data: every record is examined, and fails as others do."""
    assert report.exit_code is ExitCode.FAILED
    assert report.rows_examined == report.rows == 4 * len(report.datasets)
    assert 2 * len(report.datasets) >= len(ATTACKS)
    assert report.adjustments
    assert all(dataset.sample for dataset in report.datasets)
    assert {use.state for dataset in report.datasets for use in dataset.waivers} >= {"holds", "expired"}
    assert {use.state for dataset in report.datasets for use in dataset.corrections} == {"applied"}
    assert any(finding.is_excused for finding in report.findings)
    assert all(dataset.baseline for dataset in report.datasets)


def test_every_format_is_attacked() -> None:
    """A new format says here how its files could be attacked."""
    assert {format_.suffix for format_ in FORMATS.values()} <= set(READERS)


@pytest.mark.parametrize("level", [Redaction.SECRETS, Redaction.IDS])
@pytest.mark.parametrize("name", FORMATS)
def test_attacks_are_text(report: Report, name: str, level: Redaction) -> None:
    """In no format anything hides, acts, floods, breaks out of its place, or gives a secret away."""
    text = FORMATS[name].render(redacted(report, level))

    assert hidden(text) == set()
    assert SECRET not in text
    assert len(text.encode()) < _LONGEST
    READERS[FORMATS[name].suffix](text)


@pytest.mark.parametrize("color", [True, False])
def test_attacks_on_a_terminal(report: Report, color: bool) -> None:  # noqa: FBT001 - both are tried
    """What a terminal is sent beside text is our own colour, and nothing else."""
    text = render_text(redacted(report), color=color)

    assert hidden(_COLOR.sub("", text)) == set()
    assert SECRET not in text


@pytest.mark.parametrize("name", FORMATS)
def test_attacks_in_waivers(name: str) -> None:
    """Nor does anything in waivers, corrections and what they accept."""
    text = FORMATS[name].render(amended_report())

    assert hidden(text) == set()
    assert SECRET not in text
    READERS[FORMATS[name].suffix](text)


def test_attacks_are_read_back(report: Report) -> None:
    """The report is read back whole from JSON."""
    assert read_report(FORMATS["json"].render(report), "report.json") == redacted(report)
