"""Laws: what differs between two reports that is no matter of the data."""

from collections.abc import Iterable, Mapping

from compliance.model.comparison import Difference
from compliance.model.finding import RuleSummary
from compliance.model.report import Report


def law_changes(old: Report, new: Report) -> tuple[Difference, ...]:
    """Return what differs of day, versions, rules, severities and reference data.

    The version of the program counts where reports come from other ones: it holds
    the terms and reads licences.
    """
    return (
        *_differing("as of", str(old.as_of), str(new.as_of)),
        *_differing("version of compliance", old.tool_version, new.tool_version),
        *_each("pack {}", dict(old.packs), dict(new.packs)),
        *_each("severity of {}", _severities(old), _severities(new)),
        *_each("rule {}", _conditions(old), _conditions(new), shown="other conditions"),
        *_each("{}", _digests(old), _digests(new), shown="other content"),
    )


def _differing(what: str, old: str | None, new: str | None) -> Iterable[Difference]:
    return [Difference(what, old, new)] if old != new else []


def _each(
    what: str, old: Mapping[str, str], new: Mapping[str, str], shown: str | None = None
) -> Iterable[Difference]:
    """Yield what differs by its key; *shown* stands for a value that is too long to be read."""
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        if was != now:
            yield Difference(
                what.format(key),
                "there" if shown and was else was,
                (shown if was else "there") if shown and now else now,
            )


def _severities(report: Report) -> dict[str, str]:
    return {rule.id: rule.severity.value for rule in report.rules}


def _conditions(report: Report) -> dict[str, str]:
    return {rule.id: repr(_asked(rule)) for rule in report.rules}


def _asked(rule: RuleSummary) -> tuple[object, ...]:
    return rule.applies, rule.requires, rule.clock


def _digests(report: Report) -> dict[str, str]:
    """Return the reference data of a report; rules and adjustments are compared by what they say."""
    return {file.path: file.sha256 for file in report.inputs if file.kind == "reference"}
