"""Canonical columns: where each one comes from in each file, before any union."""

from collections.abc import Iterable, Mapping, Sequence

from compliance.errors import ManifestError
from compliance.expressions import ExpressionError
from compliance.model.card import Card
from compliance.model.columns import COLUMNS
from compliance.quoting import quote

_COLUMNS_SHOWN = 8
_REQUIRED = (("id",), ("url", "platform"))


def bind_columns(card: Card, columns: tuple[str, ...]) -> dict[str, str]:
    """Return canonical column → SQL over the *columns* of one file.

    A column of the card's map is taken by its name if the file has it, else
    read as an expression. Raises ManifestError for a name the file lacks.
    """
    bound: dict[str, str] = {}
    for name, text in card.columns.items():
        if text in columns:
            bound[name] = quote(text)
            continue
        from compliance.expressions import parse_mapping  # noqa: PLC0415 - start-up time

        try:
            bound[name] = parse_mapping(text, columns).sql(lambda column: column)
        except ExpressionError as error:
            raise ManifestError(
                f"the card's column map for `{name}` does not fit it: {error.text}",
                remedy="correct `columns:` in the card, or the file",
            ) from error
    by_name = _by_canonical_name(columns)
    return {name: sql for name in COLUMNS if (sql := bound.get(name) or by_name.get(name))}


def check_required(card: Card, bound: Iterable[str], columns: Sequence[str]) -> None:
    """Raise ManifestError unless there is an id, and a url or platform among the *columns*."""
    have = {*bound, *card.defaults}
    for choice in _REQUIRED:
        if not have & set(choice):
            names = " or ".join(f"`{name}`" for name in choice)
            shown = ", ".join(columns[:_COLUMNS_SHOWN]) + (", …" if len(columns) > _COLUMNS_SHOWN else "")
            raise ManifestError(
                f"it has no column {names}",
                remedy=f"name it in the card, `columns: {{{choice[0]}: …}}`; it has {shown}",
            )


def check_same(card: Card, bound: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return path → why a file does not fit the others; *bound* is its columns by path.

    A column that some file has, and that the card gives no default for, must
    be in every file: a union would silently fill it with nulls.
    """
    everywhere = frozenset().union(*bound.values()) - set(card.defaults) if bound else frozenset()
    faults: dict[str, str] = {}
    for path, columns in bound.items():
        missing = [name for name in COLUMNS if name in everywhere - columns]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing)
            faults[path] = f"it lacks {names}, which other files of the manifest have"
    return faults


def _by_canonical_name(columns: tuple[str, ...]) -> dict[str, str]:
    exact = {column: quote(column) for column in columns if column in COLUMNS}
    lower: dict[str, list[str]] = {}
    for column in columns:
        lower.setdefault(column.lower(), []).append(column)
    loose = {
        name: quote(spelled[0]) for name, spelled in lower.items() if name in COLUMNS and len(spelled) == 1
    }
    return loose | exact
