"""The rules of a report as SARIF describes them, with the help that GitHub shows beside an alert."""

from collections.abc import Iterator, Mapping

from compliance.markdown import link, prose
from compliance.model.finding import RuleSummary
from compliance.model.report import Report
from compliance.model.rule import Severity
from compliance.reporting.issues import BESIDE, WEAK
from compliance.reporting.plain import prose as plain_prose
from compliance.reporting.wording import CONFIDENCE, NOT_LEGAL_ADVICE

Part = Mapping[str, object]

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}
"""Of a rule, before the gate of a run is known."""
_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.0"}
"""GitHub makes its severities of numbers: critical from 9.0, high from 7.0, medium from 4.0."""
_TEXT = 1_000
"""Characters of a description; GitHub takes 1,024."""
# GitHub shows the number above only of rules that have this tag.
_TAG = "security"


def descriptors(report: Report) -> list[Part]:
    """Return every rule of the run and what else the program may say, whether or not it does."""
    return [
        *map(_rule, report.rules),
        *(_weakened(report)),
        *(_beside(name) for name in BESIDE),
    ]


def _rule(rule: RuleSummary) -> Part:
    return {
        "id": rule.id,
        **_described(rule.title, rule.rationale),
        "help": {"text": _plain_help(rule), "markdown": _help(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "precision": rule.confidence,
            "security-severity": _SCORES[rule.severity],
            "tags": [
                _TAG,
                rule.id.partition("/")[0],
                f"severity: {rule.severity}",
                f"confidence: {rule.confidence}",
                f"clock: {rule.clock}",
            ],
        },
    }


def _weakened(report: Report) -> Iterator[Part]:
    """Yield the rules whose findings weak evidence lowered: GitHub takes the severity from the rule."""
    rules = {rule.id: rule for rule in report.rules}
    capped = {found.rule: found.severity for found in report.findings if found.capped_from}
    for name, severity in sorted(capped.items()):
        whole = dict(_rule(rules[name]))
        tags = [_TAG, name.partition("/")[0], f"severity: {severity}", "weak evidence"]
        yield {
            **whole,
            "id": f"{name}/{WEAK}",
            "shortDescription": {"text": plain_prose(f"{rules[name].title} (weak evidence)", _TEXT)},
            "defaultConfiguration": {"level": LEVELS[severity]},
            "properties": {"precision": "low", "security-severity": _SCORES[severity], "tags": tags},
        }


def _beside(name: str) -> Part:
    matter = BESIDE[name]
    text = matter.remedy or "The message says what to do."
    return {
        "id": name,
        **_described(matter.title, f"{matter.title}."),
        "help": {"text": text, "markdown": prose(text)},
        "defaultConfiguration": {"level": LEVELS[matter.severity]},
        "properties": {
            "precision": "very-high",
            "security-severity": _SCORES[matter.severity],
            "tags": [_TAG, name.partition("/")[0]],
        },
    }


def _described(title: str, text: str) -> Part:
    return {
        "shortDescription": {"text": plain_prose(title, _TEXT)},
        "fullDescription": {"text": plain_prose(text, _TEXT)},
    }


def _plain_help(rule: RuleSummary) -> str:
    return plain_prose(f"{rule.how_to_fix} {rule.rationale} {rule.legal_note or ''}")


def _help(rule: RuleSummary) -> str:
    """Return why the rule is there and what to do, as Markdown."""
    parts = [
        f"**How to fix.** {_said(rule.how_to_fix)}",
        f"**Why.** {_said(rule.rationale)}",
        f"**Confidence.** {_said(CONFIDENCE[rule.confidence])}",
    ]
    if rule.legal_note:
        parts.append(f"**Legal note.** {_said(rule.legal_note)}")
    parts.append("**Rests on**\n\n" + "\n".join(f"* {_reference(*each)}" for each in _texts(rule)))
    return "\n\n".join([*parts, f"_{NOT_LEGAL_ADVICE}_"])


def _texts(rule: RuleSummary) -> Iterator[tuple[str, str]]:
    for text in rule.references:
        yield (f"{text.title}, {text.date}" if text.date else text.title), text.source


def _reference(title: str, source: str) -> str:
    if source.startswith(("https://", "http://")):
        return link(plain_prose(title), source)
    return f"{_said(title)}: {_said(source)}"


def _said(text: str) -> str:
    return prose(plain_prose(text))
