"""What a rule tells of itself to an expectation: severity, description, notes and meta."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from compliance.caching import cache_folder
from compliance.laws import Laws, read_laws
from compliance.model.finding import RuleSummary
from compliance.model.rule import Rule, Severity

_SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "warning",
    Severity.LOW: "info",
}
"""Ours to the three that GX knows; the meta of an expectation has ours."""


@lru_cache(maxsize=4)
def known_laws(folders: tuple[str, ...] = ()) -> Laws:
    """Return the shipped laws and those of the folders. Raises ConfigurationError."""
    return read_laws(tuple(map(Path, folders)), cache_folder())


def told(id_: str, folders: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return fields of the expectation of a rule; none for a rule that is not there."""
    rules = {rule.id: rule.rule for rule in known_laws(folders).packs.rules}
    return fields_of(id_, rules[id_]) if id_ in rules else {}


def fields_of(id_: str, rule: Rule | RuleSummary) -> dict[str, Any]:
    """Return fields of the expectation of this rule."""
    return {
        "severity": _SEVERITIES[rule.severity],
        "description": f"{rule.title} ({id_})",
        "notes": [rule.how_to_fix],
        "meta": {
            "compliance": {
                "rule": id_,
                "version": rule.version,
                "severity": rule.severity.value,
                "confidence": rule.confidence.value,
                "clock": rule.clock.value,
                "rationale": rule.rationale,
                "references": [reference.model_dump(mode="json") for reference in rule.references],
            }
        },
    }
