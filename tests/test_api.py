"""The public API."""

import datetime
from pathlib import Path

import compliance
from compliance.model.exit_code import ExitCode


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
