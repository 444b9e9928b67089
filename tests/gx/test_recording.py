"""What Great Expectations keeps of an audit."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from compliance.gx.recording import record
from tests.gx.conftest import AS_OF, SAMPLE_REPORT, VERDICTS, open_context, record_of


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_counts_are_those_of_the_report() -> None:
    """For every rule the record has the verdicts of the report, its severity and its words."""
    [validation] = record_of(SAMPLE_REPORT)
    results = json.loads(validation.text)["results"]
    [dataset] = SAMPLE_REPORT.datasets
    counts = dict(dataset.counts)

    assert len(results) == len(SAMPLE_REPORT.rules) == len(counts)
    for rule, result in zip(SAMPLE_REPORT.rules, results, strict=True):
        stated = result["expectation_config"]
        found = {verdict: result["result"]["details"][verdict] for verdict in VERDICTS}

        assert stated["kwargs"]["rule"] == rule.id
        assert rule.title in stated["description"]
        assert stated["meta"]["compliance"]["severity"] == rule.severity
        assert found == {verdict: getattr(counts[rule.id], verdict) for verdict in VERDICTS}


def test_equal_reports_leave_equal_records() -> None:
    """Neither the clock nor chance is in a record."""
    assert record_of(SAMPLE_REPORT) == record_of(SAMPLE_REPORT)
    assert AS_OF in record_of(SAMPLE_REPORT)[0].text


def test_nothing_is_sent(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recording and building Data Docs opens no connection."""
    asked: list[Any] = []
    monkeypatch.setattr("socket.socket.connect", lambda *address: asked.append(address))
    record(SAMPLE_REPORT, site)

    assert asked == []
    assert (site / "index.html").is_file()


def test_pages_name_no_other_host(site: Path) -> None:
    """No page loads, frames or embeds anything, runs a script or leads to another host."""
    record(SAMPLE_REPORT, site)
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]

    assert len(texts) == 3
    for text in texts:
        assert "default-src 'none'" in text
        assert re.findall(r"<(?:script|img|iframe|object|embed|base)\b", text) == []
        assert re.findall(r"""(?:src|href|action|url\()\s*[=(]?\s*["']?(?:https?:)?//[^"']*""", text) == []
        assert re.findall(r"\son\w+=", text) == []


def test_pages_of_a_run_before_are_gone(site: Path) -> None:
    """Data Docs in the same folder are those of the last run alone."""
    stale = site / "validations/compliance/2020-01-01/20200101T000000.000000Z/compliance-gone.html"
    record(SAMPLE_REPORT, site)
    stale.parent.mkdir(parents=True)
    stale.write_text("old", encoding="utf-8")
    record(SAMPLE_REPORT, site)

    assert not stale.exists()
    assert len(list(site.rglob("*.html"))) == 3


def test_a_site_of_a_context(tmp_path: Path) -> None:
    """A team's own context builds the same pages when its configuration names the builder."""
    context = open_context(tmp_path)
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": "site"}
    builder = {"class_name": "OfflineSiteBuilder", "module_name": "compliance.gx"}
    context.add_data_docs_site("offline", {**builder, "store_backend": backend})
    context.build_data_docs(["offline"])
    [index] = tmp_path.rglob("site/index.html")

    assert "runs no script" in index.read_text(encoding="utf-8")
