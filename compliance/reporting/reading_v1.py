"""From json-v1 back to a report: nothing is lost, and nothing is believed that contradicts itself."""

from collections.abc import Iterator
from datetime import date

from pydantic import ValidationError

from compliance.errors import UsageError
from compliance.model.adjustments import Adjustment
from compliance.model.arguments import Arguments
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.exit_code import ExitCode
from compliance.model.gate import Gate
from compliance.model.input import Input
from compliance.model.redaction import Redaction
from compliance.model.report import Counts, DatasetReport, FileCoverage, GrantLine, Notice, Report
from compliance.model.row_list import RowList, RowListKind
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from compliance.reporting import contract_v1 as v1
from compliance.reporting import contract_v1_parts as parts
from compliance.reporting.order import gravity
from compliance.reporting.reading_v1_amendments import (
    read_baseline,
    read_correction,
    read_waiver,
    stray_excuses,
)
from compliance.reporting.reading_v1_findings import read_finding, read_rule
from compliance.reporting.reading_v1_history import read_exposure, read_origin, read_timeline
from compliance.reporting.reading_v1_sample import read_draw, read_sample, stray_strata
from compliance.reporting.writing_v1 import document
from compliance.version import VERSION

_RERUN = "run the audit again with --output json=FILE"
# Sentences that the program writes anew: another version may word them otherwise.
_WORDING = {
    "credits": True,
    "datasets": {
        "__all__": {
            "findings": {"__all__": {"caveat"}},
            "exposure": {"__all__": {"assumptions": {"__all__": {"text"}}}},
        }
    },
}


def read_report(content: bytes | str, shown: str) -> Report:
    """Return the report that a json-v1 document holds; *shown* is its path in messages.

    Written as JSON again, it gives the same document. Raises UsageError for
    anything else than a whole report: other JSON, other versions, numbers
    that do not add up.
    """
    try:
        given = v1.ReportV1.model_validate_json(content)
    except ValidationError as error:
        raise _refused(shown, *_faults(error, content)) from error
    given = given.model_copy(update={"engine": _engine(given)})
    stray = next(_strays(given), None)
    if stray is not None:
        raise _refused(shown, stray, _RERUN)
    try:
        report = _report(given)
    except ValueError as error:
        raise _refused(shown, _first_line(error), _RERUN) from error
    if _said(document(report)) != _said(given) or report.exit_code != report.code(report.gate):
        raise _refused(shown, "its parts contradict each other", _RERUN)
    return report


def _refused(shown: str, why: str, remedy: str) -> UsageError:
    return UsageError(f"{shown} cannot be read as a report: {why}", remedy=remedy)


def _faults(error: ValidationError, content: bytes | str) -> tuple[str, str]:
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, fault["loc"]))
    marks = ('"json-v1"', b'"json-v1"')
    known = marks[0] in content if isinstance(content, str) else marks[1] in content
    if fault["type"] == "json_invalid":
        return f"it is not whole JSON ({fault['msg']})", _RERUN
    if not known or where == "format":
        return "it is not json-v1", "name a file that --output json=FILE wrote"
    why = f"{where}: {fault['msg']}"
    return why, f"read it with the version that wrote it; this is {VERSION}"


def _first_line(error: ValueError) -> str:
    return str(error).splitlines()[0]


def _strays(given: v1.ReportV1) -> Iterator[str]:
    """Yield what refers to nothing, and what is there twice."""
    rules = [rule.id for rule in given.rules]
    names = [dataset.name for dataset in given.datasets]
    if len(set(rules)) < len(rules):
        yield "it holds a rule twice"
    if len(set(names)) < len(names):
        yield "it holds a dataset twice"
    judged = {line.rule for dataset in given.datasets for line in dataset.rules}
    found = {finding.rule for dataset in given.datasets for finding in dataset.findings}
    if not judged | found <= set(rules):
        yield "a verdict is on a rule that it does not hold"
    yield from (stray for dataset in given.datasets for stray in stray_strata(dataset))
    yield from (stray for dataset in given.datasets for stray in stray_excuses(dataset))


def _said(given: v1.ReportV1) -> dict[str, object]:
    return given.model_dump(exclude=_WORDING)  # type: ignore[arg-type]  # a literal as pydantic wants it


def _report(given: v1.ReportV1) -> Report:
    findings = [read_finding(found, dataset.name) for dataset in given.datasets for found in dataset.findings]
    return Report(
        tool_version=given.tool.version,
        as_of=given.as_of,
        command=given.command,
        gate=Gate(_severity(given.gate.violation), _severity(given.gate.unproven)),
        exit_code=ExitCode(given.exit_code),
        rules=tuple(map(read_rule, given.rules)),
        datasets=tuple(_dataset(dataset, given.as_of) for dataset in given.datasets),
        findings=tuple(sorted(findings, key=gravity)),
        notices=tuple(Notice(note.dataset, note.text, note.remedy) for note in given.notices),
        inputs=tuple(map(_input, given.inputs)),
        engine=(_engine(given).name, _engine(given).version),
        packs=tuple((pack.name, pack.version) for pack in given.packs),
        adjustments=tuple(map(_adjustment, given.adjustments)),
        arguments=None if given.arguments is None else _arguments(given.arguments),
        lists=tuple(map(_list, given.lists)),
        redaction=Redaction(given.redaction),
    )


def _list(given: parts.RowList) -> RowList:
    return RowList(RowListKind(given.kind), given.path, given.rows, given.bytes, given.sha256)


def _engine(given: v1.ReportV1) -> parts.Engine:
    """Return the engine, which the first versions did not record."""
    return given.engine or parts.Engine(name="unknown", version="")


def _severity(given: str | None) -> Severity | None:
    return None if given is None else Severity(given)


def _dataset(given: v1.Dataset, as_of: date) -> DatasetReport:
    return DatasetReport(
        name=given.name,
        version=given.version,
        card=given.card,
        register=given.grants,
        coverage=tuple(map(_file, given.files)),
        columns_read=tuple(given.columns.read),
        columns_missing=tuple(given.columns.missing),
        columns_unused=tuple(given.columns.unused),
        counts=tuple((line.rule, Counts(**line.counts.model_dump())) for line in given.rules),
        grant_ledger=tuple(GrantLine(**line.model_dump()) for line in given.grant_ledger),
        contract=tuple(map(_contract, given.contract)),
        timeline=tuple(map(read_timeline, given.timeline)),
        exposure=tuple(map(read_exposure, given.exposure)),
        origins=tuple(map(read_origin, given.parents)),
        sample=None if given.sample is None else read_sample(given.sample),
        waivers=tuple(read_waiver(use, as_of) for use in given.waivers),
        corrections=tuple(map(read_correction, given.corrections)),
        baseline=read_baseline(given.baseline),
        card_lines=tuple(given.card_lines.items()),
    )


def _file(given: v1.File) -> FileCoverage:
    return FileCoverage(**given.model_dump(exclude={"rows_unread"}))


def _contract(given: parts.ContractResult) -> ContractResult:
    return ContractResult(
        check=ContractCheck(given.check),
        verdict=Verdict(given.verdict),
        message=given.message,
        remedy=given.how_to_fix,
        expected=given.expected,
        found=given.found,
    )


def _input(given: v1.Input) -> Input:
    return Input(given.path, given.kind, given.sha256, given.bytes, given.digest_of)


def _adjustment(given: parts.Adjustment) -> Adjustment:
    return Adjustment(
        rule=given.rule,
        title=given.title,
        path=given.file,
        was=Severity(given.severity_was),
        now=_severity(given.severity_now),
        reason=given.reason or "",
    )


def _arguments(given: parts.Arguments) -> Arguments:
    return Arguments(
        paths=tuple(given.paths),
        card=given.card,
        rules=tuple(given.rules),
        grants=given.grants,
        contract=tuple(map(ContractCheck, given.contract)),
        sample=None if given.sample is None else read_draw(given.sample),
        waivers=given.waivers,
        corrections=given.corrections,
        baseline=given.baseline,
        no_waivers=given.no_waivers,
        no_baseline=given.no_baseline,
        since=given.since,
    )
