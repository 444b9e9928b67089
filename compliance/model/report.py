"""The report: everything that is known after a run, ready for any format."""

from dataclasses import dataclass
from datetime import date

from compliance.model.adjustments import Adjustment
from compliance.model.arguments import Arguments
from compliance.model.baseline import BaselineUse
from compliance.model.contract_result import ContractResult
from compliance.model.correction import CorrectionUse
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding, RuleSummary
from compliance.model.gate import Gate, Weighed
from compliance.model.history import History
from compliance.model.input import Input
from compliance.model.redaction import Redaction
from compliance.model.row_list import RowList
from compliance.model.sample import AuditSample
from compliance.model.waiver import WaiverUse


@dataclass(frozen=True)
class FileCoverage:
    """One line of the coverage ledger: a manifest file and what was read of it."""

    path: str
    rows: int | None
    """Rows in the footer; None when the footer could not be read."""
    row_groups: int | None
    rows_examined: int
    problem: str | None = None
    """Why rows stayed unread, in one sentence."""
    remedy: str | None = None

    @property
    def rows_unread(self) -> int:
        """Rows in the footer that were not examined."""
        return (self.rows or 0) - self.rows_examined


@dataclass(frozen=True)
class Notice:
    """Something a reader must know that is no finding: an unknown word, a naive time."""

    dataset: str
    text: str
    """One sentence."""
    remedy: str = ""


@dataclass(frozen=True)
class Counts:
    """Records of one dataset by verdict of one rule; they add up to the records examined."""

    compliant: int = 0
    violation: int = 0
    unproven: int = 0
    not_applicable: int = 0
    waived: int = 0
    """Violating or unproven, and accepted by a waiver."""
    baselined: int = 0
    """Violating or unproven, and accepted by the baseline."""

    @property
    def total(self) -> int:
        """All records examined."""
        decided = self.compliant + self.not_applicable
        return decided + self.violation + self.unproven + self.waived + self.baselined

    @property
    def found(self) -> int:
        """Records that the rule finds, excused ones too."""
        return self.violation + self.unproven + self.waived + self.baselined

    @property
    def applicable(self) -> int:
        """Records to which the rule applies or may apply."""
        return self.total - self.not_applicable


@dataclass(frozen=True)
class GrantLine:
    """One bucket of the grant ledger; every record is in exactly one."""

    bucket: str
    """named, implied, named_not_in_force, named_unknown, no_grant or no_register."""
    grant: str | None
    description: str
    records: int


@dataclass(frozen=True)
class DatasetReport(History):
    """What the run found in one dataset."""

    name: str
    version: str | None
    card: str | None
    """Path of the card, or None."""
    register: str | None
    """Path of the grant register, or None."""
    coverage: tuple[FileCoverage, ...]
    columns_read: tuple[str, ...]
    columns_missing: tuple[str, ...]
    """Canonical columns that rules ask for and the manifest lacks."""
    columns_unused: tuple[str, ...]
    """Columns of the files that nothing reads."""
    counts: tuple[tuple[str, Counts], ...]
    """Rule id and counts, in the order of the rules."""
    grant_ledger: tuple[GrantLine, ...]
    contract: tuple[ContractResult, ...] = ()
    """What was asked of all rows together; empty when nothing was."""
    sample: AuditSample | None = None
    """Records to check by hand; None when nobody asked for them."""
    waivers: tuple[WaiverUse, ...] = ()
    """In the order of their file."""
    corrections: tuple[CorrectionUse, ...] = ()
    """Likewise."""
    baseline: BaselineUse | None = None
    """None without a baseline."""
    card_lines: tuple[tuple[str, int], ...] = ()
    """Each key of the card and its line, such as `defaults.platform`; in the order of the file."""

    @property
    def rows(self) -> int:
        """Rows in the footers."""
        return sum(file.rows or 0 for file in self.coverage)

    @property
    def rows_examined(self) -> int:
        """Rows that were profiled."""
        return sum(file.rows_examined for file in self.coverage)

    @property
    def rows_unread(self) -> int:
        """Rows in the footers that were not profiled."""
        return self.rows - self.rows_examined


@dataclass(frozen=True)
class Report:
    """One run: the verdicts, what they rest on, and how to reproduce them."""

    tool_version: str
    as_of: date
    command: str
    """The command that reproduces the report."""
    gate: Gate
    exit_code: ExitCode
    rules: tuple[RuleSummary, ...]
    datasets: tuple[DatasetReport, ...]
    findings: tuple[Finding, ...]
    """The most severe first; violations before unproven, then by records and rule id; the excused last."""
    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]
    """Sorted by path."""
    engine: tuple[str, str]
    """What scanned the manifests, and its version."""
    packs: tuple[tuple[str, str], ...] = ()
    """Pack and its version."""
    adjustments: tuple[Adjustment, ...] = ()
    """By rule and file. A rule that is switched off is here and nowhere else."""
    lists: tuple[RowList, ...] = ()
    """What was written record by record."""
    arguments: Arguments | None = None
    """None when no single run made the report."""
    redaction: Redaction = Redaction.SECRETS

    def code(self, gate: Gate | None) -> ExitCode:
        """Return the exit code under a gate; with None, neither finding nor contract fails the run.

        A failed gate comes before unread input, and that before nothing examined,
        which is as it should be where no dataset differs from a git ref.
        """
        weighed: tuple[Weighed, ...] = (*self.findings, *self.contract)
        if gate is not None and any(map(gate.is_failed_by, weighed)):
            return ExitCode.FAILED
        if any(file.problem is not None for dataset in self.datasets for file in dataset.coverage):
            return ExitCode.INCOMPLETE
        if self.since is not None and not self.datasets:
            return ExitCode.COMPLIANT
        if not any(counts.applicable for dataset in self.datasets for _, counts in dataset.counts):
            return ExitCode.NOTHING_EXAMINED
        return ExitCode.COMPLIANT

    @property
    def since(self) -> str | None:
        """The git ref from which the datasets differ; None if that was not asked."""
        return None if self.arguments is None else self.arguments.since

    @property
    def contract(self) -> tuple[ContractResult, ...]:
        """The contract checks of every dataset."""
        return tuple(result for dataset in self.datasets for result in dataset.contract)

    @property
    def rows(self) -> int:
        """Rows in the footers of every dataset."""
        return sum(dataset.rows for dataset in self.datasets)

    @property
    def rows_examined(self) -> int:
        """Rows of every dataset that were profiled."""
        return sum(dataset.rows_examined for dataset in self.datasets)
