"""One Markdown page for each rule, and an index: what the packs say, for readers without an editor."""

import datetime
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import assert_never

import yaml

from compliance.expressions import CheckedRule
from compliance.inputs.rules import Pack
from compliance.laws import Laws
from compliance.linting.verdicts import possible_verdicts
from compliance.markdown import block, broken, code, link, prose, table
from compliance.model.names import NAMES
from compliance.model.rule import Case, Clock, Reference, Scope
from compliance.model.verdict import Verdict

MARK = "Written by `compliance rules docs` from the rules; edit those."
"""The last line of every page, by which left-over pages are known."""
INDEX = "README.md"
_RELATED = 5
_CLOCKS = {
    Clock.COLLECTED_AT: "the day of collection",
    Clock.USED_AT: "the day of use; the as-of day for what is yet to be used",
    Clock.HELD_AT: "the as-of day, on which the data is held",
}
_SAID = {
    "count": "*n*",
    "total": "*all*",
    "platform": "*platform*",
    "platforms": "*platforms*",
    "dataset": "*dataset*",
    "grant": "*grant*",
    "license": "*licence*",
}


def rule_pages(laws: Laws) -> Mapping[str, str]:
    """Return path below the folder of the pages → text of the page, the index first."""
    rules = laws.packs.rules
    pages = {f"{checked.id}.md": _page(checked, _related(checked, rules)) for checked in rules}
    return {INDEX: _index(laws.packs.packs, rules), **pages}


def _index(packs: Sequence[Pack], rules: Sequence[CheckedRule]) -> str:
    parts = ["# Rules"]
    for pack in sorted(packs, key=lambda pack: pack.name):
        parts += [f"## {prose(pack.name)}: {prose(pack.title)}", prose(pack.description)]
        rows = [
            (link(checked.id, f"{checked.id}.md"), checked.rule.severity, prose(checked.rule.title))
            for checked in rules
            if checked.id.partition("/")[0] == pack.name
        ]
        parts.append(table(("rule", "severity", "asks"), rows))
    return _joined(parts)


def _page(checked: CheckedRule, related: Sequence[CheckedRule]) -> str:
    rule = checked.rule
    grouped = "\n".join(rule.group_by)
    parts = [
        f"# {prose(rule.title)}",
        table(("rule", code(checked.id)), _properties(checked)),
        f"A finding says: {_said(rule.message)}",
        *_section("Applies to records for which", block(broken(rule.applies), "sql")),
        *(_section("Summed up by", block(grouped, "sql")) if grouped else ()),
        *_section("Requires", block(broken(rule.requires), "sql")),
        *_section("Why", prose(rule.rationale)),
        *(_section("Legal note", prose(rule.legal_note)) if rule.legal_note else ()),
        *_section("How to fix", prose(rule.how_to_fix)),
        *_examples(rule.cases),
        *_section("References", "\n".join(f"- {_reference(reference)}" for reference in rule.references)),
        *_section("Looks at", table(("name", "is"), [_name(name) for name in checked.names])),
    ]
    if related:
        lines = (f"- {link(other.id, _beside(other))}: {prose(other.rule.title)}" for other in related)
        parts += _section("Related rules", "\n".join(lines))
    return _joined(parts)


def _properties(checked: CheckedRule) -> list[tuple[str, str]]:
    rule = checked.rule
    possible = possible_verdicts(checked)
    confidence = getattr(rule, "confidence", None)
    return [
        ("severity", rule.severity),
        *([("confidence", str(confidence))] if confidence else []),
        ("clock", f"{code(rule.clock)}: {_CLOCKS[rule.clock]}"),
        ("judged", _judged(rule.scope)),
        ("can come out", ", ".join(_words(verdict) for verdict in Verdict if verdict in possible)),
    ]


def _judged(scope: Scope) -> str:
    match scope:
        case Scope.RECORD:
            return "record by record"
        case Scope.GROUP:
            return "over sums of records"
        case _:
            assert_never(scope)


def _said(message: str) -> str:
    """Return the message with its placeholders in italics."""
    text = prose(message)
    for name, shown in _SAID.items():
        for spec in ("", ":,"):
            text = text.replace(f"{{{name}{spec}}}", shown)
    return text


def _examples(cases: Sequence[Case]) -> list[str]:
    """Return the first case that fails, and the first that complies."""
    parts: list[str] = []
    for verdict in (Verdict.VIOLATION, Verdict.UNPROVEN, Verdict.COMPLIANT):
        found = next((case for case in cases if case.expect is verdict), None)
        shown_already = verdict is Verdict.UNPROVEN and parts
        if found and not shown_already:
            parts += _section(f"For example, {_words(verdict)}", _example(found))
    return parts


def _example(case: Case) -> str:
    value = _plain(case.model_dump(exclude_unset=True, exclude={"name", "expect"}))
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)
    return f"{prose(case.name[:1].upper() + case.name[1:])}.\n\n{block(text, 'yaml')}"


def _plain(value: object) -> object:
    """Return a value as YAML has it; a day stays a day."""
    match value:
        case StrEnum():
            return value.value
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case datetime.datetime():
            return value.isoformat()
        case _:
            return value


def _reference(reference: Reference) -> str:
    is_address = reference.source.startswith(("https://", "http://"))
    dated = f", {reference.date}" if reference.date else ""
    if is_address:
        return f"{link(reference.title, reference.source)}{dated}"
    return f"{prose(reference.title)}{dated}: {code(reference.source)}"


def _name(name: str) -> tuple[str, str]:
    return code(name), prose(NAMES[name].meaning)


def _related(checked: CheckedRule, rules: Sequence[CheckedRule]) -> list[CheckedRule]:
    """Return the rules of the pack that look at most of the same, the nearest first."""
    pack = checked.id.partition("/")[0]
    own = set(checked.names)

    def distance(other: CheckedRule) -> tuple[float, str]:
        names = set(other.names)
        return -len(own & names) / len(own | names), other.id

    others = [
        other
        for other in rules
        if other.id != checked.id and other.id.partition("/")[0] == pack and own & set(other.names)
    ]
    return sorted(others, key=distance)[:_RELATED]


def _beside(checked: CheckedRule) -> str:
    return f"{checked.id.partition('/')[2]}.md"


def _words(verdict: Verdict) -> str:
    return verdict.value.replace("_", " ")


def _section(title: str, text: str) -> list[str]:
    return [f"## {title}", text]


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(filter(None, (*parts, MARK))) + "\n"
