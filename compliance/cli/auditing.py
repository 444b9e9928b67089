"""What `check` and `audit` share: from options to a report, the last one where nothing has changed."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from compliance.cli.amending import AmendmentOptions
from compliance.cli.console import Terminal
from compliance.cli.means import MeansOptions
from compliance.cli.options import (
    DEFAULT_GATE,
    NEVER,
    read_as_of,
    read_contract,
    read_draw,
    read_gate,
    read_redaction,
)
from compliance.cli.outputs import STANDARD_OUTPUT, Output
from compliance.errors import UsageError
from compliance.git import changes_since
from compliance.inputs.configuration import is_configured
from compliance.inputs.discovery import find_targets
from compliance.inputs.project import project_root
from compliance.inputs.scope import touched_scope
from compliance.last_report import last_report
from compliance.model.arguments import Arguments
from compliance.model.exit_code import ExitCode
from compliance.model.gate import Gate
from compliance.model.redaction import Redaction
from compliance.model.report import Report
from compliance.model.row_list import RowListKind
from compliance.reporting.catalog import FORMATS
from compliance.reporting.redaction import redacted
from compliance.reporting.write import write
from compliance.request import Request, dataset_reader, read_datasets
from compliance.storage import Url, read_place


@dataclass(frozen=True)
class Question:
    """The options of a command that decide its report."""

    command: str
    paths: tuple[str, ...]
    card: Path | None
    as_of: str | None
    rules: tuple[Path, ...]
    grants: Path | None
    fail_on: str = DEFAULT_GATE
    contract: str | None = None
    redact: str | None = None
    lists: tuple[tuple[RowListKind, Path], ...] = ()
    sample: int | None = None
    seed: str | None = None
    amendments: AmendmentOptions = field(default_factory=AmendmentOptions)
    since: str | None = None

    @property
    def arguments(self) -> Arguments:
        """The same as reports record it: no secret of an address is in it."""
        return Arguments(
            paths=tuple(map(_shown, self.paths)),
            card=_posix(self.card),
            rules=tuple(folder.as_posix() for folder in self.rules),
            grants=_posix(self.grants),
            contract=read_contract(self.contract),
            sample=read_draw(self.sample, self.seed),
            waivers=_posix(self.amendments.waivers),
            corrections=_posix(self.amendments.corrections),
            baseline=_posix(self.amendments.baseline),
            no_waivers=self.amendments.no_waivers,
            no_baseline=self.amendments.no_baseline,
            since=self.since,
        )


def answer(question: Question, means: MeansOptions, terminal: Terminal) -> Report:
    """Return the report that answers the question, without what it is to withhold. Raises ComplianceError."""
    redaction = read_redaction(question.redact)
    if question.lists and redaction is not Redaction.SECRETS:
        name = question.lists[0][0]
        remedy = f"leave out --redact, or --output {name}=…"
        raise UsageError(f"{name} names every record, which --redact is to prevent", remedy=remedy)
    means.check()
    request = _scoped(question, means.folder)
    datasets = read_datasets(request, means.folder)
    last = last_report(request, datasets, redaction, means.engine, means.folder)
    report = last.recall()
    if report is None:
        from compliance.cli.making import made  # noqa: PLC0415 - what makes a report is slow to load

        opened = means.open(terminal)
        report = redacted(made(request, datasets, opened, terminal), redaction)
        last.keep(report, opened.cache)
    return report


def asked(question: Question) -> Request:
    """Return what the options of a command ask for. Raises UsageError."""
    gate = read_gate(question.fail_on) or Gate()
    return Request(
        targets=find_targets(tuple(map(read_place, question.paths)), question.card),
        as_of=read_as_of(question.as_of),
        command=_command(question),
        arguments=question.arguments,
        rules=question.rules,
        register=question.grants,
        amendments=question.amendments.paths,
        gate=gate,
        contract=read_contract(question.contract),
        lists=question.lists,
        sample=read_draw(question.sample, question.seed),
        project=project_root(Path()),
    )


def _scoped(question: Question, cache: Path | None) -> Request:
    """Return what is asked for; with `--since`, of the datasets that differ from a git ref alone."""
    request = asked(question)
    if question.since is None:
        return request
    changes = changes_since(request.base, question.since)
    scope = touched_scope(request.targets, changes, dataset_reader(request, cache), request.rules)
    return replace(request, targets=scope.targets, beside=scope.beside)


def deliver(report: Report, outputs: Sequence[Output], terminal: Terminal) -> bool:
    """Write every output; return whether one went to standard output."""
    for output in outputs:
        if output.path == STANDARD_OUTPUT:
            terminal.write(FORMATS[output.format].render(report, output.told))
        else:
            write(report, output.format, output.path, output.told)
    return any(output.path == STANDARD_OUTPUT for output in outputs)


def exit_code(report: Report, fail_on: str) -> ExitCode:
    """Return the exit code; `--fail-on never` turns a failed gate off and nothing else."""
    return report.code(None) if fail_on == NEVER else report.exit_code


def _command(question: Question) -> str:
    """Return the command that asks the same question again, on any day."""
    asked = question.arguments
    # What a configuration says is among the words: it must not say anything more, nor something else later.
    alone = ["--no-config"] if is_configured(Path()) else []
    words = ["compliance", *alone, question.command, *asked.words]
    words += [] if question.fail_on == DEFAULT_GATE else ["--fail-on", question.fail_on]
    words += [] if question.contract is None else ["--contract", ",".join(asked.contract)]
    words += ["--as-of", read_as_of(question.as_of).isoformat()]
    return shlex.join(words)


def _posix(path: Path | None) -> str | None:
    return None if path is None else path.as_posix()


def _shown(path: str) -> str:
    place = read_place(path)
    return str(place) if isinstance(place, Url) else place.as_posix()
