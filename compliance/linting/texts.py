"""Texts of a rule that a reader would trip over, and sources that lead nowhere."""

import re
from collections import Counter
from collections.abc import Iterator

from compliance.expressions import CheckedRule
from compliance.linting.dates import named_days
from compliance.linting.fault import Remark

_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_ARCHIVED = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{7,40}(:\S.*)?")
_FILLED_FROM = {"grant": "grant", "license": "license"}
"""Placeholder → the namespace a rule must look at for it to say anything."""


def unclear_text(checked: CheckedRule) -> Iterator[Remark]:
    """Yield messages, titles and instructions that are not what they should be."""
    rule = checked.rule
    if "{count" not in rule.message:
        yield ("message",), "does not say how many records it is about: use {count:,}"
    namespaces = {name.partition(".")[0] for name in checked.names}
    for placeholder, namespace in _FILLED_FROM.items():
        if f"{{{placeholder}" in rule.message and namespace not in namespaces:
            yield ("message",), f"mentions {{{placeholder}}}, but the rule looks at no {namespace}.*"
    for key in ("message", "how_to_fix", "rationale"):
        if not getattr(rule, key).rstrip().endswith((".", "!")):
            yield (key,), "is not a sentence: end it with a full stop"
    if rule.title.rstrip().endswith("."):
        yield ("title",), "needs no full stop"


def duplicate_case(checked: CheckedRule) -> Iterator[Remark]:
    """Yield every case whose name another case of the rule has."""
    names = Counter(case.name for case in checked.rule.cases)
    for index, case in enumerate(checked.rule.cases):
        if names[case.name] > 1:
            yield ("cases", index, "name"), f"another case is called {case.name!r} too"


def missing_source(checked: CheckedRule) -> Iterator[Remark]:
    """Yield references that nobody can look up, and days in conditions that no text of that day is behind."""
    for index, reference in enumerate(checked.rule.references):
        if not (_ADDRESS.fullmatch(reference.source) or _ARCHIVED.fullmatch(reference.source)):
            wanted = "an address, or owner/archive@commit with a path"
            yield ("references", index, "source"), f"{reference.source!r} is not {wanted}"
    dated = {reference.date for reference in checked.rule.references}
    for day in sorted(named_days(checked) - dated):
        yield ("references",), f"a condition names {day}, and no reference is of that date"
