"""Words and tables for Data Docs.

GX puts text into its pages as it is, so what a manifest says is escaped here.
"""

import html
from collections.abc import Mapping
from typing import Any

_SHOWN_GROUPS, _SHOWN_ROWS = 10, 5
_HEADER = ["Verdict", "Records", "What they have in common"]


def requirement(kwargs: Mapping[str, Any]) -> str:
    """Return what an expectation asks, as a template over its parameters."""
    share = kwargs.get("mostly", 1.0)
    some = "Every record" if share == 1.0 else "At least $mostly_pct % of the records"
    return f"{some} to which $rule applies must comply with it."


def percentage(kwargs: Mapping[str, Any]) -> str:
    """Return the share of records asked for."""
    share = kwargs.get("mostly", 1.0)
    return f"{share * 100:.15g}" if isinstance(share, int | float) else str(share)


def observed(result: Mapping[str, Any]) -> str:
    """Return how many records break the rule, and how many are excused."""
    details = result.get("details")
    if details is None:
        return "--"
    named = ("violation", "in violation"), ("unproven", "unproven"), ("waived", "waived")
    parts = [
        f"{details[key]:,} {word}" for key, word in (*named, ("baselined", "in the baseline")) if details[key]
    ]
    applicable = result["element_count"] - result["missing_count"]
    return f"{', '.join(parts) or 'none'} of {applicable:,} records"


def statements(result: Mapping[str, Any]) -> list[str]:
    """Return the sentences of the findings, and why nothing is proven where that is so."""
    details = result.get("details", {})
    why = details.get("unproven_because")
    return [html.escape(sentence) for sentence in (*([why] if why else []), *details.get("messages", []))]


def table(result: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Return header and rows: the largest groups if the result has them, else examples; both may be empty."""
    groups = result.get("partial_unexpected_counts", [])[:_SHOWN_GROUPS]
    if groups:
        return _HEADER, [
            [group["verdict"], f"{group['count']:,}", _listed(group["value"])] for group in groups
        ]
    examples = result.get("partial_unexpected_list", [])[:_SHOWN_ROWS]
    rows = [
        [html.escape(example["file"]), str(example["row"]), _listed(example["record"])]
        for example in examples
    ]
    return ["File", "Row", "Record"], rows


def _listed(values: Mapping[str, str | None]) -> str:
    shown = (f"{name}: {'unknown' if value is None else value}" for name, value in values.items())
    return html.escape(", ".join(shown))
