"""A column map for a manifest nobody has described yet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from compliance.inputs.proposals.fitting import can_hold, fit, spelled
from compliance.inputs.proposals.identity import propose_id, propose_url
from compliance.inputs.proposals.sample import ROWS, Sample, SampledColumn
from compliance.inputs.proposals.synonyms import by_likelihood, plain_name
from compliance.model.columns import COLUMNS, Column

_NOTHING = "NULL"
_WORDS = re.compile(r"'(?:[^']|'')*'|(\"(?:[^\"]|\"\")*\"|[A-Za-z_]\w*)")
_QUESTIONS: Mapping[str, str] = {
    "timestamp": "is it the time of collecting? that of publishing goes to published_at",
    "collected_from": "the first day of a span: terms of later days are not looked at",
    "warc_filename": "the beginning of the crawl",
    "rights": "is it a licence?",
    "repository": "is it where the records are from?",
    "homepage": "is it where the records are from?",
}
"""Names that may mean something else, and what to ask."""


@dataclass(frozen=True)
class Proposal:
    """Where each canonical column may come from, in canonical order."""

    columns: Mapping[str, str]
    """Canonical column → expression, for those that need one."""
    by_name: tuple[str, ...]
    """Canonical columns that the file has under their own names."""
    notes: Mapping[str, str]
    """Canonical column → what a reader should look at."""
    unread: tuple[str, ...]
    """Columns of the file that nothing reads."""

    @property
    def is_enough(self) -> bool:
        """Whether records have an id, and an address or a platform."""
        known = {*self.columns, *self.by_name}
        return "id" in known and bool({"url", "platform"} & known)


def propose(sample: Sample) -> Proposal:
    """Return what the names, types and first values of a file suggest."""
    by_name = _by_name(sample)
    found: dict[str, str] = {}
    for canonical, column in COLUMNS.items():
        if canonical in by_name:
            found |= _mended(column, sample[by_name[canonical]])
        elif canonical not in {"id", "url"}:
            found |= _first_fit(column, sample)
    if "url" not in by_name and (url := propose_url(sample)):
        found["url"] = url
    notes = {canonical: note for canonical, text in found.items() if (note := _note(text))}
    if "id" not in by_name and (identity := propose_id(sample, found.get("url", by_name.get("url")))):
        found["id"], is_unique = identity
        seen = min(sample.rows, ROWS)
        notes["id"] = f"{'one for each' if is_unique else 'not one for each'} of the first {seen:,} rows"
    used = {*by_name.values(), *(word for text in found.values() for word in _WORDS.findall(text))}
    return Proposal(
        columns={canonical: found[canonical] for canonical in COLUMNS if canonical in found},
        by_name=tuple(canonical for canonical in COLUMNS if canonical in by_name and canonical not in found),
        notes=notes,
        unread=tuple(name for name in sample.names if not {name, spelled(name)} & used),
    )


def _by_name(sample: Sample) -> dict[str, str]:
    """Return the columns that are read without a map, as the reader of manifests finds them."""
    spellings: dict[str, list[str]] = {}
    for name in sample.names:
        spellings.setdefault(name.lower(), []).append(name)
    return {
        canonical: canonical if canonical in spellings[canonical] else spellings[canonical][0]
        for canonical in COLUMNS
        if canonical in spellings
    }


def _mended(column: Column, found: SampledColumn) -> dict[str, str]:
    """Return an expression for a column that has our name, if it cannot be read as it is."""
    expression = fit(column, found)
    if expression is None:
        return {} if can_hold(column.kind, found) else {column.name: _NOTHING}
    return {} if expression == spelled(found.name) else {column.name: expression}


def _first_fit(column: Column, sample: Sample) -> dict[str, str]:
    for name in by_likelihood(column.name, iter(sample.names)):
        expression = fit(column, sample[name])
        if expression is not None:
            return {column.name: _with_host(expression, sample[name], sample)}
    return {}


def _with_host(expression: str, found: SampledColumn, sample: Sample) -> str:
    """Return the address of a licence that two columns share: a path, and the host beside it."""
    plain = plain_name(found.name)
    host = next(
        (name for name in sample.names if plain_name(name) == plain.replace("license", "domain")), None
    )
    paths = sum(text.startswith("/") for text in found.texts)
    is_path = plain.endswith("license") and paths > len(found.texts) / 2
    return f"{spelled(host)} || {expression}" if host and is_path else expression


def _note(text: str) -> str:
    if text == _NOTHING:
        return "the column of this name cannot be read as this; give an expression that can"
    return next((_QUESTIONS[word] for word in _WORDS.findall(text) if word in _QUESTIONS), "")
