"""The rules of an export as plain SQL: files to read, suites to run, and a table of what is lost."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from compliance.markdown import code, prose
from compliance.warehouse.export import Export, ExportedRule

if TYPE_CHECKING:
    from compliance.gx.project.sql_suites import SqlSuite

_HEADER = """\
-- {id}, version {version}: {title}
-- Selects the records of {dataset} in violation, and unproven ones, as of {as_of}.
-- For {dialect}; put the table of the manifest in place of {{batch}}. Timestamps are read as UTC.
"""
_EXACT = "-- The records are those that `compliance check` finds.\n"
_SECTION = """
## Rules as plain SQL, as of {as_of}

For tables with the columns of the manifests, in data sources of your own. {suites} has an
`UnexpectedRowsExpectation` for each rule; `sql/` has the same queries. They hold what is in force that day:
write them again when rules, terms or grants change. "Also unproven" are records of which a plain query cannot
tell what the rule asks: they are unexpected, whatever `compliance check` says of them.

{tables}"""
_TABLE = """\
### {dataset}, {dialect}

| rule | unexpected |
|---|---|
{lines}
"""


def sql_files(exports: Mapping[str, Iterable[Export]]) -> dict[str, str]:
    """Return the text of each file with a query, by its path below the project; *exports* are by dataset."""
    return {
        f"sql/{export.dialect}/{dataset}/{one.rule.id}.sql": _commented(one, dataset, export)
        for dataset, several in exports.items()
        for export in several
        for one in export.rules
    }


def sql_suites(exports: Mapping[str, Iterable[Export]]) -> "list[SqlSuite]":
    """Return the suites of the project."""
    from compliance.gx.project.sql_suites import SqlRule, SqlSuite  # noqa: PLC0415 - it takes seconds

    return [
        SqlSuite(
            suite_name(dataset, export),
            export.dialect,
            export.as_of.isoformat(),
            tuple(SqlRule(one.rule.id, one.sql, one.losses) for one in export.rules),
        )
        for dataset, several in exports.items()
        for export in several
    ]


def sql_section(exports: Mapping[str, Iterable[Export]]) -> str:
    """Return what the README says of the queries: what is lost, and what is left out; or nothing."""
    pairs = [(dataset, export) for dataset, several in exports.items() for export in several]
    if not pairs:
        return ""
    suites = ", ".join(code(suite_name(dataset, export)) for dataset, export in pairs)
    tables = [
        _TABLE.format(dataset=prose(dataset), dialect=export.dialect, lines="\n".join(_lines(export)))
        for dataset, export in pairs
    ]
    return _SECTION.format(as_of=pairs[0][1].as_of, suites=suites, tables="\n".join(tables))


def suite_name(dataset: str, export: Export) -> str:
    """Return the name of the suite of a dataset in a dialect."""
    return f"{dataset} in {export.dialect}"


def _commented(one: ExportedRule, dataset: str, export: Export) -> str:
    told = {"id": one.rule.id, "version": one.rule.rule.version, "title": one.rule.rule.title}
    header = _HEADER.format(**told, dataset=dataset, as_of=export.as_of, dialect=export.dialect)
    lost = "".join(f"-- Also unproven here: {loss}.\n" for loss in one.losses)
    return f"{header}{lost or _EXACT}{one.sql}\n"


def _lines(export: Export) -> Iterator[str]:
    for one in export.rules:
        lost = "; ".join(prose(loss) for loss in one.losses)
        said = "the records that `check` finds"
        said += f"; also unproven: {lost}" if lost else ""
        yield f"| {code(one.rule.id)} | {said} |"
    for left in export.left_out:
        yield f"| {code(left.id)} | left out: {prose(left.why)} |"
