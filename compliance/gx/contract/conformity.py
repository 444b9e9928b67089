"""Conformity: where a manifest is not what its readers, and those who set demands, may expect."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from compliance.gx.contract.demand import Demand
from compliance.gx.source.cells import CLOSED, Cells, Found
from compliance.model.columns import COLUMNS
from compliance.model.contract_result import ContractResult
from compliance.model.exemplar import Exemplar
from compliance.model.verdict import Verdict

_NAMED = 3
_WORD_LENGTH = 80


@dataclass(frozen=True)
class Fault:
    """One way in which a manifest is not what is expected."""

    kind: str
    """Such as `unread_file`, `unknown_words` or `contract_check`."""
    message: str
    """One sentence."""
    remedy: str = ""
    records: int | None = None
    """Records, or cells of one column, that are concerned; None if that is not known, or of no record."""
    place: tuple[tuple[str, str], ...] = ()
    """Of `file`, `column` and `check` those that it is about."""
    words: tuple[tuple[str, int], ...] = ()
    """Words outside the vocabulary and their records, the most frequent first."""
    pointers: tuple[int, ...] = ()
    """To a few of the records."""


@dataclass(frozen=True)
class Conformity:
    """What was looked at, and the faults that were found."""

    rows: int
    """Rows examined."""
    faults: tuple[Fault, ...]
    notices: tuple[str, ...] = ()
    """What a reader must know that is no fault."""
    examples: Mapping[int, Exemplar] = field(default_factory=dict)
    """Rows by the pointers of faults, as far as they could be fetched."""


def find_faults(
    cells: Cells, bound: Sequence[str], demand: Demand, checks: Iterable[ContractResult], rows: int
) -> tuple[Fault, ...]:
    """Return every fault, in the order of reading: files, columns, cells, and all rows together.

    *bound* is the columns that the manifest has; of files that could not be read
    nothing is known, so that nothing but themselves is at fault.
    """
    return (
        *_unread(cells),
        *(
            ()
            if rows or cells.unread
            else (Fault("no_records", "The manifest has no records.", "Write its records."),)
        ),
        *(() if not bound else _missing(bound, demand)),
        *_unreadable(cells),
        *_unknown(cells, dict(demand.vocabularies)),
        *_empty(cells, [name for name in demand.filled if name in bound], rows),
        *_broken(checks),
    )


def _unread(cells: Cells) -> Iterator[Fault]:
    for path, line in sorted(cells.unread.items()):
        text = f"{path} was not read: {(line.problem or '').rstrip('.')}."
        yield Fault("unread_file", text, _sentence(line.remedy), line.rows, (("file", path),))


def _missing(bound: Sequence[str], demand: Demand) -> Iterator[Fault]:
    for name in demand.named:
        if name not in bound:
            remedy = (
                "Write the column, name the one that it is read from in the card, or give a default there."
            )
            yield Fault(
                "missing_column", f"The manifest has no column `{name}`.", remedy, None, (("column", name),)
            )


def _unreadable(cells: Cells) -> Iterator[Fault]:
    for path, counts in sorted(cells.unreadable.items()):
        for name, count in counts.items():
            kind = COLUMNS[name].kind
            text = f"{count:,} cells of `{name}` in {path} are no {kind}."
            remedy = f"Write `{name}` as a {kind}; dates as ISO 8601."
            yield Fault("unreadable_cells", text, remedy, count, (("file", path), ("column", name)))


def _unknown(cells: Cells, given: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    for name in dict.fromkeys((*CLOSED, *given)):
        known = given.get(name, COLUMNS[name].words)
        strays = {word: found for word, found in cells.words.get(name, {}).items() if word not in known}
        if strays:
            yield _stray(name, strays, known)


def _stray(name: str, strays: Mapping[str, Found], known: Sequence[str]) -> Fault:
    records = sum(found.records for found in strays.values())
    counted = tuple((word[:_WORD_LENGTH], found.records) for word, found in strays.items())
    named = ", ".join(f"{word!r} ({count:,})" for word, count in counted[:_NAMED])
    more = f" and {len(counted) - _NAMED:,} more" if len(counted) > _NAMED else ""
    return Fault(
        "unknown_words",
        f"{records:,} records have a word in `{name}` that its vocabulary lacks: {named}{more}.",
        f"Write one of {', '.join(known)}, or map the column in the card.",
        records,
        (("column", name),),
        counted,
        tuple(pointer for found in strays.values() for pointer in found.pointers)[:_NAMED],
    )


def _empty(cells: Cells, filled: Iterable[str], rows: int) -> Iterator[Fault]:
    for name in filled:
        found = cells.empty.get(name)
        if found is not None and found.records:
            text = f"{found.records:,} of {rows:,} records have no `{name}` that could be read."
            remedy = f"Write `{name}` for every record."
            yield Fault(
                "empty_cells", text, remedy, found.records, (("column", name),), pointers=found.pointers
            )


def _broken(checks: Iterable[ContractResult]) -> Iterator[Fault]:
    for result in checks:
        if result.verdict is not Verdict.COMPLIANT:
            yield Fault(
                "contract_check", result.message, result.remedy, None, (("check", result.check.value),)
            )


def _sentence(text: str | None) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""
