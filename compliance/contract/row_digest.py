"""Row digest: one number for all rows, whatever their order and however they lie in files.

The definition, `rows-1`. Each row becomes text (`canonical_rows.py`); its SHA-256 is a whole number,
the first byte the most significant; the numbers of all rows are added up modulo 2²⁵⁶. The digest is
the SHA-256 of `rows-1:<rows>:<sum>`, rows in decimal and the sum as 64 hexadecimal digits.
"""

import hashlib

import duckdb

from compliance.contract.canonical_rows import canonical_row
from compliance.contract.rows_read import RowsRead
from compliance.database import open_database, reading, rows_of
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.manifest import ManifestFile
from compliance.model.verdict import Verdict
from compliance.quoting import quote

_WORDS = range(8)
"""A SHA-256 is added up as eight words of 32 bits: their sums fit the engine's integers."""


def check_row_digest(read: RowsRead) -> ContractResult:
    """Return whether the digest of all rows is that of the card. Reads every column of every row."""
    declared = read.card.contract.row_digest
    promised: dict[str, int | str] = {} if declared is None else {"sha256": declared}
    if read.gap:
        message = f"The digest is that of all rows, but {read.gap}."
        return ContractResult(ContractCheck.ROW_DIGEST, Verdict.UNPROVEN, message, read.remedy, promised)
    digest = _digest(read)
    verdict, message, remedy = _compare(declared, digest)
    found: dict[str, int | str] = {"sha256": digest}
    return ContractResult(ContractCheck.ROW_DIGEST, verdict, message, remedy, promised, found)


def _compare(declared: str | None, digest: str) -> tuple[Verdict, str, str]:
    state = f"State `contract: {{row_digest: {digest}}}` in the card"
    if declared is None:
        return Verdict.UNPROVEN, f"The card declares no digest; that of the rows is {digest}.", f"{state}."
    if declared == digest:
        return Verdict.COMPLIANT, f"The rows are those whose digest the card declares: {digest}.", ""
    text = "The rows are not those whose digest the card declares: some were added, removed or changed."
    return Verdict.VIOLATION, text, f"Restore the files. {state} if the change is meant."


def _digest(read: RowsRead) -> str:
    with open_database(read.files) as connection:
        total = sum(_sum(connection, file) for file in read.files) % 2**256
    return hashlib.sha256(f"rows-1:{read.rows}:{total:064x}".encode()).hexdigest()


def _sum(connection: duckdb.DuckDBPyConnection, file: ManifestFile) -> int:
    """Return the sum of the hashes of the rows of one file."""
    picked = ", ".join(map(quote, file.columns)) or "NULL"
    rows = f"SELECT {picked} FROM ({rows_of(file)})"
    with reading(connection, file, [rows]):
        types = dict(zip(file.columns, connection.sql(rows).types, strict=False))
    words = ", ".join(f"sum(CAST('0x' || substr(hash, {1 + 8 * place}, 8) AS UINTEGER))" for place in _WORDS)
    hashed = f"SELECT sha256({canonical_row(types)}) AS hash FROM ({rows})"
    with reading(connection, file, [rows]):
        (sums,) = connection.execute(f"SELECT {words} FROM ({hashed})").fetchall()
    return sum(int(word or 0) << 32 * (7 - place) for place, word in zip(_WORDS, sums, strict=True))
