"""Declared rows."""

from pathlib import Path

import pytest

from compliance.model.contract import ContractCheck
from compliance.model.verdict import Verdict
from tests.contract.conftest import Check
from tests.factories import damage_pages, write_manifest, write_text

ROWS = [{"id": str(number), "platform": "x"} for number in range(5)]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    write_manifest(tmp_path / "a.parquet", ROWS[:2])
    write_manifest(tmp_path / "b.parquet", ROWS[2:])


@pytest.mark.parametrize(
    ("declared", "verdict"), [(5, Verdict.COMPLIANT), (4, Verdict.VIOLATION), (6, Verdict.VIOLATION)]
)
def test_rows_of_all_files_are_compared(check: Check, declared: int, verdict: Verdict) -> None:
    """The rows of all files together are those of the card, or the promise is broken."""
    result = check(ContractCheck.DECLARED_ROWS, f"contract: {{rows: {declared}}}")

    assert result.verdict is verdict
    assert (result.expected, result.found) == ({"rows": declared}, {"rows": 5})


def test_a_card_that_declares_nothing(check: Check) -> None:
    """Asked without a promise, the check is unproven and says what the card could state."""
    result = check(ContractCheck.DECLARED_ROWS)

    assert result.verdict is Verdict.UNPROVEN
    assert result.remedy == "State `contract: {rows: 5}` in the card."


def test_a_footer_counts_though_its_rows_stay_unread(check: Check, tmp_path: Path) -> None:
    """Rows are counted in footers: a damaged page is the concern of the coverage ledger."""
    damage_pages(tmp_path / "b.parquet")

    assert check(ContractCheck.DECLARED_ROWS, "contract: {rows: 5}").verdict is Verdict.COMPLIANT


@pytest.mark.parametrize(("declared", "verdict"), [(1, Verdict.VIOLATION), (5, Verdict.UNPROVEN)])
def test_a_footer_that_cannot_be_read(check: Check, tmp_path: Path, declared: int, verdict: Verdict) -> None:
    """With a footer missing, only too many rows are certain."""
    write_text(tmp_path / "b.parquet", "not Parquet")

    assert check(ContractCheck.DECLARED_ROWS, f"contract: {{rows: {declared}}}").verdict is verdict
