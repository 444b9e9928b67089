"""Every check of lint, by what it looks at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from compliance.expressions import CheckedRule
from compliance.linting import dates, facts, platforms, texts, together, verdicts
from compliance.linting.fault import Remark
from compliance.model.platform import Platform

RULE_CHECKS: Mapping[str, Callable[[CheckedRule], Iterator[Remark]]] = MappingProxyType(
    {
        "unused-fact": facts.unused_fact,
        "unreachable-verdict": verdicts.unreachable_verdict,
        "missing-case": verdicts.missing_case,
        "duplicate-case": texts.duplicate_case,
        "contradictory-dates": dates.contradictory_dates,
        "untested-day": dates.untested_day,
        "missing-source": texts.missing_source,
        "unclear-text": texts.unclear_text,
    }
)
PLATFORM_CHECKS: Mapping[str, Callable[[Platform], Iterator[Remark]]] = MappingProxyType(
    {
        "contradictory-rows": platforms.contradictory_rows,
        "undeclared-gap": platforms.undeclared_gap,
        "never-in-force": platforms.never_in_force,
        "unsourced-row": platforms.unsourced_row,
        "overlapping-plans": platforms.overlapping_plans,
        "unordered-rows": platforms.unordered_rows,
        "unusable-host": platforms.unusable_host,
    }
)
RULES_TOGETHER: Mapping[str, Callable[[Sequence[CheckedRule]], together.Found]] = MappingProxyType(
    {"duplicate-title": together.duplicate_title}
)
PLATFORMS_TOGETHER: Mapping[str, Callable[[Sequence[Platform]], together.Found]] = MappingProxyType(
    {"shared-host": together.shared_host, "shared-name": together.shared_name}
)
DATED = "future-reference"
"""The one check that needs to know the day."""
CHECKS = (*RULE_CHECKS, DATED, *RULES_TOGETHER, *PLATFORM_CHECKS, *PLATFORMS_TOGETHER)
"""The names of all checks."""
