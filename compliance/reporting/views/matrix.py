"""The control matrix: every rule against every dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from compliance.model.finding import RuleSummary
from compliance.model.report import Counts, DatasetReport, Report
from compliance.reporting.plain import prose
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, chosen, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.wording import dataset_name, number

Key = tuple[str, str]
"""Dataset name and rule id."""


@dataclass(frozen=True)
class MatrixCell:
    """A rule on a dataset; a part is empty when its count is zero."""

    applies: bool
    violation: str
    unproven: str
    waived: str
    baselined: str
    link: str
    """Anchor of the finding, or empty."""


@dataclass(frozen=True)
class MatrixLine:
    """One rule; the cells are in the order of the datasets."""

    rule: str
    title: str
    severity: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class MatrixView:
    """The rules by pack, and what was cut."""

    datasets: tuple[str, ...]
    packs: tuple[tuple[str, tuple[MatrixLine, ...]], ...]
    cut: tuple[str, ...]


def matrix(
    report: Report, datasets: tuple[DatasetReport, ...], links: Mapping[Key, str], caps: Caps
) -> MatrixView:
    """Return the matrix of these datasets; rules with findings matter most."""
    found = {finding.rule for finding in report.findings}
    rules = chosen(report.rules, caps.rules, lambda rule: rule.id in found)
    counts = [dict(dataset.counts) for dataset in datasets]
    lines = [
        _line(
            rule,
            [(dataset.name, row.get(rule.id)) for dataset, row in zip(datasets, counts, strict=True)],
            links,
        )
        for rule in rules
    ]
    return MatrixView(
        datasets=tuple(map(dataset_name, datasets)),
        packs=tuple((pack, tuple(of_pack)) for pack, of_pack in groupby(lines, key=_pack)),
        cut=tuple(
            filter(
                None,
                (
                    cut(len(rules), len(report.rules), say("cut.rules"), IN_JSON),
                    cut(len(datasets), len(report.datasets), say("cut.datasets"), IN_JSON),
                ),
            )
        ),
    )


def _pack(line: MatrixLine) -> str:
    return line.rule.rpartition("/")[0]


def _line(rule: RuleSummary, counts: list[tuple[str, Counts | None]], links: Mapping[Key, str]) -> MatrixLine:
    return MatrixLine(
        rule=prose(rule.id, 120),
        title=prose(rule.title, 200),
        severity=rule.severity,
        cells=tuple(_cell(count or Counts(), links.get((dataset, rule.id), "")) for dataset, count in counts),
    )


def _cell(counts: Counts, link: str) -> MatrixCell:
    return MatrixCell(
        applies=counts.applicable > 0,
        violation=number(counts.violation) if counts.violation else "",
        unproven=number(counts.unproven) if counts.unproven else "",
        waived=number(counts.waived) if counts.waived else "",
        baselined=number(counts.baselined) if counts.baselined else "",
        link=link,
    )
