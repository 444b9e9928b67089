"""The public API."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

import compliance
from compliance.cache_limit import LIMIT_VARIABLE
from compliance.caching import VARIABLE
from compliance.errors import UsageError
from compliance.model.exit_code import ExitCode
from tests.cli.conftest import write_purposes
from tests.factories import write_manifest, write_text
from tests.profile.counting import Counting

DAY = datetime.date(2026, 8, 22)


def test_one_call_gives_a_report() -> None:
    """The clean sample complies, through Python as through the command line."""
    report = compliance.audit("datasets/clean", as_of=datetime.date(2026, 8, 22))

    assert report.exit_code is ExitCode.COMPLIANT
    assert report.rows_examined == report.rows > 0


def test_a_register_and_a_card_may_be_given(tmp_path: Path) -> None:
    """Without its papers the same manifest no longer complies."""
    register = tmp_path / "grants.yaml"
    register.write_text("grants: []\n", encoding="utf-8")
    report = compliance.audit(
        "datasets/clean/manifest.parquet",
        as_of=datetime.date(2026, 8, 22),
        card="datasets/clean/dataset.yaml",
        grants=register,
    )

    assert report.exit_code is ExitCode.FAILED


def test_rules_and_amendments_may_be_given() -> None:
    """A task of a scheduler says all that the command line can, and the receipt repeats it."""
    folder = "datasets/examples"
    report = compliance.audit(
        "datasets/dispute",
        as_of=datetime.date(2026, 8, 22),
        rules=[f"{folder}/team"],
        waivers=f"{folder}/amended/waivers.yaml",
        corrections=f"{folder}/amended/corrections.yaml",
    )
    (dataset,) = report.datasets

    assert "house" in {pack for pack, _ in report.packs}
    assert [use.state.value for use in dataset.waivers] == ["holds", "expired"]
    assert [use.state.value for use in dataset.corrections] == ["applied"]
    assert report.command == (
        "compliance.audit('datasets/dispute', as_of=datetime.date(2026, 8, 22), "
        f"rules=('{folder}/team',), waivers='{folder}/amended/waivers.yaml', "
        f"corrections='{folder}/amended/corrections.yaml')"
    )


def test_the_second_audit_scans_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From Python, too, a file that has not changed is not read again, unless the environment says so."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    path = write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])
    engines = [Counting(), Counting(), Counting()]
    reports = [compliance.audit(path, as_of=DAY, engine=engine) for engine in engines[:2]]
    monkeypatch.setenv(VARIABLE, "off")
    reports.append(compliance.audit(path, as_of=DAY, engine=engines[2]))

    assert [len(engine.scanned) for engine in engines] == [1, 0, 1]
    assert reports[0] == reports[1] == reports[2]


def test_a_limit_that_is_no_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A wrong limit of the cache is an error of usage, from Python too."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setenv(LIMIT_VARIABLE, "plenty")

    with pytest.raises(UsageError, match="COMPLIANCE_CACHE_LIMIT plenty is not a size"):
        compliance.audit("datasets/clean", as_of=DAY)


def test_a_cache_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and costs no verdict."""
    blocked = write_text(tmp_path / "cache", "a file")
    monkeypatch.setenv(VARIABLE, str(blocked))
    path = write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])
    report = compliance.audit(path, as_of=DAY)

    assert report.rows_examined == 1
    assert [record.name for record in caplog.records] == ["compliance"]
    assert "cannot be written" in caplog.text


def test_the_task_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guide shows for schedulers runs as it stands: it writes the page, and fails by its verdict."""
    page = Path("docs/guide/ci.md").read_text(encoding="utf-8")
    (code,) = (block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "audit" in block)
    write_purposes(tmp_path / "lake/posts", None)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own page

    with pytest.raises(RuntimeError, match=r"FAILED: .* in posts"):
        names["check_posts"](datetime.date(2026, 8, 22))
    assert (tmp_path / "reports/posts.html").is_file()
