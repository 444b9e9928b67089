"""What tells records apart, and where each is from: a manifest cannot do without."""

from collections.abc import Iterable, Sequence

from compliance.inputs.proposals.fitting import fit, spelled
from compliance.inputs.proposals.sample import Form, Sample, SampledColumn
from compliance.inputs.proposals.synonyms import by_likelihood, plain_name
from compliance.model.columns import COLUMNS

_HOSTS = (
    "domain",
    "provider_domain",
    "hostname",
    "host",
    "netloc",
    "url_domain",
    "url_host_name",
    "site_domain",
)
_PATHS = ("path", "content_path", "url_path")
_QUERIES = ("query", "query_string", "content_query_string", "url_query")
_MOST_PARTS = 4
_LONGEST_PART = 200
_MOST_COMPARED = 24
"""Columns of which an id may be composed, at most."""


def propose_url(sample: Sample) -> str | None:
    """Return an expression for the address of a record: a column of addresses, or parts of one."""
    named = [sample[name] for name in by_likelihood("url", iter(sample.names))]
    others = [column for column in sample.columns if "licen" not in plain_name(column.name)]
    texts = [column for column in others if column.form is Form.TEXT and column not in named]
    return _first_fit(named) or _composed(sample) or _within_text(named) or _first_fit(texts)


def propose_id(sample: Sample, url: str | None) -> tuple[str, bool] | None:
    """Return an expression that tells records apart, and whether it did so in all rows looked at."""
    named = [sample[name] for name in by_likelihood("id", iter(sample.names))]
    parts = [column for column in sample.columns if _is_part(column)][:_MOST_COMPARED]
    likely = (column for column in (*named, *parts) if _is_part(column) and column.is_unique)
    unique = next(likely, None)
    if unique is not None:
        return spelled(unique.name), True
    chosen = _telling_apart(named[:1], parts)
    if chosen and _distinct(chosen) == chosen[0].rows:
        return " || ' ' || ".join(spelled(column.name) for column in chosen), True
    expression = spelled(named[0].name) if named else url or ""
    return (expression, False) if expression else None


def _composed(sample: Sample) -> str | None:
    """Return an address put together from a host, and a path and a query where there are columns for them."""
    host, path, query = (_named(sample, names) for names in (_HOSTS, _PATHS, _QUERIES))
    if host is None:
        return None
    parts = ["'https://'", spelled(host.name)]
    parts += [spelled(path.name)] if path else []
    if query:
        name = spelled(query.name)
        parts.append(f"CASE WHEN {name} <> '' THEN '?' || {name} ELSE '' END")
    return " || ".join(parts)


def _first_fit(columns: Iterable[SampledColumn]) -> str | None:
    return next((expression for column in columns if (expression := fit(COLUMNS["url"], column))), None)


def _within_text(columns: Iterable[SampledColumn]) -> str | None:
    """Return the addresses inside of the texts of that column which has most of them."""
    counted = [(sum("://" in text for text in column.texts), column.name) for column in columns]
    most, name = max(counted, default=(0, ""), key=lambda pair: pair[0])
    return rf"""regexp_extract({spelled(name)}, 'https?://[^ )>\]"]+')""" if most else None


def _named(sample: Sample, names: Sequence[str]) -> SampledColumn | None:
    found = {plain_name(column.name): column for column in sample.columns if column.form is Form.TEXT}
    return next((found[name] for name in names if name in found), None)


def _is_part(column: SampledColumn) -> bool:
    """Tell whether every row has a value of the column, short enough for an id."""
    is_scalar = column.form in {Form.TEXT, Form.WHOLE} and column.rows > 0
    is_there = is_scalar and len(column.values) == column.rows
    return is_there and max(len(str(value)) for value in column.values) <= _LONGEST_PART


def _telling_apart(first: Sequence[SampledColumn], parts: Sequence[SampledColumn]) -> list[SampledColumn]:
    """Return few columns that together tell most rows apart, each adding as much as one can."""
    chosen = [column for column in first if column in parts]
    while len(chosen) < _MOST_PARTS and len(chosen) < len(parts):
        best = max(parts, key=lambda column: _distinct([*chosen, column]))
        if _distinct([*chosen, best]) == _distinct(chosen):
            break
        chosen.append(best)
    return chosen


def _distinct(columns: Sequence[SampledColumn]) -> int:
    return len(set(zip(*(column.values for column in columns), strict=True))) if columns else 0
