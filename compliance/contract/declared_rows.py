"""Declared rows: the footers hold as many rows as the card says."""

from compliance.contract.rows_read import RowsRead
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.verdict import Verdict


def check_declared_rows(read: RowsRead) -> ContractResult:
    """Return whether the rows in all footers are those of the card. Reads nothing."""
    declared = read.card.contract.rows
    rows = sum(line.rows or 0 for line in read.coverage)
    is_complete = all(line.rows is not None for line in read.coverage)
    verdict, message, remedy = _compare(declared, rows, is_complete=is_complete)
    return ContractResult(
        ContractCheck.DECLARED_ROWS,
        verdict,
        message,
        remedy,
        {} if declared is None else {"rows": declared},
        {"rows": rows} if is_complete else {},
    )


def _compare(declared: int | None, rows: int, *, is_complete: bool) -> tuple[Verdict, str, str]:
    state = f"State `contract: {{rows: {rows}}}` in the card"
    if declared is None:
        text = f"The card declares no number of rows; the footers that could be read hold {rows:,}."
        return Verdict.UNPROVEN, text, f"{state}."
    if is_complete and rows == declared:
        return Verdict.COMPLIANT, f"The files hold {rows:,} rows, as the card declares.", ""
    if is_complete or rows > declared:
        text = f"The files hold {rows:,} rows; the card declares {declared:,}."
        return Verdict.VIOLATION, text, f"Restore the files. {state} if the change is meant."
    text = f"The footers that could be read hold {rows:,} rows; the card declares {declared:,}."
    return Verdict.UNPROVEN, text, "Repair the files that could not be read."
