"""What a comparison comes to: one word, and one sentence."""

from collections.abc import Iterator

from compliance.model.changes import Trend
from compliance.model.comparison import Comparison, Presence, Standpoint
from compliance.reporting.comparison.outline import Value, Words, joined
from compliance.reporting.wording import plural

_HEX = 10
"""Digits of a commit that are shown."""


def outcome(comparison: Comparison) -> str:
    """Return `worse`, `better`, `changed`, `incomplete` or `same`: the first that is true."""
    for trend in (Trend.WORSE, Trend.BETTER):
        if trend in comparison.trends:
            return trend.value
    if not comparison.is_empty:
        return "changed"
    return "incomplete" if comparison.untold else "same"


def statement(comparison: Comparison) -> Words:
    """Return what was found, in one sentence; of nothing, it says how much was looked at."""
    match outcome(comparison):
        case "same":
            same = plural(comparison.same, "dataset")
            return (f"nothing differs in {same} between ", *_sides(comparison), f", {days(comparison)}.")
        case "incomplete":
            return ("nothing differs in what could be compared of ", *_sides(comparison), ".")
        case "changed":
            return ("no verdict got worse or better, but something else differs.",)
        case _:
            return (f"{', '.join(_trends(comparison))}.",)


def standpoints(comparison: Comparison) -> Words:
    """Return what was compared with what, and as of which days."""
    same = f"; {plural(comparison.same, 'other dataset')} the same" if comparison.same else ""
    return (*_sides(comparison, " → "), f", {days(comparison)}{same}")


def days(comparison: Comparison) -> str:
    """Return the day as of which both sides are judged, or those of each."""
    if comparison.old.as_of == comparison.new.as_of:
        return f"both judged as of {comparison.new.as_of}"
    return f"judged as of {comparison.old.as_of} and {comparison.new.as_of}"


def _sides(comparison: Comparison, separator: str = " and ") -> Words:
    return joined([_side(comparison.old), _side(comparison.new)], separator)


def _side(side: Standpoint) -> Words:
    if side.commit is None or side.commit.startswith(side.name):
        return (Value(side.name[:_HEX] if side.commit else side.name, is_path=True),)
    return (Value(side.name), f" ({side.commit[:_HEX]})")


def _trends(comparison: Comparison) -> Iterator[str]:
    """Yield how many rules find more, and how many less, in how many datasets."""
    for trend, finding in ((Trend.WORSE, "more"), (Trend.BETTER, "less")):
        by_dataset = [
            dataset.rules_that_went(trend)
            for dataset in comparison.datasets
            if trend is Trend.WORSE or dataset.presence is not Presence.GONE
        ]
        rules = sum(map(len, by_dataset))
        if rules:
            told = f"{plural(rules, 'rule')} {'find' if rules > 1 else 'finds'} {finding}"
            where = sum(map(bool, by_dataset))
            yield f"{told} in {plural(where, 'dataset')}"
    gone = sum(dataset.presence is Presence.GONE for dataset in comparison.datasets)
    if gone:
        yield f"{plural(gone, 'dataset')} {'are' if gone > 1 else 'is'} gone"
