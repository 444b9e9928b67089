"""The evidence of one finding: groups of records, clauses in force, rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.exemplar import Exemplar
from compliance.model.finding import CitedClause, Finding, FindingGroup
from compliance.model.platform import Basis, Source
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.wording import NO_VALUE, clause_sentence, clauses_of, days, number, percent, period

_REST = say("cut.rest")


@dataclass(frozen=True)
class Link:
    """A text, and where it leads; only http(s) addresses lead anywhere."""

    text: str
    href: str


@dataclass(frozen=True)
class ClauseLine:
    """A clause in force; `mark` is its number within the finding."""

    mark: str
    platform: str
    document: str
    says: str
    conditions: str
    period: str
    basis: str
    note: str
    source: Link
    others: tuple["ClauseLine", ...]
    """Clauses of the same name that were in force too and did not decide; without a mark."""
    others_note: str


@dataclass(frozen=True)
class GroupLine:
    """Records that share every fact; a fact that is None is unknown."""

    facts: tuple[str | None, ...]
    days: str
    clauses: str
    tokens: str
    bytes: str
    records: str
    share: str


@dataclass(frozen=True)
class RowLine:
    """An offending row; cells are in the order of the columns, empty for null."""

    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceView:
    """Three tables; the notes say what was cut, and are empty when nothing was."""

    facts: tuple[str, ...]
    groups: tuple[GroupLine, ...]
    groups_note: str
    clauses: tuple[ClauseLine, ...]
    clauses_note: str
    columns: tuple[str, ...]
    rows: tuple[RowLine, ...]
    rows_note: str


def link(text: str, address: str | None) -> Link:
    """Return the text, leading to the address if that is plain http(s)."""
    address = address or ""
    is_web = address.startswith(("https://", "http://")) and address.isprintable() and "@" not in address
    return Link(text, address if is_web and " " not in address else "")


def evidence(finding: Finding, caps: Caps) -> EvidenceView:
    """Return the largest groups, their clauses and a few rows."""
    groups = finding.groups[: caps.groups]
    clauses = clauses_of(groups)
    marks = {sentence: str(place) for place, sentence in enumerate(clauses, 1)}
    facts = tuple(dict.fromkeys(name for group in groups for name, _ in group.facts))[: caps.columns]
    columns = _columns(finding.exemplars, facts)
    shown = columns[: caps.columns]
    return EvidenceView(
        facts=tuple(cell(fact, caps.cell) for fact in facts),
        groups=tuple(_group(group, facts, marks, finding.records, caps) for group in groups),
        groups_note=_groups_note(finding, groups),
        clauses=tuple(_clause(str(mark), cited, caps) for mark, cited in enumerate(clauses.values(), 1))[
            : caps.clauses
        ],
        clauses_note=cut(min(len(clauses), caps.clauses), len(clauses), say("cut.clauses"), _REST),
        columns=tuple(cell(column, caps.cell) for column in shown),
        rows=tuple(_row(exemplar, shown, caps) for exemplar in finding.exemplars[: caps.exemplars]),
        rows_note=_rows_note(finding, len(columns) - len(shown), caps),
    )


def _groups_note(finding: Finding, groups: Sequence[FindingGroup]) -> str:
    held = sum(group.records for group in groups)
    rest = say("cut.groups", held=number(held), records=number(finding.records))
    return cut(len(groups), finding.groups_total, say("cut.groups_noun"), rest)


def _group(
    group: FindingGroup, facts: Sequence[str], marks: dict[str, str], whole: int, caps: Caps
) -> GroupLine:
    values = {name: None if value is None else cell(value, caps.cell) for name, value in group.facts}
    cited = dict.fromkeys(marks[clause_sentence(clause)] for clause in group.clauses)
    return GroupLine(
        facts=tuple(values.get(fact) for fact in facts),
        days=days(group.first_day, group.last_day),
        clauses=", ".join(cited) or NO_VALUE,
        tokens=number(group.tokens),
        bytes=number(group.bytes),
        records=number(group.records),
        share=percent(group.records, whole),
    )


def _clause(mark: str, cited: CitedClause, caps: Caps) -> ClauseLine:
    clause = cited.clause
    return ClauseLine(
        mark=mark,
        platform=cell(cited.platform, caps.cell),
        document=cell(cited.document, caps.cell),
        says=cell(f"{clause.clause} = {clause.value}", caps.cell),
        conditions=cell(", ".join(clause.conditions), caps.prose),
        period=period(clause) + ("" if clause.status == "in_force" else f" ({clause.status})"),
        basis=basis(clause.basis, left_censored=clause.left_censored),
        note=prose(clause.note, caps.prose),
        source=_source(clause.source, caps),
        others=tuple(_clause("", other, caps) for other in cited.others[: caps.clauses]),
        others_note=cut(min(len(cited.others), caps.clauses), len(cited.others), say("cut.clauses"), _REST),
    )


def basis(known: Basis, *, left_censored: bool = False) -> str:
    """Return why we believe the start of a clause, or a price."""
    sure = say(f"basis.{known}")
    return say("basis.censored", basis=sure) if left_censored else sure


def _source(source: Source, caps: Caps) -> Link:
    dated = f" ({source.date})" if source.date else ""
    titled = f"{source.title}, " if source.title else ""
    return link(cell(f"{titled}{source.citation}{dated}", 2 * caps.cell), source.url)


def _columns(exemplars: Sequence[Exemplar], facts: Sequence[str]) -> list[str]:
    """Order the columns: what names a row, what the rule looked at, the rest."""
    found = dict.fromkeys(name for exemplar in exemplars for name, _ in exemplar.cells)
    wanted = ["id", "url", *(fact.removeprefix("record.") for fact in facts)]
    rank = {name: place for place, name in enumerate(dict.fromkeys(wanted))}
    return sorted(found, key=lambda column: rank.get(column.casefold(), len(rank)))


def _row(exemplar: Exemplar, columns: Sequence[str], caps: Caps) -> RowLine:
    cells = dict(exemplar.cells)
    return RowLine(
        place=f"{tail(exemplar.file, caps.cell)}:{exemplar.row}",
        cells=tuple(cell(cells.get(column, ""), caps.cell) for column in columns),
    )


def _rows_note(finding: Finding, hidden_columns: int, caps: Caps) -> str:
    shown = min(len(finding.exemplars), caps.exemplars)
    note = cut(shown, finding.records, say("cut.rows"), say("cut.examples"))
    return f"{note} {say('cut.columns', count=number(hidden_columns))}" if hidden_columns else note
