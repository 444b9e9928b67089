"""The audit sample as a worksheet: what was drawn, what checking it proves, and where to write."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compliance.model.bounds import CONFIDENCE
from compliance.model.exemplar import Exemplar
from compliance.model.finding import RuleSummary
from compliance.model.report import DatasetReport, Report
from compliance.model.sample import Stratum
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.wording import dataset_name, number

_LICENSE = ("license_concluded", "license_declared", "license")
_READ_BY = {"license": _LICENSE, "grant": ("grant_id",), "platform": ("platform",), "terms": ("platform",)}
"""Namespace of facts → columns that they rest on."""
_NAME = re.compile(r"\b([a-z_]+)\.([a-z_]+)\b")


@dataclass(frozen=True)
class RowLine:
    """A record to check; cells are in the order of the columns, empty for null."""

    number: str
    place: str
    id: str
    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The records that one rule calls the same, and those to check."""

    anchor: str
    title: str
    rule: str
    dataset: str
    verdict: str
    task: str
    """What to agree with."""
    applies: str
    requires: str
    bounds: tuple[str, ...]
    """What these rows prove if none is wrong, if one is, and so on."""
    columns: tuple[str, ...]
    """What the rule looks at, beside id and address."""
    rows: tuple[RowLine, ...]
    note: str


@dataclass(frozen=True)
class SampleView:
    """All worksheets of a page; none when nothing was drawn."""

    draws: tuple[str, ...]
    """How each dataset was drawn from."""
    sheets: tuple[Sheet, ...]
    cut: str


def sample(report: Report, datasets: Sequence[DatasetReport], caps: Caps) -> SampleView:
    """Return the worksheets of some datasets; of each, as many rows as all can have."""
    rules = {rule.id: rule for rule in report.rules}
    drawn = [
        (dataset, stratum) for dataset in datasets if dataset.sample for stratum in dataset.sample.strata
    ]
    shown = drawn[: caps.lines]
    rows = max(caps.sampled // max(len(shown), 1), 1)
    return SampleView(
        draws=tuple(_draws(datasets, caps)),
        sheets=tuple(
            _sheet(f"sample-{place}", dataset_name(dataset), rules[stratum.rule], stratum, (caps, rows))
            for place, (dataset, stratum) in enumerate(shown, 1)
        ),
        cut=cut(len(shown), len(drawn), say("cut.sheets"), IN_JSON),
    )


def _draws(datasets: Sequence[DatasetReport], caps: Caps) -> Iterator[str]:
    for dataset in datasets:
        if dataset.sample is not None:
            size, seed = number(dataset.sample.size), cell(dataset.sample.seed, caps.cell)
            yield say("sample.draw", dataset=dataset_name(dataset), size=size, seed=seed)


def _sheet(anchor: str, dataset: str, rule: RuleSummary, stratum: Stratum, limits: tuple[Caps, int]) -> Sheet:
    caps, most = limits
    shown = replace(stratum, rows=stratum.rows[:most])
    columns = _columns(rule, shown)[: caps.columns]
    return Sheet(
        anchor=anchor,
        title=prose(rule.title, caps.cell),
        rule=cell(rule.id, caps.cell),
        dataset=dataset,
        verdict=stratum.verdict,
        task=say(f"sample.{stratum.verdict}"),
        applies=prose(rule.applies, caps.prose),
        requires=prose(rule.requires, caps.prose),
        bounds=tuple(_bounds(shown)),
        columns=tuple(cell(column, caps.cell) for column in columns),
        rows=tuple(_row(place, row, columns, caps) for place, row in enumerate(shown.rows, 1)),
        note=cut(len(shown.rows), len(stratum.rows), say("cut.rows"), IN_JSON),
    )


def _row(place: int, row: Exemplar, columns: Sequence[str], caps: Caps) -> RowLine:
    id_, url, *cells = (cell(dict(row.cells).get(name, ""), caps.cell) for name in ("id", "url", *columns))
    return RowLine(number(place), f"{tail(row.file, caps.cell)}:{row.row}", id_, url, tuple(cells))


def _columns(rule: RuleSummary, stratum: Stratum) -> list[str]:
    """Return the columns of the manifest that the rule looks at, beside id and address."""
    there = {name for row in stratum.rows for name, _ in row.cells} - {"id", "url"}
    names = _NAME.findall(f"{rule.applies} {rule.requires}")
    read = (
        column
        for namespace, name in names
        for column in ((name,) if namespace == "record" else _READ_BY.get(namespace, ()))
    )
    return [column for column in dict.fromkeys((*read, rule.clock)) if column in there]


def _bounds(stratum: Stratum) -> Iterator[str]:
    """Yield a sentence for each number of records that may be found wrong."""
    checked, records = len(stratum.rows), stratum.records
    if checked == records:
        yield say("sample.census", records=number(records))
        return
    for key, (_, at_most) in zip(("none_wrong", "one_wrong", "two_wrong"), stratum.bounds, strict=False):
        yield say(
            f"sample.{key}",
            checked=number(checked),
            confidence=CONFIDENCE,
            share=_at_most(at_most, records),
            records=number(records),
            at_most=number(at_most),
        )


def _at_most(part: int, whole: int) -> str:
    """One decimal, rounded up: a bound must not shrink."""
    tenths = -(-part * 1000 // whole)
    return f"{tenths // 10}.{tenths % 10} %"
