"""Verifying reports on manifests that are not on this machine."""

from pathlib import Path

import pytest

from compliance.cli.main import exit_status
from tests.storage.servers import WebServer
from tests.storage.wide import write_wide


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def audit(*paths: str) -> None:
    """Leave a report on the paths."""
    exit_status(["check", *paths, "--as-of", "2026-08-22", "--quiet", "--output", "json=report.json"])


def test_nobody_is_asked_unasked(web: WebServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report makes no connection by itself; with `--remote` its manifests are checked where they are."""
    web.objects["/m.parquet"] = write_wide(tmp_path / "m.parquet").read_bytes()
    audit(web.url("/m.parquet"))
    before = len(web.requests)

    assert exit_status(["verify", "report.json"]) == 4
    assert len(web.requests) == before
    assert "--remote allows to ask for it" in " ".join(capsys.readouterr().out.split())
    assert exit_status(["verify", "report.json", "--remote"]) == 0


def test_a_remote_manifest_changed(web: WebServer, tmp_path: Path) -> None:
    """Another object at the same address is a change, and one that is gone cannot be checked."""
    web.objects["/m.parquet"] = write_wide(tmp_path / "m.parquet").read_bytes()
    audit(web.url("/m.parquet"))
    web.objects["/m.parquet"] = Path("m.parquet").read_bytes()[:4] + Path("m.parquet").read_bytes()

    assert exit_status(["verify", "report.json", "--remote"]) == 1
    del web.objects["/m.parquet"]
    assert exit_status(["verify", "report.json", "--remote"]) == 4
