"""The contract: what was asked of all rows of each dataset together."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.model.contract_result import ContractResult
from compliance.model.report import Report
from compliance.reporting.plain import cell, prose
from compliance.reporting.views.caps import Caps
from compliance.reporting.wording import NO_VALUE, dataset_name, number


@dataclass(frozen=True)
class ContractLine:
    """One check of one dataset, as it is shown."""

    dataset: str
    check: str
    verdict: str
    fails_gate: bool
    expected: str
    found: str
    message: str


def contract(report: Report, caps: Caps) -> tuple[ContractLine, ...]:
    """Return the checks of every dataset, as many as the caps allow."""
    lines = [
        _line(report, dataset_name(dataset), result, caps)
        for dataset in report.datasets
        for result in dataset.contract
    ]
    return tuple(lines[: caps.lines])


def _line(report: Report, dataset: str, result: ContractResult, caps: Caps) -> ContractLine:
    return ContractLine(
        dataset=dataset,
        check=result.check,
        verdict=result.verdict,
        fails_gate=report.gate.is_failed_by(result),
        expected=_values(result.expected),
        found=_values(result.found),
        message=prose(f"{result.message} {result.remedy}", caps.prose),
    )


def _values(values: Mapping[str, int | str]) -> str:
    shown = (
        f"{name.replace('_', ' ')} {number(value) if isinstance(value, int) else cell(value, 64)}"
        for name, value in values.items()
    )
    return ", ".join(shown) or NO_VALUE
