"""Lookup tables: what the judge would find for every key there can be, folded to what tells keys apart."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance.quoting import literal, quote

Value = str | bool | int | datetime.date | None
Values = tuple[Value, ...]
Span = tuple[datetime.date | None, datetime.date | None, Values]
"""First day, last day, and what holds between them; without days, what holds where no day is known."""
NOTHING, OTHER, ANY = "", "*", "%"
"""The classes of no value, of values that make no difference from each other, and whatever it is."""


@dataclass(frozen=True)
class Dimension:
    """A fact that a table is looked up by: values in classes within which the table is the same."""

    name: str
    """The column of the records with their class."""
    fact: str
    classes: Mapping[str, tuple[str, ...]]
    """Class → values; of all others the class is `OTHER`."""
    is_given: bool = True
    """Whether any record can have a value."""

    @property
    def every(self) -> tuple[str, ...]:
        """Every class there is."""
        return (NOTHING, *self.classes, OTHER) if self.is_given else (NOTHING,)

    @property
    def sql(self) -> str:
        """SQL for the class of a record."""
        fact = quote(self.fact)
        alone = [class_ for class_, values in self.classes.items() if values == (class_,)]
        together = {class_: values for class_, values in self.classes.items() if values != (class_,)}
        cases = [
            f"WHEN {fact} IN ({_listed(values)}) THEN {literal(class_)}"
            for class_, values in together.items()
        ]
        cases += [f"WHEN {fact} IN ({_listed(alone)}) THEN {fact}"] if alone else []
        return f"CASE WHEN {fact} IS NULL THEN '{NOTHING}' {' '.join(cases)} ELSE '{OTHER}' END"


@dataclass(frozen=True)
class Constants:
    """A table that is written into a query."""

    name: str
    columns: tuple[tuple[str, str], ...]
    """Name and DuckDB type of each."""
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Lookup:
    """A table that the records of a query are joined with."""

    name: str
    dimensions: tuple[Dimension, ...]
    columns: tuple[tuple[str, str], ...]
    """Name and DuckDB type of what is looked up."""
    rows: tuple[tuple[Value, ...], ...]
    """A class for each dimension, first and last day where it is dated, and the values."""
    is_dated: bool = False
    is_total: bool = False
    """Whether every record finds a row, one without a day that without days."""

    @property
    def table(self) -> Constants:
        """The table itself."""
        days = (("from_day", "DATE"), ("to_day", "DATE")) if self.is_dated else ()
        keys = tuple((dimension.name, "VARCHAR") for dimension in self.dimensions)
        return Constants(self.name, (*keys, *days, *self.columns), self.rows)

    def joined(self, records: str, day: str) -> str:
        """Return the join of *records*, which have a column of each dimension's name, and the *day*."""
        pairs = [self._matching(index, records) for index in range(len(self.dimensions))]
        # BigQuery joins by anything but equality only where every record finds a row.
        is_inner = self.is_total and not any(" OR " not in pair for pair in pairs)
        pairs += [self._spanning(f"{records}.{quote(day)}")] if self.is_dated else []
        return f"{'' if is_inner else 'LEFT '}JOIN {self.name} ON {' AND '.join(pairs)}"

    def _spanning(self, day: str) -> str:
        within = f"{day} BETWEEN {self.name}.from_day AND {self.name}.to_day"
        without = f"({day} IS NULL AND {self.name}.from_day IS NULL)"
        return f"({within} OR {without})" if self.is_total else within

    def _matching(self, index: int, records: str) -> str:
        name = quote(self.dimensions[index].name)
        column = f"{self.name}.{name}"
        equal = f"{column} = {records}.{name}"
        is_open = any(row[index] == ANY for row in self.rows)
        return f"({equal} OR {column} = '{ANY}')" if is_open else equal


def fold(
    dimensions: Sequence[Dimension], found: Mapping[tuple[str, ...], Sequence[Span]]
) -> tuple[tuple[Dimension, ...], dict[tuple[str, ...], tuple[Span, ...]]]:
    """Return the dimensions that make a difference, and what is found by them; what is not, is left out.

    *found* has spans of days by classes, in their order. Where a class makes no
    difference it is `ANY`; every key of *found* is met by one key of the result.
    """
    spans = {key: _merged(steps) for key, steps in found.items() if steps}
    for index, dimension in enumerate(dimensions):
        spans = _without(spans, index, dimension)
    kept = [index for index in range(len(dimensions)) if any(key[index] != ANY for key in spans) or not spans]
    return (
        tuple(dimensions[index] for index in kept),
        {tuple(key[index] for index in kept): steps for key, steps in spans.items()},
    )


def _without(
    spans: Mapping[tuple[str, ...], tuple[Span, ...]], index: int, dimension: Dimension
) -> dict[tuple[str, ...], tuple[Span, ...]]:
    """Return the spans with `ANY` for a class where every one gives the same."""
    alike: dict[tuple[str, ...], list[tuple[Span, ...]]] = {}
    for key, steps in spans.items():
        alike.setdefault((*key[:index], ANY, *key[index + 1 :]), []).append(steps)
    folded = {
        key: same[0]
        for key, same in alike.items()
        if len(same) == len(dimension.every) and len(set(same)) == 1
    }
    rest = {
        key: steps for key, steps in spans.items() if (*key[:index], ANY, *key[index + 1 :]) not in folded
    }
    return folded | rest


def written(value: Value) -> str:
    """Return a constant as SQL."""
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case int():
            return str(value)
        case datetime.date():
            return f"CAST('{value.isoformat()}' AS DATE)"
        case str():
            return literal(value)


def _merged(steps: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans with those that follow each other and say the same as one."""
    return tuple(_runs(steps))


def _runs(steps: Sequence[Span]) -> Iterator[Span]:
    run: Span | None = None
    for step in steps:
        if run is not None and run[2] == step[2] and _follows(run, step):
            run = (run[0], step[1], step[2])
            continue
        if run is not None:
            yield run
        run = step
    if run is not None:
        yield run


def _follows(run: Span, step: Span) -> bool:
    last, first = run[1], step[0]
    return last is not None and first is not None and first - last == datetime.timedelta(days=1)


def _listed(values: Sequence[str]) -> str:
    return ", ".join(map(literal, values))
