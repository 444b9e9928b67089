"""The report for code scanning: SARIF 2.1.0, a result for each kind of records, at a line of the card."""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Report
from compliance.reporting.conclusion import verdict_sentence
from compliance.reporting.issues import Issue, Place, issues, relative
from compliance.reporting.json_text import dump
from compliance.reporting.plain import cell, prose
from compliance.reporting.remarks import Acceptances
from compliance.reporting.sarif_rules import descriptors
from compliance.reporting.wording import clause_sentence, plural

Part = Mapping[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
FULL, GITHUB = "full", "github"
MOST_RESULTS = 5_000
"""GitHub keeps so many of a run."""
MOST_BYTES = 10_000_000
"""GitHub takes so many, compressed."""
_MOST_ROWS = 100
_ROOT = "%SRCROOT%"
# GitHub knows results again by the second name alone. Without it, it takes a digest of the line to which they
# point, and all findings of a rule on one card would be one alert.
_FINGERPRINTS = ("compliance/v1", "primaryLocationLineHash")
_JUDGED = frozenset({ExitCode.COMPLIANT, ExitCode.FAILED})


def render_sarif(report: Report, *, profile: str = GITHUB, prefix: str = "") -> str:
    """Return one log with one run; *prefix* is the folder of the run in its repository.

    With the profile `github`, what is accepted is left out, since GitHub shows
    it as open, and so are the least results beyond what GitHub takes; a
    notification says so. With `full`, all is there, what is accepted suppressed.
    """
    found = issues(report, by_group=True)
    if profile == FULL:
        return _log(report, found, prefix, ())
    counting = [issue for issue in found if issue.excuse is None]
    accepted = len(found) - len(counting)
    kept = min(len(counting), MOST_RESULTS)
    while True:
        text = _log(report, counting[:kept], prefix, _left_out(accepted, len(counting) - kept))
        if not kept or _is_accepted(text):
            return text
        kept //= 2


def _is_accepted(text: str) -> bool:
    content = text.encode()
    return len(content) <= MOST_BYTES or len(gzip.compress(content, mtime=0)) <= MOST_BYTES


def _left_out(accepted: int, beyond: int) -> Iterator[str]:
    everything = "`profile=full` has them, and so have the other formats."
    if accepted:
        yield f"{plural(accepted, 'accepted result')} left out. {everything}"
    if beyond:
        yield f"{plural(beyond, 'result')} left out, the least severe: GitHub takes no more. {everything}"


def _log(report: Report, found: Sequence[Issue], prefix: str, left_out: Iterator[str] | Sequence[str]) -> str:
    rules = descriptors(report)
    places = {str(rule["id"]): place for place, rule in enumerate(rules)}
    accepted = Acceptances(report)
    run = {
        "tool": {"driver": {"name": "compliance", "version": report.tool_version, "rules": rules}},
        "invocations": [_invocation(report, left_out)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, places[issue.rule], prefix, accepted) for issue in found],
        "properties": {
            "as_of": report.as_of.isoformat(),
            "verdict": verdict_sentence(report),
            "packs": [f"{name} {version}" for name, version in report.packs],
            "redaction": report.redaction,
        },
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(report: Report, left_out: Iterator[str] | Sequence[str]) -> Part:
    told = [
        *(("note", text) for text in left_out),
        *(("note", f"{note.dataset}: {note.text} {note.remedy}") for note in report.notices),
    ]
    return {
        "executionSuccessful": report.exit_code in _JUDGED,
        "exitCode": int(report.exit_code),
        "toolExecutionNotifications": [
            {"level": level, "message": {"text": _text(text)}} for level, text in told
        ],
    }


def _result(issue: Issue, rule: int, prefix: str, accepted: Acceptances) -> Part:
    suppressed = (
        {"suppressions": [_suppression(issue.finding, accepted)]} if issue.finding and issue.excuse else {}
    )
    return {
        "ruleId": issue.rule,
        "ruleIndex": rule,
        "level": issue.level,
        "message": {"text": _text(f"{issue.message} {_terms(issue)}")},
        "locations": [_location(issue, prefix)],
        "partialFingerprints": dict.fromkeys(_FINGERPRINTS, issue.fingerprint),
        **suppressed,
        "properties": _properties(issue),
    }


def _terms(issue: Issue) -> str:
    """Return the first clause that decided, with its source."""
    groups = (issue.group,) if issue.group else issue.finding.groups if issue.finding else ()
    cited = next((cited for group in groups for cited in group.clauses), None)
    return f"Terms: {clause_sentence(cited)}." if cited else ""


def _location(issue: Issue, prefix: str) -> Part:
    place = issue.place
    uri = quote(relative(place.path, prefix))
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": _ROOT},
            "region": {"startLine": place.line, "startColumn": place.column, "endLine": place.line},
        },
        "logicalLocations": [
            *map(_row, issue.rows[:_MOST_ROWS]),
            *(_rows(first, last) for first, last in issue.ranges if first != last),
        ],
    }


def _row(place: Place) -> Part:
    file, row = place
    return {"name": f"row {row}", "fullyQualifiedName": f"{cell(file)}#{row}", "kind": "row"}


def _rows(first: Place, last: Place) -> Part:
    """Return the range that a group lies in."""
    (file, row), (last_file, last_row) = first, last
    name, end = f"rows {row} to {last_row}", str(last_row)
    if last_file != file:
        name = f"row {row} of {cell(file)} to row {last_row} of {cell(last_file)}"
        end = f"{cell(last_file)}#{last_row}"
    return {"name": name, "fullyQualifiedName": f"{cell(file)}#{row}-{end}", "kind": "rows"}


def _suppression(finding: Finding, accepted: Acceptances) -> Part:
    use, why = accepted.waiver(finding), accepted.sentence(finding)
    if use is not None:
        why = f"{why}; {use.waiver.explanation} Owner: {use.waiver.owner}"
    return {"kind": "external", "status": "accepted", "justification": prose(f"{why}.")}


def _properties(issue: Issue) -> Part:
    said: dict[str, object] = {"dataset": cell(issue.dataset), "severity": issue.severity}
    if issue.finding is not None:
        said |= {"verdict": issue.finding.verdict, "records": issue.records, "how_to_fix": issue.remedy}
    if issue.group is not None:
        known = {cell(name): None if value is None else cell(value) for name, value in issue.group.facts}
        said["facts"] = known
    return said


def _text(text: str) -> str:
    """Return a message in which no bracket of a stranger begins a link, as SARIF would read it."""
    return prose(text).replace("](", "] (")
