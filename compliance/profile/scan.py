"""The one query that reads manifest files: facts, measures, first and last record per group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compliance.expressions import FactPlan, Question
from compliance.model.card import Scalar
from compliance.model.columns import COLUMNS
from compliance.model.profile import LAST, POINTER
from compliance.profile.facts import DerivedFact
from compliance.profile.needs import MEASURED, derived_facts, needed_columns, origins, unknown
from compliance.profile.reading import SQL_TYPES, can_lose_values, read_cell, read_default

_SHOWN = "shown."
LOST = "lost."
"""Prefix of the columns that count cells which could not be read."""


FILE = "scan.file"
"""Column with the number of the file among those that are scanned together."""
ROW = "scan.row"
"""Column with the number of the row in its file, from 0."""
ENDS = f'min("{POINTER}") AS "{POINTER}", max("{LAST}") AS "{LAST}"'
"""SQL for the first and the last record of groups that are merged."""


@dataclass(frozen=True)
class Scan:
    """What to compute from files whose columns are bound alike, ready to be written as SQL."""

    bindings: Mapping[str, str]
    """Canonical column → SQL over the columns of the files."""
    plan: FactPlan
    types: Mapping[str, str]
    """DuckDB type of every bound column that is needed."""
    defaults: Mapping[str, Scalar] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    """Canonical columns that `found` gives beside the number of a row."""
    _varying: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Answers of `_varies`, which is asked of each name again and again."""

    def sql(self, rows: str) -> str:
        """Return the query over *rows*: SQL for every column of the files, FILE and ROW.

        The groups of each file stand apart; their pointers are rows. Values are
        grouped as they stand in the file and read afterwards: a group is read
        once, a record never. Facts that the files cannot tell apart are among
        the `constants`. Raises ManifestError for a column of the wrong type.
        """
        values = [name for name in self.plan.values if self._varies(name)]
        found = [f'"raw.{name[7:]}"' if name.startswith("record.") else f'"{name}"' for name in values]
        facts = "".join(f"{sql}, " for sql in (*found, *self._answers()))
        # Without any key, and without rows, SQL would give a group of none.
        return self._read(
            f'SELECT "{FILE}", {facts}{self._measures()} FROM ({self._source(rows)}) '
            "GROUP BY ALL HAVING count(*) > 0"
        )

    def found(self, rows: str) -> str:
        """Return the query for the records among *rows* that are in a group of the table `marked`.

        That has the facts of the plan and `mark`. The result has FILE, ROW, what
        is `shown`, and the mark; a record is there once for each mark of its
        group, in the order of files, rows and marks.
        """
        keys = self._keys()
        values = [f'{self._fact(name)} AS "{name}"' for name in self.plan.values if name in keys]
        shown = [f'{self._reading(name)} AS "{_SHOWN}{name}"' for name in self.shown]
        facts = ", ".join([f'"{FILE}"', f'"{ROW}"', *shown, *values, *self._answers()])
        given = ", ".join(
            [f'"{FILE}"', f'"{ROW}"', *(f'r."{_SHOWN}{name}" AS "{name}"' for name in self.shown)]
        )
        fixed = [name for name in self.plan.names if name not in keys]
        alike = f" JOIN ({self.constants()}) AS c ON {_same('m', 'c', fixed)}" if fixed else ""
        return (
            f"SELECT {given}, m.mark FROM (SELECT {facts} FROM ({self._source(rows)})) AS r "
            f"JOIN (SELECT m.* FROM marked AS m{alike}) AS m ON {_same('m', 'r', keys)} "
            f'ORDER BY "{FILE}", "{ROW}", m.mark'
        )

    def _source(self, rows: str) -> str:
        """Return the records with what is derived from them."""
        source = self._records(rows)
        for fact in self._derived():
            for layer in fact.layers:
                columns = ", ".join(f'{sql} AS "{name}"' for name, sql in layer.columns.items())
                source = f"SELECT *, {columns} FROM ({source}){layer.joins}"
        return source

    def _answers(self) -> list[str]:
        """Return the facts that are computed for each record: days, and answers to questions."""
        days = [f'CAST("{name}" AS DATE) AS "{name}"' for name in self.plan.days if self._varies(name)]
        asked = [f'{question.expression.sql(str)} AS "{question.name}"' for question in self._asked()]
        return [*days, *asked]

    def _varies(self, name: str) -> bool:
        """Tell whether the fact depends on a column of the file."""
        if name not in self._varying:
            columns = (column.removeprefix("record.") for column in origins(name))
            self._varying[name] = any(column in self.types for column in columns)
        return self._varying[name]

    def _asked(self) -> list[Question]:
        """Return the questions whose answer can differ from record to record."""
        return [asked for asked in self.plan.questions if any(map(self._varies, asked.expression.names))]

    def _records(self, rows: str) -> str:
        """Return the records of the files: raw values, and readings of what is asked row by row."""
        needed = dict.fromkeys((*needed_columns(self.plan), *self.shown))
        bound = [name for name in needed if name in self.bindings]
        raw = [f'{self.bindings[name]} AS "raw.{name}"' for name in bound]
        reads = [f'{self._reading(name)} AS "record.{name}"' for name in self._by_row()]
        lost = [f'{self._lost(name)} AS "{LOST}{name}"' for name in self._losing()]
        asked = {name for question in self._asked() for name in question.expression.names}
        absent = sorted(name for name in asked if not name.startswith("record.") and not self._varies(name))
        reads += [f'{unknown(name)} AS "{name}"' for name in absent]
        picked = ", ".join([f'"{FILE}"', f'"{ROW}"', *raw])
        return f"SELECT {', '.join(['*', *reads, *lost])} FROM (SELECT {picked} FROM ({rows}))"

    def constants(self) -> str:
        """Return the query for one row of the facts that are the same for every record, or no text.

        They follow from the card's defaults, or are unknown.
        """
        keys = self._keys()
        fixed = [f'{self._fixed(name)} AS "{name}"' for name in self.plan.names if name not in keys]
        common = ", ".join(f"{sql} AS {name}" for name, sql in self._constants().items())
        return f"SELECT {', '.join(fixed)} FROM (SELECT {common})" if fixed else ""

    def _keys(self) -> list[str]:
        """Return the facts that can differ from record to record."""
        asked = {question.name for question in self._asked()}
        return [name for name in self.plan.names if name in asked or self._is_key(name)]

    def _read(self, grouped: str) -> str:
        """Return the groups with their values read."""
        facts = [f'{self._fact(name)} AS "{name}"' for name in self._keys()]
        counted = ("measure.records", *_SUMS, *(f"{LOST}{name}" for name in self._losing()))
        sums = [f'CAST(sum("{name}") AS BIGINT) AS "{name}"' for name in counted]
        picked = ", ".join([f'"{FILE}"', *facts, *sums, ENDS])
        return f"SELECT {picked} FROM ({grouped}) GROUP BY ALL HAVING count(*) > 0"

    def _is_key(self, name: str) -> bool:
        return not name.startswith("scan.") and self._varies(name)

    def _fact(self, name: str) -> str:
        if name.startswith("record.") and name in self.plan.values:
            return self._reading(name.removeprefix("record."))
        return f'"{name}"'

    def _fixed(self, name: str) -> str:
        """Return SQL for a fact that is the same for every record."""
        questions = {question.name: question for question in self.plan.questions}
        if name in questions:
            return questions[name].expression.sql(lambda mentioned: f"fixed.{mentioned}")
        return f'CAST("fixed.{name}" AS DATE)' if name in self.plan.days else f'"fixed.{name}"'

    def _constants(self) -> dict[str, str]:
        """Return what every record of the file has in common: defaults of the card, or nothing."""
        asked = (name for question in self.plan.questions for name in question.expression.names)
        names = dict.fromkeys((*self.plan.values, *self.plan.days, *asked))
        constants = {}
        for name in names:
            if not self._varies(name):
                column = name.removeprefix("record.")
                constants[f'"fixed.{name}"'] = self._reading(column) if column in COLUMNS else unknown(name)
        return constants

    def _measures(self) -> str:
        bound = {name for name in MEASURED if name in self.types or name in self.defaults}
        items = 'greatest(coalesce("record.record_count", 1), 0)' if "record_count" in bound else "1"
        tokens = 'coalesce("record.token_count", 0)' if "token_count" in bound else "0"
        size = 'coalesce("record.content_size", 0)' if "content_size" in bound else "0"
        sums = zip(_SUMS, (items, tokens, size), strict=True)
        return ", ".join(
            [
                'count(*) AS "measure.records"',
                *(f'CAST(sum({sql}) AS BIGINT) AS "{name}"' for name, sql in sums),
                *(f'count(*) FILTER ("{LOST}{name}") AS "{LOST}{name}"' for name in self._losing()),
                f'CAST(min("{ROW}") AS BIGINT) AS "{POINTER}"',
                f'CAST(max("{ROW}") AS BIGINT) AS "{LAST}"',
            ]
        )

    def _reading(self, name: str) -> str:
        column = COLUMNS[name]
        parts = []
        if name in self.types:
            parts.append(read_cell(column, f'"raw.{name}"', self.types[name]))
        if name in self.defaults:
            parts.append(read_default(column, self.defaults[name]))
        parts.append(f"CAST(NULL AS {SQL_TYPES[column.kind]})")
        return parts[0] if len(parts) == 2 and name in self.types else f"coalesce({', '.join(parts)})"

    def _lost(self, name: str) -> str:
        raw = f'"raw.{name}"'
        return f"{raw} IS NOT NULL AND {read_cell(COLUMNS[name], raw, self.types[name])} IS NULL"

    def _losing(self) -> list[str]:
        needed = [name for name in needed_columns(self.plan) if name in self.types]
        return [name for name in needed if can_lose_values(COLUMNS[name], self.types[name])]

    def _derived(self) -> list[DerivedFact]:
        return [fact for fact in derived_facts(self.plan) if self._varies(fact.provides[0])]

    def _by_row(self) -> list[str]:
        """Return the columns that are read for each record, in canonical order."""
        asked = {name for question in self._asked() for name in question.expression.names}
        days = (name for name in self.plan.days if self._varies(name))
        reads = {*asked, *days, *(name for fact in self._derived() for name in fact.reads)}
        columns = {name.removeprefix("record.") for name in reads if name.startswith("record.")}
        return [name for name in COLUMNS if name in columns or (name in MEASURED and self._is_given(name))]

    def _is_given(self, name: str) -> bool:
        return name in self.types or name in self.defaults


_SUMS = ("measure.items", "measure.tokens", "measure.bytes")


def _same(left: str, right: str, names: Sequence[str]) -> str:
    """Return the condition that two tables agree in some columns, in what is missing as well."""
    equal = (f'{left}."{name}" IS NOT DISTINCT FROM {right}."{name}"' for name in names)
    return " AND ".join(equal) or "TRUE"
