"""Words and tables for Data Docs.

GX puts text into its pages as it is, so whatever comes from a manifest, its
card or the names of files is escaped here.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_SHOWN_GROUPS, _SHOWN_ROWS = 10, 5
_GROUPS = ["Verdict", "Records", "What they have in common"]
_EXAMPLES = ["File", "Row", "Record"]
_FAULTS = ["Fault", "Records or cells", "Where"]
_ALWAYS = (
    "Every file must be readable, every cell of its column's type and vocabulary; every record has an id."
)
_DEMANDS = (
    ("columns", "It has the columns"),
    ("not_null", "Every record has"),
    ("vocabularies", "Only the words given are in"),
    ("checks", "It passes"),
)


@dataclass(frozen=True)
class Told:
    """What a page says of a result."""

    observed: str
    sentences: tuple[str, ...]
    header: list[str]
    rows: list[list[str]]
    """Empty where there is nothing to list."""


def escaped(text: str) -> str:
    """Return text that a page shows as it is: no markup, and no parameter of a template."""
    return html.escape(text).replace("$", "&#36;")


def plain(text: str) -> str:
    """Return text that is no markup where GX puts it into pages, and as much itself as that allows."""
    return html.escape(text, quote=False)


def as_given(text: str) -> str:
    """Return what `plain` was given."""
    return html.unescape(text)


def requirement(kwargs: Mapping[str, Any]) -> str:
    """Return what an expectation on a rule asks, as a template over its parameters."""
    share = kwargs.get("mostly", 1.0)
    some = "Every record" if share == 1.0 else "At least $mostly_pct % of the records"
    return f"{some} to which $rule applies must comply with it."


def required(kwargs: Mapping[str, Any]) -> str:
    """Return the same as a page shows it."""
    rule = f"<code>{escaped(str(kwargs.get('rule', '')))}</code>"
    asked = requirement(kwargs).replace("$mostly_pct", escaped(percentage(kwargs)))
    return asked.replace("$rule", rule)


def percentage(kwargs: Mapping[str, Any]) -> str:
    """Return the share of records asked for."""
    share = kwargs.get("mostly", 1.0)
    return f"{share * 100:.15g}" if isinstance(share, int | float) else str(share)


def told_of_rule(result: Mapping[str, Any]) -> Told:
    """Return what a result on a rule says: the largest groups if it has them, else examples."""
    details = result["details"]
    why = details.get("unproven_because")
    said = (*([why] if why else []), *details["messages"])
    groups = result.get("partial_unexpected_counts", [])[:_SHOWN_GROUPS]
    rows = [[group["verdict"], f"{group['count']:,}", _listed(group["value"])] for group in groups]
    header, rows = (_GROUPS, rows) if rows else (_EXAMPLES, _example_rows(result))
    return Told(_verdicts(result), _escaped(said), header, rows)


def told_of_contract(result: Mapping[str, Any]) -> Told:
    """Return what a result on the contract says: each fault, and where it is."""
    faults = result["details"]["faults"]
    said = (f"{fault['message']} {fault['remedy']}".strip() for fault in faults)
    observed = (
        f"{len(faults):,} {'fault' if len(faults) == 1 else 'faults'} in {result['element_count']:,} records"
    )
    rows = [[_kind(fault), f"{fault['records']:,}", _place(fault)] for fault in faults if "records" in fault]
    return Told(observed, _escaped(said), _FAULTS, rows[:_SHOWN_GROUPS])


def demanded(kwargs: Mapping[str, Any]) -> str:
    """Return what an expectation on the contract asks."""
    asked = [_ALWAYS]
    asked += [f"{start} {', '.join(map(str, kwargs[key]))}." for key, start in _DEMANDS if kwargs.get(key)]
    return " ".join(asked)


def raised(info: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what went wrong instead of a result: GX shows it unescaped, with a traceback."""
    several = [info] if "raised_exception" in info else list(info.values())
    said = (str(each["exception_message"]) for each in several if each["raised_exception"])
    return _escaped(f"No answer: {text}" for text in dict.fromkeys(said))


def _verdicts(result: Mapping[str, Any]) -> str:
    """Return how many records break the rule, and how many are excused."""
    details = result["details"]
    named = ("violation", "in violation"), ("unproven", "unproven"), ("waived", "waived")
    parts = [
        f"{details[key]:,} {word}" for key, word in (*named, ("baselined", "in the baseline")) if details[key]
    ]
    applicable = result["element_count"] - result["missing_count"]
    return f"{', '.join(parts) or 'none'} of {applicable:,} records"


def _example_rows(result: Mapping[str, Any]) -> list[list[str]]:
    examples: Sequence[Mapping[str, Any]] = result.get("partial_unexpected_list", [])[:_SHOWN_ROWS]
    return [
        [escaped(example["file"]), str(example["row"]), _listed(example["record"])] for example in examples
    ]


def _kind(fault: Mapping[str, Any]) -> str:
    return escaped(str(fault["kind"]).replace("_", " "))


def _place(fault: Mapping[str, Any]) -> str:
    return escaped(", ".join(str(fault[key]) for key in ("column", "file") if key in fault))


def _listed(values: Mapping[str, str | None]) -> str:
    shown = (f"{name}: {'unknown' if value is None else value}" for name, value in values.items())
    return escaped(", ".join(shown))


def _escaped(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(escaped, sentences))
