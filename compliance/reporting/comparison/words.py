"""A comparison in words, the gravest first; what did not change is not mentioned."""

from collections.abc import Iterator, Sequence

from compliance.model.changes import BucketChange, FactChange, FindingChange, RuleChange, Trend, ValueChange
from compliance.model.comparison import Comparison, DatasetChange, Difference, Presence
from compliance.reporting.comparison.groups import grant_words, group_line, value_words
from compliance.reporting.comparison.outline import (
    SENTENCE,
    Chapter,
    Line,
    Section,
    Value,
    Words,
    joined,
    kept,
)
from compliance.reporting.wording import number, plural

WORSE, BETTER = 8, 8
"""Rules of one dataset that are named."""
GROUPS, GROUPS_OF_A_RULE, VALUES, LINES = 8, 3, 4, 6
_LABELS = {
    "platform.id": "sources",
    "platform.host_kind": "hosts",
    "record.acquisition_method": "collected",
    "license.expression": "licences",
    "record.purpose": "purposes",
}
_VERDICTS = ("violation", "unproven", "waived", "baselined")
_SAID = {
    "violation": "in violation",
    "unproven": "unproven",
    "waived": "waived",
    "baselined": "in the baseline",
}


def chapters(comparison: Comparison) -> Iterator[Chapter]:
    """Yield what differs: each dataset, then grants, then what is no matter of the data."""
    yield from map(_dataset, comparison.datasets)
    for register in comparison.registers:
        lines = [_difference(grant) for grant in register.grants]
        yield Chapter(
            ("Grants in ", Value(register.path, is_path=True)), tuple(kept("", lines, LINES * 2, "grant"))
        )
    if comparison.laws:
        lines = [_difference(law) for law in comparison.laws]
        apart = ("Not the data: a verdict may differ for these alone",)
        yield Chapter(apart, tuple(kept("", lines, LINES * 2, "difference")))
    if comparison.untold:
        lines = [
            Line((Value(each.where, SENTENCE), ": ", Value(f"{each.text}. {each.remedy}", SENTENCE)))
            for each in comparison.untold
        ]
        yield Chapter(("Not compared, or in part only",), tuple(kept("", lines, LINES, "gap")))
    if comparison.limits and not comparison.is_empty:
        lines = [Line((Value(limit, SENTENCE),)) for limit in comparison.limits]
        yield Chapter(("What reports cannot tell",), tuple(kept("", lines, LINES, "limit")))


def _dataset(change: DatasetChange) -> Chapter:
    if change.presence is Presence.GONE:
        found = sum(bool(rule.old.violation or rule.old.unproven) for rule in change.rules)
        gone = Line((f"It is gone, and with it what {plural(found, 'rule')} found in it.",))
        return Chapter(_title(change), (Section("", (gone,)),))
    went = {trend: [_rule(rule) for rule in change.rules_that_went(trend)] for trend in Trend}
    neither = change.rules_that_went(Trend.NEITHER)
    shifted = [_brief(_rule(rule)) for rule in neither if rule.groups or rule.findings]
    if not shifted and not change.groups and neither:
        shifted = [
            Line((f"{plural(len(neither), 'rule')} applied to other records before, and found the same",))
        ]
    sections = [
        *kept("worse", went[Trend.WORSE], WORSE, "rule"),
        *kept("better", [_brief(line) for line in went[Trend.BETTER]], BETTER, "rule"),
        *kept("moved", shifted, BETTER, "rule"),
        *_groups(change),
        *(section for fact in change.facts for section in _fact(fact, change)),
        *_ledger(change),
        *kept("card", [_difference(key) for key in change.card], LINES, "key"),
        *_others(change),
    ]
    return Chapter(_title(change), tuple(sections))


def _title(change: DatasetChange) -> Words:
    name: Words = (Value(change.name, is_path=True),)
    if change.was is not None:
        name = (Value(change.was, is_path=True), " → ", *name)
    if change.presence is Presence.NEW:
        return (*name, f": a new dataset with {plural(change.new, 'record')}")
    if change.presence is Presence.GONE:
        return (*name, f": gone, with {plural(change.old, 'record')}")
    if change.old == change.new:
        return (*name, f": {plural(change.new, 'record')} as before")
    return (*name, f": {number(change.old)} → {number(change.new)} records ({change.new - change.old:+,})")


def _rule(change: RuleChange) -> Line:
    # What made it worse comes first; the order by verdict and size stays within each half.
    explaining = sorted(change.groups, key=lambda group: group.gained < group.lost)
    below = [group_line(group) for group in explaining[:GROUPS_OF_A_RULE]]
    said = ", ".join(part for name in _VERDICTS if (part := _counts(change, name)))
    law = " (the rule itself differs)" if change.is_other_law else ""
    words: Words = (Value(change.rule), "  ", said or "as many records as before, but others", law)
    return Line(tuple(filter(None, words)), lead=change.severity.value, below=tuple(below))


def _counts(change: RuleChange, name: str) -> str:
    """`in violation 0 → 12,000 (new)`; empty where nothing changed."""
    old, new = getattr(change.old, name), getattr(change.new, name)
    weak = next((each for each in change.findings if each.is_weak and each.verdict == name), None)
    if old == new and weak is None:
        return ""
    sort = {(True, False): " (new)", (False, True): " (none left)"}.get((not old, not new), "")
    said = f"{_SAID[name]} {number(old)} → {number(new)}{sort}"
    if weak is None:
        return said
    whole = (weak.old, weak.new) == (old, new)
    return f"{said} on weak clauses" if whole else f"{said}, of these on weak clauses {_arrow(weak)}"


def _arrow(change: BucketChange | FindingChange) -> str:
    return f"{number(change.old)} → {number(change.new)}"


def _brief(line: Line) -> Line:
    return Line(line.words, line.lead)


def _groups(change: DatasetChange) -> list[Section]:
    """Return the records that came and went; what is left out is counted."""
    lines = [group_line(group) for group in change.groups[:GROUPS]]
    left = change.groups_total - len(lines)
    return (
        [Section("records", tuple(lines), f"and {plural(left, 'smaller change')}" if left else "")]
        if lines
        else []
    )


def _fact(fact: FactChange, change: DatasetChange) -> list[Section]:
    """Return the values of a fact: new ones, those that are gone, then the others."""
    if change.presence is Presence.NEW and fact.values_total == 1:
        return []
    sorts = {
        "new": [value for value in fact.values if not value.old],
        "gone": [value for value in fact.values if not value.new],
        "more": [value for value in fact.values if 0 < value.old < value.new],
        "fewer": [value for value in fact.values if 0 < value.new < value.old],
    }
    lines = [_values(fact.fact, sort, values) for sort, values in sorts.items() if values]
    left = fact.values_total - len(fact.values)
    return [Section(_LABELS.get(fact.fact, fact.fact), tuple(lines), f"and {left:,} more" if left else "")]


def _values(fact: str, sort: str, values: Sequence[ValueChange]) -> Line:
    parts: list[Words] = [
        (*value_words(fact, value.value), f" {value.new - value.old:+,}") for value in values[:VALUES]
    ]
    if len(values) > VALUES:
        parts.append((f"and {len(values) - VALUES} more",))
    return Line((f"{sort}: ", *joined(parts)))


def _ledger(change: DatasetChange) -> list[Section]:
    """Return the lines of the grant ledger; one that all records are on tells nothing."""
    lines = [
        Line((*grant_words(each.bucket, each.grant), f" {_arrow(each)}"))
        for each in change.buckets
        if (each.old, each.new) != (change.old, change.new)
    ]
    return kept("grants", lines, LINES, "line")


def _others(change: DatasetChange) -> list[Section]:
    lines = [
        Line(
            (
                Value(other.fact),
                f": {plural(min(other.gained, other.lost), 'record')} or more with another value",
            )
        )
        for other in change.others
    ]
    return kept("besides", lines, LINES, "fact")


def _difference(each: Difference) -> Line:
    if each.old is None:
        return Line((Value(each.what), " is new: ", Value(each.new or "", SENTENCE)))
    if each.new is None:
        return Line((Value(each.what), " is gone: ", Value(each.old, SENTENCE)))
    return Line((Value(each.what), ": ", Value(each.old, SENTENCE), " → ", Value(each.new, SENTENCE)))
