"""The verdict of a run in one sentence: what the report proves, and not a word more."""

from collections.abc import Iterable

from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Report
from compliance.model.verdict import Verdict
from compliance.reporting.plain import prose
from compliance.reporting.remarks import excused, in_force
from compliance.reporting.wording import adjusted, contract, dataset_name, gate_sentence, number, plural

_HEADLINES = {
    ExitCode.COMPLIANT: "COMPLIANT",
    ExitCode.FAILED: "FAILED",
    ExitCode.USAGE: "NOT RUN",
    ExitCode.NOTHING_EXAMINED: "NOTHING EXAMINED",
    ExitCode.INCOMPLETE: "INCOMPLETE",
    ExitCode.INTERNAL: "INTERNAL ERROR",
}


def headline(report: Report) -> str:
    """Return the outcome in capitals, such as `FAILED` or `NOTHING EXAMINED`."""
    return "UNTOUCHED" if untouched(report) else _HEADLINES[report.exit_code]


def statement(report: Report, *, in_brief: bool = False) -> str:
    """Return what was found, with its scope, in one sentence without the headline.

    In brief, it names no rule by its id.
    """
    if untouched(report):
        return untouched(report)
    most = "" if in_brief else _most_affected(report)
    match report.exit_code:
        case ExitCode.NOTHING_EXAMINED:
            held = f"no rule applied to any record {_scope(report)}, and that is not a pass"
            return f"{held}{_unread(report)}{_asides(report)}."
        case ExitCode.USAGE:
            return "the command line, the configuration or a rule is wrong; nothing was judged."
        case ExitCode.INTERNAL:
            return f"the program failed; what was judged {_scope(report)} is not to be relied on."
        case ExitCode.INCOMPLETE if report.rows_examined == 0:
            return f"nothing could be examined {_scope(report)}{_unread(report)}."
        case ExitCode.COMPLIANT | ExitCode.FAILED | ExitCode.INCOMPLETE:
            return f"{_found(report)}{_unread(report)}{most}{_asides(report)}."


def untouched(report: Report) -> str:
    """Return that no dataset differs from the git ref that was asked for; empty if any does."""
    if report.since is None or report.datasets:
        return ""
    return f"nothing that differs from {prose(report.since, 80)} touches a dataset."


def verdict_sentence(report: Report) -> str:
    """Headline and statement: the first and last line of the text format."""
    return f"{headline(report)}: {statement(report)}"


def _found(report: Report) -> str:
    violated = _rules(report.findings, Verdict.VIOLATION)
    unproven = _rules(report.findings, Verdict.UNPROVEN) - violated
    total = plural(len(report.rules), "rule")
    examined = f"{plural(report.rows_examined, 'record')} examined"
    if not violated and not unproven:
        return _held(report)
    parts = [f"{len(violated):,} of {total} {_are(violated)} violated"]
    if unproven:
        parts.append(f"{len(unproven):,} more {_are(unproven)} unproven")
    below = (
        ""
        if any(report.gate.is_failed_by(finding) for finding in report.findings)
        else f", below the gate ({gate_sentence(report.gate)})"
    )
    return f"{' and '.join(parts)} {_scope(report)}, {examined}{below}"


def _held(report: Report) -> str:
    """Return what holds where no finding counts: records of all, rules of all, and the day."""
    applied = {rule for dataset in report.datasets for rule, counts in dataset.counts if counts.applicable}
    packs = plural(len({rule.rpartition("/")[0] for rule in applied}), "pack")
    rules = plural(len(report.rules), "rule")
    if len(applied) == len(report.rules):
        under = f"{'the' if len(applied) == 1 else 'all'} {rules} of {packs}"
    else:
        under = f"the {len(applied):,} of {rules} that apply, in {packs},"
    held = f"{number(report.rows_examined)} of {plural(report.rows, 'record')} {_scope(report)}"
    verb = "hold or are accepted" if any(finding.is_excused for finding in report.findings) else "hold"
    return f"{held} {verb} under {under} as of {report.as_of}"


def _rules(findings: Iterable[Finding], verdict: Verdict) -> set[str]:
    return {finding.rule for finding in findings if finding.verdict is verdict and not finding.is_excused}


def _are(rules: set[str]) -> str:
    return "is" if len(rules) == 1 else "are"


def _scope(report: Report) -> str:
    since = "" if report.since is None else f" (--since {prose(report.since, 80)})"
    if len(report.datasets) == 1:
        return f"in {dataset_name(report.datasets[0])}{since}"
    return f"in {plural(len(report.datasets), 'dataset')}{since}"


def _unread(report: Report) -> str:
    files = [
        file for dataset in report.datasets for file in dataset.coverage if file.problem or file.rows_unread
    ]
    if not files:
        return ""
    known = sum(file.rows_unread for file in files)
    unknown = sum(file.rows is None for file in files)
    parts = [f"{plural(known, 'row')} stayed unread"] if known else []
    if unknown:
        parts.append(f"{plural(unknown, 'file')} could not be opened")
    return "; " + " and ".join(parts or [f"{plural(len(files), 'file')} had problems"])


def _asides(report: Report) -> str:
    holding = "" if any(not finding.is_excused for finding in report.findings) else in_force(report)
    asides = excused(report), holding, contract(report), adjusted(report)
    return "".join(f"; {said}" for said in asides if said)


def _most_affected(report: Report) -> str:
    """Name the rule and dataset with most violating records, on firm and on weak evidence together."""
    violating: dict[tuple[str, str], int] = {}
    for finding in report.findings:
        if finding.verdict is Verdict.VIOLATION and not finding.is_excused:
            key = (finding.rule, finding.dataset)
            violating[key] = violating.get(key, 0) + finding.records
    if not violating:
        return ""
    rule, dataset = max(violating, key=lambda key: violating[key])
    where = f" in {dataset}" if len(report.datasets) > 1 else ""
    records = number(violating[rule, dataset])
    return prose(f"; the most affected is {rule} with {records} violating records{where}")
