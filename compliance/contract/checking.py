"""The contract of one dataset: the checks that its card or the command line asks for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

import duckdb

from compliance.contract.declared_rows import check_declared_rows
from compliance.contract.row_digest import check_row_digest
from compliance.contract.rows_read import RowsRead, rows_read
from compliance.contract.unique_ids import check_unique_ids
from compliance.errors import ManifestError
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.manifest import Dataset
from compliance.model.report import FileCoverage
from compliance.model.verdict import Verdict

CHECKS: Mapping[ContractCheck, Callable[[RowsRead], ContractResult]] = MappingProxyType(
    {
        ContractCheck.DECLARED_ROWS: check_declared_rows,
        ContractCheck.UNIQUE_IDS: check_unique_ids,
        ContractCheck.ROW_DIGEST: check_row_digest,
    }
)


def check_contract(
    dataset: Dataset, coverage: Sequence[FileCoverage], asked: Collection[ContractCheck] = ()
) -> tuple[ContractResult, ...]:
    """Return the results of the checks *asked* for, and of those in the card, in the order of reports.

    A check that fails to run, for want of disk or over a damaged column that no
    rule reads, is unproven and says why.
    """
    read = rows_read(dataset, coverage)
    wanted = dataset.card.contract.checks | set(asked)
    return tuple(_run(check, read) for check in CHECKS if check in wanted)


def _run(check: ContractCheck, read: RowsRead) -> ContractResult:
    try:
        return CHECKS[check](read)
    except (duckdb.Error, ManifestError) as error:
        reason = error.text if isinstance(error, ManifestError) else str(error).splitlines()[0]
        remedy = "Free space for temporary files (TMPDIR), or write the damaged file again."
        return ContractResult(check, Verdict.UNPROVEN, f"The check could not finish: {reason}.", remedy)
